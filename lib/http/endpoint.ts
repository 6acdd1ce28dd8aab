import type { z } from 'zod'
import { parseQuery } from '@/lib/schema/query'
import { ServiceError } from '@/lib/service/errors'
import { type Reply, readable, seeOther, written } from './answer'
import { isForm, readFormBody, readJsonBody } from './body'
import { fieldErrors } from './field-errors'
import type { Call, Endpoint } from './handler'
import { contentType, type Format, negotiate } from './negotiate'
import type { ReadOperation, WriteOperation } from './operations'
import { refusal } from './problem'

/** What an endpoint needs of the context it opens. */
interface Opened {
  settings: { bodyLimitBytes: number }
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

/**
 * Endpoints over a context, opened for each call with the request's `Authorization` header. The query is judged first, then the token,
 * then the body, so that no body is read for a wrong token.
 */
export function endpointsOn<C extends Opened>(open: (authorization: string | null) => Promise<C>) {
  const opened = ({ request }: Call) => open(request.headers.get('authorization'))

  const read = <Q extends z.ZodObject, P extends z.ZodObject>(
    operation: ReadOperation<Q, P>,
    work: (ctx: C, input: ReadCall<Q, P>) => Promise<Reply>,
  ): Endpoint => {
    return async (call) => {
      const { request } = call
      const query = readQuery(operation.query, request)
      const asked = 'format' in query && new URL(request.url).searchParams.has('format') ? String(query.format) : undefined
      const format = negotiate(operation.formats, asked, request.headers.get('accept'))
      const params = readParams(operation.params, call.params)
      const reply = await work(await opened(call), { request, query, params, format })
      return readable(request, reply, contentType(format), operation.cache)
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
      const ctx = await opened(call)
      if (takeForm !== undefined && isForm(request)) {
        return seeOther(await takeForm(ctx, await readFormBody(request, ctx.settings.bodyLimitBytes)))
      }
      const body = readRecord(operation.body, await readJsonBody(request, ctx.settings.bodyLimitBytes))
      return written(await work(ctx, { request, query, params, body, idempotencyKey }))
    }
  }

  return { read, write }
}
