import { createHash } from 'node:crypto'
import { noteWay } from '@/lib/log/request-trace'

/**
 * How long an answer may be reused. `live`: a browser asks again each time (304 while nothing changed), so that a writer sees the new record
 * at once; a shared cache answers for 15 s, and for a minute more while it asks, which bounds how long a retracted text can linger.
 * `reference`: boundaries, codes and the document change only with a deployment. `probe`: a health answer is worth a second. `own`: what is
 * told to one key's holder alone is kept nowhere. `now`: is worth nothing a moment later.
 */
export const cacheControl = {
  live: 'public, max-age=0, s-maxage=15, stale-while-revalidate=60',
  reference: 'public, max-age=300, s-maxage=3600, stale-while-revalidate=86400',
  probe: 'public, max-age=0, s-maxage=1, stale-while-revalidate=1',
  own: 'private, no-store',
  now: 'no-store',
} as const
export type CacheRule = keyof typeof cacheControl

/** What an endpoint's work results in, before it is bytes. */
export interface Reply {
  status: 200 | 201 | 202
  /** Written as JSON; a text, which no answer in JSON is, as it stands. */
  body: unknown
  headers?: Record<string, string>
  /** What the tag is of, where that is not the whole body: an answer that says when it was written is the same a second later. */
  taggedBy?: unknown
}

/** An answer that is sent as it is written, and never held as a whole. */
export interface StreamedReply {
  status: 200
  /** Begun only where a reader wants it, and ended early where the reader goes. */
  bytes: AsyncGenerator<Uint8Array>
  /** Of what the bytes are a function of: the same tag, the same bytes. */
  tag: string
  headers: Record<string, string>
}

export const ok = (body: unknown): Reply => ({ status: 200, body })
export const created = (location: string, body: unknown): Reply => ({ status: 201, body, headers: { Location: location } })
export const accepted = (body: unknown): Reply => ({ status: 202, body })

/** One page of a list, with the address of the next one in `Link`. */
export function page(request: Request, body: { next: string | null }): Reply {
  if (body.next === null) return ok(body)
  const { pathname, searchParams } = new URL(request.url)
  searchParams.set('cursor', body.next)
  return { status: 200, body, headers: { Link: `<${pathname}?${searchParams}>; rel="next"` } }
}

/** The tag of a body, by which a reader asks whether it is still the same. */
export const tagOf = (body: string | Uint8Array): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`

/** Whether an If-None-Match header names this tag: a list, weak or strong alike, or `*` (RFC 9110, 13.1.2). */
export function matches(header: string | null, tag: string): boolean {
  if (header === null) return false
  if (header.trim() === '*') return true
  const tags = header.match(/(?:W\/)?"[^"]*"/g) ?? []
  return tags.some((candidate) => candidate.replace(/^W\//, '') === tag)
}

/** A readable answer with its tag, or 304 with the same headers where the reader has it already. */
export function readable(request: Request, reply: Reply, mediaType: string, rule: CacheRule): Response {
  const body = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body)
  const strong = tagOf(reply.taggedBy === undefined ? body : JSON.stringify(reply.taggedBy))
  const tag = reply.taggedBy === undefined ? strong : `W/${strong}`
  const headers = { ETag: tag, 'Cache-Control': cacheControl[rule], Vary: 'Accept', ...reply.headers }
  if (matches(request.headers.get('if-none-match'), strong)) return new Response(null, { status: 304, headers })
  return new Response(body, { status: reply.status, headers: { ...headers, 'Content-Type': mediaType } })
}

/**
 * A streamed answer, or 304 before any of it is written. What cannot be read at all is thrown here and becomes a refusal; where it fails
 * later, the line is cut, so that nobody takes a part for the whole. It is written at the pace of its reader, and ends when the reader goes.
 */
export async function streamed(request: Request, reply: StreamedReply, mediaType: string, rule: CacheRule): Promise<Response> {
  const { bytes, tag } = reply
  const headers = { ETag: tag, 'Cache-Control': cacheControl[rule], Vary: 'Accept', ...reply.headers }
  if (matches(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers })
  noteWay('streamed')
  // A table's heading is written without reading; what follows it is not.
  const begun = [await bytes.next(), await bytes.next()]
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let part = begun.shift() ?? (await bytes.next())
        // Some formats have nothing to show for some rows; an empty part would be sent, too.
        while (!part.done && part.value.byteLength === 0) part = await bytes.next()
        if (part.done) controller.close()
        else controller.enqueue(part.value)
      },
      cancel: async () => void (await bytes.return(undefined)),
    },
    { highWaterMark: 1 },
  )
  return new Response(body, { status: reply.status, headers: { ...headers, 'Content-Type': mediaType } })
}

/** The answer to a write; never cached. */
export function written(reply: Reply): Response {
  const headers = { 'Cache-Control': 'no-store', 'Content-Type': 'application/json', ...reply.headers }
  return new Response(JSON.stringify(reply.body), { status: reply.status, headers })
}

/** After a form: the page to show, asked for anew, so that a reload sends nothing twice. */
export const seeOther = (location: string): Response =>
  new Response(null, { status: 303, headers: { 'Cache-Control': 'no-store', Location: location } })
