import { type IncomingMessage, type RequestListener, Server, type ServerOptions, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Settings } from '@/lib/config/settings'
import { safetyHeaders } from '@/lib/http/safety-headers'
import { sendProblem } from '@/lib/http/send-problem'
import { idFor, type RequestTrace, withTrace } from '@/lib/log/request-trace'
import { ServiceError } from '@/lib/service/errors'
import { isLeaving } from '@/lib/service/leaving'
import { isForeign } from '@/lib/service/own-origin'
import { endBroken, isUnused } from './broken-request'
import { type AnsweredRequest, tellWhenAnswered } from './request-log'

/** The head of a request has at most so many bytes; more than any address and cookies of ours. */
const mostHeadBytes = 16_384
/**
 * How long who is answered before they have sent everything may go on sending, in milliseconds: a small rest that is on its way comes to its end
 * and the line serves the next request; who has more reads the answer before the line is cut.
 */
const lingering = 1000

/** Verbs that some route here knows. */
const verbs = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Whether the path can be decoded; the framework takes one that cannot for a fault of its own. */
function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** A proxy may call us otherwise than readers do: what a page of `publicUrl` sends is ours, and who looks at names later is told so. */
function nameAsReadersDo({ headers }: IncomingMessage, publicUrl: string): void {
  const { origin, host } = new URL(publicUrl)
  if (headers.origin === origin) headers['x-forwarded-host'] = host
}

/** Whether a page is sent something by a page of another site, which the framework, too, refuses, but as if it were a fault of its own. */
function isSentFromElsewhere({ method, headers }: IncomingMessage, path: string): boolean {
  if (method !== 'POST' || path.startsWith('/api/')) return false
  const [forwarded] = String(headers['x-forwarded-host'] ?? '').split(',')
  return isForeign(headers.origin, [headers.host, forwarded?.trim()])
}

/** Why a request is none that anything here answers, whatever it asks; null where it may be one. */
function refusalOf(request: IncomingMessage, path: string): ServiceError | null {
  const { method = '' } = request
  if (!verbs.includes(method)) return new ServiceError('method-not-allowed', `${method} does not apply to anything here.`)
  if (!isReadable(path)) return new ServiceError('bad-request', 'The path is not percent-encoded UTF-8.')
  if (!isSentFromElsewhere(request, path)) return null
  return new ServiceError('forbidden', 'This was not sent by a page of this site.', { why: 'foreign' })
}

/** Node looks for what is late so often, in milliseconds: often enough that a limit means what it says. */
const lookEvery = (seconds: number) => Math.min(5000, (seconds * 1000) / 2)

/** Ends the line on which an answer was given to a body that has not come to its end by then: what else comes is nobody's. */
function hangUpUnlessWhole(request: IncomingMessage, socket: Duplex): void {
  const cut = () => {
    if (request.complete) return
    socket.end()
    setTimeout(() => socket.destroy(), lingering).unref()
  }
  setTimeout(cut, lingering).unref()
}

/**
 * Node's server, to which a connection that nothing was ever asked on is idle, too. Browsers open some ahead of need, and one of them would keep
 * a process that leaves until its time is over.
 */
class WebServer extends Server {
  readonly #open = new Set<Socket>()

  constructor(limits: ServerOptions, answer: RequestListener) {
    super(limits, answer)
    this.on('connection', (socket: Socket) => {
      this.#open.add(socket)
      socket.once('close', () => this.#open.delete(socket))
    })
  }

  override closeIdleConnections(): void {
    super.closeIdleConnections()
    for (const socket of this.#open) if (isUnused(socket)) socket.destroy()
  }
}

interface Behind {
  /** Answers a request whose address can be read. */
  answer: RequestListener
  /** The pattern of the route that a path is of. */
  routeOf: (path: string) => string
  /** Counts a request that was answered. */
  count: (answered: AnsweredRequest) => void
}

/**
 * The server of `npm start` as far as every request is treated alike: how long it may take and how much it may be, what it is called, what
 * stands on its answer, how it is told, and when its connection ends.
 */
export function webServer({ answer, routeOf, count }: Behind, settings: Settings): Server {
  const { headSeconds, requestSeconds, keepAliveSeconds, most } = settings.connections
  const answering = new WeakMap<Duplex, ServerResponse>()
  const limits = {
    ...{ headersTimeout: headSeconds * 1000, requestTimeout: requestSeconds * 1000, keepAliveTimeout: keepAliveSeconds * 1000 },
    ...{ connectionsCheckingInterval: lookEvery(headSeconds), maxHeaderSize: mostHeadBytes },
  }
  const server = new WebServer(limits, (request, response) => {
    const [path = ''] = (request.url ?? '/').split('?', 1)
    const id = idFor(request.headers['x-request-id'], settings.trustProxy > 0)
    const trace: RequestTrace = { id, route: routeOf(path), way: 'own' }
    // Whoever gives a request up takes its line from it, so that it has none any more once it is answered.
    const { socket } = request
    answering.set(socket, response)
    tellWhenAnswered(request, response, trace, count)
    response.setHeader('X-Request-Id', trace.id)
    for (const [name, value] of Object.entries(safetyHeaders(trace.route, settings.publicUrl))) response.setHeader(name, value)
    // Who keeps connections is to ask another process next.
    if (isLeaving()) response.shouldKeepAlive = false
    response.once('finish', () => request.complete || hangUpUnlessWhole(request, socket))
    // What was answered last leaves its connection idle only afterwards, and would keep the process for as long as the client keeps it.
    response.once('close', () => server.listening || server.closeIdleConnections())
    if (settings.publicUrl !== undefined) nameAsReadersDo(request, settings.publicUrl)
    withTrace(trace, () => {
      const refusal = refusalOf(request, path)
      if (refusal === null) return answer(request, response)
      trace.way = 'refused'
      if (refusal.problem === 'method-not-allowed') response.setHeader('Allow', verbs.join(', '))
      void sendProblem(response, refusal)
    })
  })
  server.on('clientError', (error, socket) => {
    const response = answering.get(socket)
    const isAnswered = response !== undefined && !response.writableFinished && response.headersSent
    endBroken(error, socket, isAnswered, safetyHeaders('', settings.publicUrl))
  })
  if (most > 0) server.maxConnections = most
  return server
}
