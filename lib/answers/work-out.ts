import type { RequestListener } from 'node:http'
import inject from 'light-my-request'
import { withAnswerLife } from '@/lib/service/answer-life'
import type { Worked } from './kept-answers'
import type { Question } from './question'

/** What belongs to one sending and not to the answer. */
const ofTheSending = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date', 'content-length'])

function kept(headers: Record<string, unknown>): Record<string, string> {
  const told = Object.entries(headers).filter(([name, value]) => value !== undefined && !ofTheSending.has(name.toLowerCase()))
  return Object.fromEntries(told.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value)]))
}

/**
 * Asks the framework within this process, without a reader: nothing of who asks first is in it, and nobody who leaves breaks it off for
 * those who wait. Null for an answer of more than `most` bytes, which is let go of.
 */
export async function workOut(dispatch: RequestListener, { url, headers }: Question, most: number): Promise<Worked | null> {
  const { result, readsPresent } = await withAnswerLife(async () => {
    const response = await inject(dispatch, { method: 'GET', url, headers, payloadAsStream: true })
    const parts: Buffer[] = []
    let size = 0
    for await (const part of response.stream()) {
      parts.push(part)
      size += part.length
      if (size > most) {
        response.raw.res.destroy()
        return null
      }
    }
    return { status: response.statusCode, headers: kept(response.headers), body: Buffer.concat(parts) }
  })
  return result === null ? null : { whole: result, readsPresent }
}
