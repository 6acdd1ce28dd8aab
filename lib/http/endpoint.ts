import type { z } from 'zod'
import { parseQuery } from '@/lib/schema/query'
import { ServiceError } from '@/lib/service/errors'
import { type Reply, readable, type StreamedReply, seeOther, streamed, written } from './answer'
import { isForm, readFormBody, readJsonBody } from './body'
import { eventStream, type ServerEvent } from './event-stream'
import { fieldErrors } from './field-errors'
import type { Endpoint } from './handler'
import { contentType, type Format, negotiate } from './negotiate'
import type { ReadOperation, StreamOperation, UploadOperation, WriteOperation } from './operations'
import { refusal } from './problem'
import { type SpooledFile, withSpooledFile } from './spooled-file'

/** What an endpoint needs of the context it opens. */
interface Opened {
  settings: { bodyLimitBytes: number; importLimitBytes: number }
}

interface ReadInput<Q extends z.ZodObject, P extends z.ZodObject> {
  request: Request
  query: z.output<Q>
  params: z.output<P>
}

interface ReadCall<Q extends z.ZodObject, P extends z.ZodObject> extends ReadInput<Q, P> {
  /** The one of the operation's formats that is wanted. */
  format: Format
}

interface WriteInput<Q extends z.ZodObject, P extends z.ZodObject, B extends z.ZodType> extends ReadInput<Q, P> {
  body: z.output<B>
  idempotencyKey: string | undefined
}

function readQuery<Q extends z.ZodObject>(schema: Q, request: Request): z.output<Q> {
  const parsed = parseQuery(schema, new URL(request.url).searchParams)
  if (parsed.success) return parsed.data
  throw new ServiceError('invalid-parameter', 'The query cannot be read.', {
    errors: fieldErrors(parsed.error, 'is not a parameter of this route'),
  })
}

/** The parts of the path; the framework hands none over where the path has none. */
function readParams<P extends z.ZodObject>(schema: P, params: unknown): z.output<P> {
  return schema.parse(params ?? {})
}

/** A value against the schema of a body. Throws invalid-record with a path for each fault. */
function readRecord<B extends z.ZodType>(schema: B, value: unknown): z.output<B> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ServiceError('invalid-record', 'The record is not valid.', {
    errors: fieldErrors(parsed.error, 'is not a field of this record'),
  })
}

/** The Idempotency-Key header: 1 to 200 visible ASCII characters. Throws bad-request for another one. */
function readIdempotencyKey(headers: Headers): string | undefined {
  const key = headers.get('idempotency-key')
  if (key === null) return undefined
  if (/^[!-~]{1,200}$/.test(key)) return key
  throw refusal('bad-request', 'The Idempotency-Key cannot be used.', 'Idempotency-Key', 'has 1 to 200 visible ASCII characters')
}

/** Where a stream's reader goes on: behind the event it had last, which a browser names by itself; else where the address says. */
function readPlace({ place }: StreamOperation, headers: Headers, since: unknown): string | undefined {
  const parsed = place.safeParse(headers.get('last-event-id') || since)
  if (parsed.success) return parsed.data
  throw refusal('invalid-parameter', 'The Last-Event-ID is not one of this stream.', 'Last-Event-ID', 'is not an id given by this stream')
}

/**
 * Endpoints over a context, opened for each call by who sends the request and whether it is to change something. The query is judged
 * first, then the sender, then the body, so that no body is read for a wrong token.
 */
export function endpointsOn<C extends Opened>(open: (request: Request, how: { writes: boolean }) => Promise<C>) {
  const read = <Q extends z.ZodObject, P extends z.ZodObject>(
    operation: ReadOperation<Q, P>,
    work: (ctx: C, input: ReadCall<Q, P>) => Promise<Reply | StreamedReply>,
  ): Endpoint => {
    return async (call) => {
      const { request } = call
      const query = readQuery(operation.query, request)
      const asked = 'format' in query && new URL(request.url).searchParams.has('format') ? String(query.format) : undefined
      const format = negotiate(operation.formats, asked, request.headers.get('accept'))
      const params = readParams(operation.params, call.params)
      const reply = await work(await open(request, { writes: false }), { request, query, params, format })
      const answer = [contentType(format), operation.cache] as const
      return 'bytes' in reply ? streamed(request, reply, ...answer) : readable(request, reply, ...answer)
    }
  }

  /** What the work opens has to end with the signal, which says that nobody reads any more. */
  const stream = <Q extends z.ZodObject, D extends z.ZodType>(
    operation: StreamOperation<Q, D>,
    work: (
      ctx: C,
      input: { since: string | undefined; signal: AbortSignal },
    ) => Promise<AsyncGenerator<readonly ServerEvent<z.output<D>>[]>>,
  ): Endpoint => {
    return async ({ request }) => {
      const query = readQuery(operation.query, request)
      negotiate(operation.formats, undefined, request.headers.get('accept'))
      const since = readPlace(operation, request.headers, 'since' in query ? query.since : undefined)
      const ctx = await open(request, { writes: false })
      return eventStream(operation.event.name, request.signal, (signal) => work(ctx, { since, signal }))
    }
  }

  const write = <Q extends z.ZodObject, P extends z.ZodObject, B extends z.ZodType>(
    operation: WriteOperation<Q, P, B>,
    work: (ctx: C, input: WriteInput<Q, P, B>) => Promise<Reply>,
    /** Takes the same record as a browser's form and answers the address to show next. */
    takeForm?: (ctx: C, form: URLSearchParams) => Promise<string>,
  ): Endpoint => {
    return async (call) => {
      const { request } = call
      const query = readQuery(operation.query, request)
      const params = readParams(operation.params, call.params)
      const idempotencyKey = readIdempotencyKey(request.headers)
      const ctx = await open(request, { writes: true })
      if (takeForm !== undefined && isForm(request)) {
        return seeOther(await takeForm(ctx, await readFormBody(request, ctx.settings.bodyLimitBytes)))
      }
      const body = readRecord(operation.body, await readJsonBody(request, ctx.settings.bodyLimitBytes))
      return written(await work(ctx, { request, query, params, body, idempotencyKey }))
    }
  }

  /** The file is laid on the disk first: it may be larger than the memory, and is read at the pace of the store. */
  const upload = <Q extends z.ZodObject, T extends string>(
    operation: UploadOperation<Q, T>,
    /** Throws for who may not send one, before any of it is read. */
    admit: (ctx: C) => void,
    work: (ctx: C, input: { query: z.output<Q>; file: SpooledFile<T> }) => Promise<Reply>,
  ): Endpoint => {
    return async ({ request }) => {
      const query = readQuery(operation.query, request)
      const ctx = await open(request, { writes: true })
      admit(ctx)
      const types = Object.keys(operation.files) as T[]
      return withSpooledFile(request, types, ctx.settings.importLimitBytes, async (file) => written(await work(ctx, { query, file })))
    }
  }

  return { read, stream, write, upload }
}
