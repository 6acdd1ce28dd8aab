import { ServiceError } from '@/lib/service/errors'
import { JsonError, readJson } from './json'

const jsonType = 'application/json'
export const formType = 'application/x-www-form-urlencoded'

const contentType = (headers: Headers) => (headers.get('content-type') ?? '').split(';').map((part) => part.trim().toLowerCase())

/** Whether a request carries a form as a browser sends it. */
export const isForm = ({ headers }: Request): boolean => contentType(headers)[0] === formType

/** The type that the body is said to be of. Throws unsupported-media-type unless it is one of these, uncompressed, in UTF-8. */
export function requireType<T extends string>(headers: Headers, ...wanted: readonly T[]): T {
  const [given = '', ...parameters] = contentType(headers)
  const type = wanted.find((one) => one === given)
  if (type === undefined) throw new ServiceError('unsupported-media-type', `Content-Type must be ${wanted.join(' or ')}.`)
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '')
  if (charset !== undefined && charset !== 'utf-8') throw new ServiceError('unsupported-media-type', 'The charset must be UTF-8.')
  const encoding = headers.get('content-encoding') ?? 'identity'
  if (encoding.trim().toLowerCase() !== 'identity') throw new ServiceError('unsupported-media-type', 'Content-Encoding must be identity.')
  return type
}

/** The body's bytes as they come, refused with too-large as soon as there are more than `limit` of them; the rest is not read. */
export async function* bodyBytes(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  const tooLarge = () => new ServiceError('too-large', `A body has at most ${limit} bytes.`)
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  let size = 0
  const reader = request.body?.getReader()
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value.byteLength
    if (size > limit) {
      await reader?.cancel()
      throw tooLarge()
    }
    yield part.value
  }
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bodyBytes(request, limit)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The body as text. Throws too-large, and malformed-body where it is not UTF-8. */
async function readText(request: Request, limit: number): Promise<string> {
  const bytes = await readBytes(request, limit)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ServiceError('malformed-body', 'The body is not UTF-8.')
  }
}

/** The body as JSON, of at most `limit` bytes. Throws unsupported-media-type, too-large, and malformed-body with the place of the fault. */
export async function readJsonBody(request: Request, limit: number): Promise<unknown> {
  requireType(request.headers, jsonType)
  const text = await readText(request, limit)
  if (text.trim() === '') throw new ServiceError('malformed-body', 'The body is empty.')
  try {
    return readJson(text)
  } catch (error) {
    if (error instanceof JsonError) throw new ServiceError('malformed-body', `The body is not JSON: ${error.message}.`)
    throw error
  }
}

/** The body as a form, of at most `limit` bytes. Throws unsupported-media-type, too-large, malformed-body. */
export async function readFormBody(request: Request, limit: number): Promise<URLSearchParams> {
  requireType(request.headers, formType)
  return new URLSearchParams(await readText(request, limit))
}
