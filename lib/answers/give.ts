import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'
import { cacheControl, matches } from '@/lib/http/answer'
import { requestId } from '@/lib/log/request-trace'
import { type Coding, codings, type KeptAnswer } from './kept-answer'
import type { KeptAnswers } from './kept-answers'
import type { Question } from './question'

/** The library's own signature, which its types do not have yet: of two that are liked alike, the one that comes first here. */
interface Choosing {
  encoding: (available: string[], how: { preferred: string[] }) => string | undefined
}

// A reader's browser says the same each time, and so do all others of its make.
const understood = new LRUCache<string, Coding>({ max: 1000 })

/** The coding to answer in: of those that the reader takes, by their liking and then by ours. */
export function codingFor(acceptEncoding: IncomingHttpHeaders['accept-encoding']): Coding {
  if (acceptEncoding === undefined) return 'identity'
  const accept = String(acceptEncoding)
  const known = understood.get(accept)
  if (known !== undefined) return known
  const choosing: Choosing = new Negotiator({ headers: { 'accept-encoding': accept } })
  const chosen = choosing.encoding([...codings], { preferred: [...codings] })
  const coding = codings.find((each) => each === chosen) ?? 'identity'
  understood.set(accept, coding)
  return coding
}

const list = (...names: (string | undefined)[]) =>
  [...new Set(names.flatMap((name) => name?.split(/,\s*/) ?? []).filter(Boolean))].join(', ')

/**
 * The headers of an answer but for those of one sending, as name and value in turn. A page is the framework's private one until it is here:
 * what everybody is shown alike may be kept by shared caches (RFC 9213), told apart by who brings a session. A browser still keeps no page:
 * it would show one for new while it asks, or where there is no network.
 */
function headersOf({ whole, tag, hold, isCoded }: KeptAnswer, { isApi }: Question): string[] {
  const { 'x-request-id': _own, ...headers } = whole.headers
  const vary = list(headers.vary, isCoded ? 'Accept-Encoding' : undefined, isApi ? undefined : 'Cookie')
  const isShared = isApi || headers['cache-control']?.startsWith('public')
  const said = { ...headers, vary, etag: tag, ...(!isShared && { 'cdn-cache-control': cacheControl.live }) }
  const own = { ...whole.headers, ...(isCoded && { vary: list(headers.vary, 'Accept-Encoding') }) }
  return Object.entries(hold.isForAll ? said : own).flat()
}

const prepared = new WeakMap<KeptAnswer, string[]>()

function send(
  request: IncomingMessage,
  response: ServerResponse,
  question: Question,
  answer: KeptAnswer,
  coding: Coding,
  body: Buffer,
): void {
  const { whole, tag, hold } = answer
  const known = prepared.get(answer) ?? headersOf(answer, question)
  prepared.set(answer, known)
  const headers = [...known]
  if (question.isApi && hold.isForAll) headers.push('x-request-id', requestId())
  if (hold.isForAll && matches(request.headers['if-none-match'] ?? null, tag.replace(/^W\//, ''))) {
    response.writeHead(304, withoutType(headers))
    response.end()
    return
  }
  if (coding !== 'identity') headers.push('content-encoding', coding)
  headers.push('content-length', String(body.length))
  response.writeHead(whole.status, headers)
  response.end(request.method === 'HEAD' ? undefined : body)
}

const withoutType = (headers: readonly string[]) => {
  const at = headers.indexOf('content-type')
  return at < 0 ? [...headers] : headers.toSpliced(at, 2)
}

/** Sends an answer to who asked, in the coding they like best, or tells them that they have it already. */
export function give(
  request: IncomingMessage,
  response: ServerResponse,
  question: Question,
  answer: KeptAnswer,
  answers: Pick<KeptAnswers, 'weigh'>,
): void | Promise<void> {
  const coding = answer.isCoded ? codingFor(request.headers['accept-encoding']) : 'identity'
  const ready = answer.ready(coding)
  if (ready !== undefined) return send(request, response, question, answer, coding, ready)
  return answer.code(coding).then((body) => {
    answers.weigh(question, answer)
    if (!response.destroyed) send(request, response, question, answer, coding, body)
  })
}
