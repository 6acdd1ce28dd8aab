import type { IncomingHttpHeaders } from 'node:http'
import { KeptAnswer } from './kept-answer'
import type { Question } from './question'

/** How old an answer a reader of the API takes where there is no newer one, in seconds (RFC 9111, 5.2.1.2; RFC 5861, 4); null where they do not say. */
function mostStale({ 'cache-control': said = '' }: IncomingHttpHeaders): number | null {
  const found = /\b(?:max-stale|stale-if-error)\b(?:\s*=\s*"?(\d+))?/i.exec(said)
  if (found === null) return null
  return found[1] === undefined ? Number.POSITIVE_INFINITY : Number(found[1])
}

const marked = new WeakMap<KeptAnswer, KeptAnswer>()

/**
 * An answer that held last, told as what it is. A page is marked as the service worker marks one that it kept, before anything of it runs: it
 * has the words for that in it already, and says of when it is. What has no place for such words (figures of the API, the data of a page for
 * script, pictures) is given to nobody who does not ask for it old: null.
 */
export function asLastGood(answer: KeptAnswer, { isApi }: Question, headers: IncomingHttpHeaders, now: number): KeptAnswer | null {
  const { whole, tag, hold } = answer
  const most = isApi ? mostStale(headers) : null
  if (isApi ? most === null || now - hold.from > most * 1000 : !whole.headers['content-type']?.startsWith('text/html')) return null
  const known = marked.get(answer)
  if (known !== undefined) return known
  const at = new Date(hold.from).toISOString()
  const { etag: _etag, ...kept } = whole.headers
  const body = isApi ? whole.body : Buffer.from(whole.body.toString('latin1').replace('<html ', `<html data-kept-at="${at}" `), 'latin1')
  const told = { ...whole, headers: { ...kept, 'cache-control': 'no-store', 'x-kept-at': at }, body }
  const last = new KeptAnswer(told, tag, { ...hold, isForAll: false })
  marked.set(answer, last)
  return last
}
