import type { IncomingMessage, RequestListener } from 'node:http'
import inject from 'light-my-request'
import { frontOf } from '@/lib/answers/front'
import type { Context } from '@/lib/service/context'
import { send } from '../api/world'

const headersOf = ({ headers }: IncomingMessage) =>
  Object.entries(headers).flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))

/** The API's own handlers in the place of the framework, and how often they were asked. */
export function handlersBehind() {
  const state = { asked: 0 }
  const dispatch: RequestListener = async (request, response) => {
    state.asked += 1
    const answer = await send(request.url ?? '', { method: request.method ?? 'GET', headers: headersOf(request) })
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  }
  return { state, dispatch }
}

/** Asks through what stands before the framework, as a server does. */
export function frontBefore(
  ctx: Context,
  dispatch: RequestListener,
  addressOf: (request: IncomingMessage) => string = () => '203.0.113.1',
) {
  const front = frontOf(ctx, { dispatch, addressOf, botOf: () => undefined })
  return (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    inject((request, response) => front(request, response, () => dispatch(request, response)), { method, url, headers })
}
