import { z } from 'zod'
import type { Health } from '@/lib/schema/answers'
import manifest from '@/package.json'
import type { Context } from './context'

const { version } = z.object({ version: z.string() }).parse(manifest)

/** Whether the store answers, and up to where its ledger goes. Never throws: a store that does not answer is an answer. */
export async function getHealth({ store }: Context): Promise<Health> {
  try {
    const head = await store.head()
    return { status: 'ok', store: store.engine, ledgerSeq: head?.seq ?? 0, lastChangeAt: head?.time ?? null, version }
  } catch {
    return { status: 'unavailable', store: store.engine, ledgerSeq: null, lastChangeAt: null, version }
  }
}
