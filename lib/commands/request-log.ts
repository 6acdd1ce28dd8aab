import type { IncomingMessage, ServerResponse } from 'node:http'
import { operations } from '@/lib/http/operations'
import { log } from '@/lib/log/log'
import type { RequestTrace } from '@/lib/log/request-trace'

/** Parameters that some route knows. Another name may be a word that somebody has typed. */
const knownParameters = new Set(Object.values(operations).flatMap(({ query }) => Object.keys(query.shape)))

/** The names of a query's parameters without their values; of names that no route knows, how many. */
function parametersOf(url: string): { params?: string[]; unknownParams?: number } {
  const at = url.indexOf('?')
  if (at < 0) return {}
  const names = [...new Set(new URLSearchParams(url.slice(at)).keys())]
  const params = names.filter((name) => knownParameters.has(name))
  const unknownParams = names.length - params.length
  return { ...(params.length > 0 && { params }), ...(unknownParams > 0 && { unknownParams }) }
}

/** What one request came to. */
export interface AnsweredRequest {
  method: string
  route: string
  status: number
  way: RequestTrace['way']
  /** Milliseconds from its head to the end of its answer. */
  ms: number
  /** Of the answer as it was sent, its head included. */
  bytes: number
}

/** Asked every few seconds by balancers, which is nothing to read of while all is well. */
const isRoutine = ({ route, status }: AnsweredRequest) => route === operations.getReadiness.path && status < 400

/**
 * Has a request told when its answer is over: one line of the log, by route and names of parameters, never by address or by what was asked,
 * and whoever else counts it.
 */
export function tellWhenAnswered(
  request: IncomingMessage,
  response: ServerResponse,
  trace: RequestTrace,
  count: (answered: AnsweredRequest) => void,
): void {
  // Whoever gives a request up takes its line from it.
  const { socket } = request
  const [begin, sentBefore] = [performance.now(), socket.bytesWritten]
  response.once('close', () => {
    const answered = {
      ...{ method: request.method ?? '', route: trace.route, status: response.statusCode, way: trace.way },
      ...{ ms: Math.round((performance.now() - begin) * 10) / 10, bytes: socket.bytesWritten - sentBefore },
    }
    count(answered)
    const level = answered.status >= 500 ? 'warn' : isRoutine(answered) ? 'debug' : 'info'
    const told = { requestId: trace.id, ...answered, ...parametersOf(request.url ?? ''), ...(!response.writableFinished && { cut: true }) }
    log()[level](told, 'request')
  })
}
