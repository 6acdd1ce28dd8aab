import { lookup as systemLookup } from 'node:dns/promises'
import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { type OpenNetworks, type Refusal, refusalOf } from './address-rule'

/** Milliseconds that a target has to be reached and to answer in. */
const patience = 10_000
/** Bytes of an answer that are let pass by, unread, before its line is cut. */
const mostAnswered = 65_536

export interface Resolved {
  address: string
  family: number
}
/** Every address of a name; rejects for a name that is not known. */
export type Resolve = (host: string) => Promise<Resolved[]>

export const systemResolve: Resolve = (host) => systemLookup(host, { all: true, verbatim: true })

/** Why nothing was answered: what may not be reached, a name nobody knows, no connection, or no answer in time. */
export type PostFailure = Refusal | 'name' | 'connection' | 'timeout'
/** The status of what was answered, a redirect’s too, since none is followed. Of its body nothing is kept. */
export type PostAnswer = { status: number } | { failure: PostFailure }
export type Post = (target: URL, headers: Record<string, string>, body: string) => Promise<PostAnswer>

export class NotSent extends Error {
  constructor(readonly failure: PostFailure) {
    super(failure)
  }
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1')
const portOf = ({ port, protocol }: URL): number => (port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port))

/** The addresses behind a target, each of which may be sent to. Throws NotSent where one may not: a name with such a one is not to be trusted. */
export async function addressesOf(target: URL, open: OpenNetworks, resolve: Resolve): Promise<Resolved[]> {
  const host = hostOf(target)
  const family = isIP(host)
  const found = family > 0 ? [{ address: host, family }] : await resolve(host).catch(() => [])
  if (found.length === 0) throw new NotSent('name')
  for (const { address } of found) {
    const refusal = refusalOf(address, portOf(target), open)
    if (refusal !== null) throw new NotSent(refusal)
  }
  return found
}

/** Why a target may not be sent to; null where it may, as its name resolves now. */
export async function targetRefusal(target: URL, open: OpenNetworks, resolve: Resolve): Promise<PostFailure | null> {
  try {
    await addressesOf(target, open, resolve)
    return null
  } catch (error) {
    if (error instanceof NotSent) return error.failure
    throw error
  }
}

/** Answers a connection with addresses that were judged already, so that a name cannot stand for another one by the time it is connected to. */
export const pinned =
  (addresses: readonly Resolved[]): LookupFunction =>
  (_host, options, answer) => {
    const [first] = addresses
    if (options.all) answer(null, [...addresses])
    else answer(null, first?.address ?? '', first?.family)
  }

function send(target: URL, headers: Record<string, string>, body: string, addresses: readonly Resolved[]): Promise<PostAnswer> {
  return new Promise((resolve) => {
    const open = target.protocol === 'https:' ? tlsRequest : plainRequest
    const signal = AbortSignal.timeout(patience)
    const request = open(target, {
      method: 'POST',
      headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
      lookup: pinned(addresses),
      // A connection of its own each time: one that is kept would go to an address that was judged long ago.
      agent: false,
      signal,
    })
    request.on('error', () => resolve({ failure: signal.aborted ? 'timeout' : 'connection' }))
    request.on('response', (response) => {
      let passed = 0
      response.on('data', ({ length }: Buffer) => {
        passed += length
        if (passed > mostAnswered) response.destroy()
      })
      response.on('error', () => undefined)
      resolve({ status: response.statusCode ?? 0 })
    })
    request.end(body)
  })
}

/**
 * A way to post to addresses that somebody else has chosen: to those of the public internet and of networks that were opened, judged by what
 * a name resolves to at that moment, without following a redirect. Never rejects for what the target does.
 */
export function guardedPost(open: OpenNetworks, resolve: Resolve = systemResolve): Post {
  return async (target, headers, body) => {
    try {
      return await send(target, headers, body, await addressesOf(target, open, resolve))
    } catch (error) {
      if (error instanceof NotSent) return { failure: error.failure }
      throw error
    }
  }
}
