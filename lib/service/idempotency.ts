import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { WriteTransaction } from '@/lib/store/store'
import { ServiceError } from './errors'

/**
 * Runs a write once per Idempotency-Key: a repeat answers what the first one did, without writing; the same key with
 * another body is a conflict. Without a key it just runs. The answer is kept in the write's own transaction.
 *
 * Keys are apart by actor, and everybody without a key is one actor. That lets nobody read another's answer: the form's keys are random
 * UUIDs, and a key is answered only to the very request it came with, which whoever sends it has written already.
 */
export async function once<A extends z.ZodType>(
  tx: WriteTransaction,
  key: string | undefined,
  request: unknown,
  answerSchema: A,
  work: () => Promise<z.infer<A>>,
): Promise<z.infer<A>> {
  if (key === undefined) return work()
  const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  const earlier = await tx.recall(key)
  if (earlier !== null) {
    if (earlier.requestHash !== requestHash) throw new ServiceError('conflict', 'This Idempotency-Key was used for another request.')
    return answerSchema.parse(JSON.parse(earlier.answer))
  }
  const answer = await work()
  await tx.remember(key, requestHash, JSON.stringify(answer))
  return answer
}
