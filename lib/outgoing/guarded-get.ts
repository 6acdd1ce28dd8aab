import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { OpenNetworks } from './address-rule'
import { addressesOf, NotSent, type PostFailure, pinned, type Resolve, type Resolved, systemResolve } from './guarded-post'

/** How long an answer may take in all, in milliseconds, and how large it may be when it is unpacked. */
export interface GetLimits {
  patience: number
  mostBytes: number
}
export const getLimits: GetLimits = { patience: 60_000, mostBytes: 64_000_000 }
/** How often an answer may point elsewhere before it is given up; each address is judged as the first was. */
const mostRedirects = 3

/** Why there is no answer: as of what is posted, or one that points on and on, or is too large. */
export type GetFailure = PostFailure | 'redirect' | 'size'
export interface GetAnswer {
  status: number
  etag: string | null
  lastModified: string | null
  /** Seconds that the source asks to be left alone for. */
  retryAfter: number | null
  body: Buffer
}
export type Get = (target: URL, headers: Record<string, string>) => Promise<GetAnswer | { failure: GetFailure }>

const header = ({ headers }: IncomingMessage, name: string) => {
  const value = headers[name]
  return typeof value === 'string' ? value : null
}

/** The body as it was meant, unpacked no further than the limit: a small answer may unpack to one without end. */
function bodyOf(response: IncomingMessage, mostBytes: number): Promise<Buffer | { failure: GetFailure }> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let bytes = 0
    const stream = header(response, 'content-encoding') === 'gzip' ? pipeline(response, createGunzip(), () => undefined) : response
    stream.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > mostBytes) {
        response.destroy()
        stream.destroy()
        resolve({ failure: 'size' })
      } else parts.push(part)
    })
    stream.on('end', () => resolve(Buffer.concat(parts)))
    stream.on('error', () => resolve({ failure: 'connection' }))
    stream.on('close', () => resolve({ failure: 'connection' }))
  })
}

async function answerOf(response: IncomingMessage, mostBytes: number): Promise<GetAnswer | { failure: GetFailure }> {
  const body = await bodyOf(response, mostBytes)
  if ('failure' in body) return body
  const seconds = Number(header(response, 'retry-after') ?? Number.NaN)
  return {
    status: response.statusCode ?? 0,
    etag: header(response, 'etag'),
    lastModified: header(response, 'last-modified'),
    retryAfter: Number.isFinite(seconds) && seconds >= 0 ? seconds : null,
    body,
  }
}

type Outcome = GetAnswer | { failure: GetFailure } | { location: string }

function ask(
  target: URL,
  headers: Record<string, string>,
  addresses: readonly Resolved[],
  signal: AbortSignal,
  mostBytes: number,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const open = target.protocol === 'https:' ? tlsRequest : plainRequest
    const request = open(target, { headers: { ...headers, 'Accept-Encoding': 'gzip' }, lookup: pinned(addresses), agent: false, signal })
    const failed = () => resolve({ failure: signal.aborted ? 'timeout' : 'connection' })
    request.on('error', failed)
    request.on('response', (response) => {
      const { statusCode = 0 } = response
      const location = header(response, 'location')
      if ([301, 302, 303, 307, 308].includes(statusCode) && location !== null) {
        response.destroy()
        return resolve({ location })
      }
      void answerOf(response, mostBytes).then((answer) => ('failure' in answer && signal.aborted ? failed() : resolve(answer)))
    })
    request.end()
  })
}

/**
 * A way to read from addresses of the public internet, and of networks that were opened: judged by what a name resolves to at that moment,
 * again at every redirect, within a time and a size. Never rejects for what the source does.
 */
export function guardedGet(open: OpenNetworks, resolve: Resolve = systemResolve, limits: GetLimits = getLimits): Get {
  return async (target, headers) => {
    const signal = AbortSignal.timeout(limits.patience)
    try {
      let at = target
      for (let turns = 0; turns <= mostRedirects; turns++) {
        const outcome = await ask(at, headers, await addressesOf(at, open, resolve), signal, limits.mostBytes)
        if (!('location' in outcome)) return outcome
        if (!URL.canParse(outcome.location, at)) break
        at = new URL(outcome.location, at)
        if (!/^https?:$/.test(at.protocol)) break
      }
      return { failure: 'redirect' }
    } catch (error) {
      if (error instanceof NotSent) return { failure: error.failure }
      throw error
    }
  }
}
