import { requestId } from '@/lib/log/request-trace'
import { failureResponse } from './failure'
import { problemResponse } from './problem'

/** One request on its way to an endpoint. `params` are the parts of the path, as the framework found them. */
export interface Call {
  request: Request
  params: unknown
}
export type Endpoint = (call: Call) => Promise<Response>

type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>
export type Handlers = Record<Verb | 'HEAD' | 'OPTIONS', Handler>

/** Reading is open to every origin, and a token is never sent by a browser on its own, so `*` gives nothing away. */
export const openHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Content-Disposition, ETag, Link, Location, Retry-After, X-Kept-At, X-Request-Id',
  'X-Content-Type-Options': 'nosniff',
}
const requestHeaders = 'Accept, Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID'
const preflightSeconds = '86400'

function allowed(endpoints: Partial<Record<Verb, Endpoint>>): string {
  const verbs = Object.keys(endpoints)
  return [...verbs.flatMap((verb) => (verb === 'GET' ? ['GET', 'HEAD'] : [verb])), 'OPTIONS'].join(', ')
}

/** Runs work to an answer, whatever happens, and puts on it what every answer carries. */
async function answerWith(request: Request, work: (requestId: string) => Promise<Response>): Promise<Response> {
  const id = requestId()
  const response = await work(id).catch((error: unknown) => failureResponse(error, request, id))
  for (const [name, value] of Object.entries(openHeaders)) response.headers.set(name, value)
  response.headers.set('X-Request-Id', id)
  return response
}

/** The head of an answer alone; what its body would have come from is let go of. */
function withoutBody({ status, headers, body }: Response): Response {
  void body?.cancel()
  return new Response(null, { status, headers })
}

/** The functions a route file exports: its endpoints, HEAD after GET, OPTIONS for preflights, and 405 with Allow for every other verb. */
export function route(endpoints: Partial<Record<Verb, Endpoint>>): Handlers {
  const allow = allowed(endpoints)
  const refuse = (request: Request, requestId: string) => {
    const response = problemResponse('method-not-allowed', `${request.method} does not apply here; ${allow} do.`, requestId)
    response.headers.set('Allow', allow)
    return response
  }
  const handler = (endpoint: Endpoint | undefined): Handler => {
    return (request, context) =>
      answerWith(request, async (requestId) =>
        endpoint ? endpoint({ request, params: await context.params }) : refuse(request, requestId),
      )
  }
  const get = handler(endpoints.GET)
  const preflight = {
    Allow: allow,
    'Access-Control-Allow-Methods': allow,
    'Access-Control-Allow-Headers': requestHeaders,
    'Access-Control-Max-Age': preflightSeconds,
  }
  const answerPreflight: Handler = (request) => answerWith(request, async () => new Response(null, { status: 204, headers: preflight }))
  return {
    GET: get,
    HEAD: async (request, context) => withoutBody(await get(request, context)),
    POST: handler(endpoints.POST),
    PUT: handler(endpoints.PUT),
    PATCH: handler(endpoints.PATCH),
    DELETE: handler(endpoints.DELETE),
    OPTIONS: answerPreflight,
  }
}

/** The functions for an address where nothing is: 404 for every verb. */
export function nothingHere(): Handlers {
  const handler: Handler = (request) =>
    answerWith(request, async (requestId) => problemResponse('not-found', 'There is no such route.', requestId))
  const head: Handler = async (request, context) => withoutBody(await handler(request, context))
  return { GET: handler, HEAD: head, POST: handler, PUT: handler, PATCH: handler, DELETE: handler, OPTIONS: handler }
}
