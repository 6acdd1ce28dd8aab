import { ServiceError } from '@/lib/service/errors'
import { JsonError, readJson } from './json'

/** Media types a body may come in; which of them a route takes is the route's to say. */
export type BodyType = 'application/json' | 'application/x-www-form-urlencoded'

/** The media type of the body. Throws unsupported-media-type for another one, another charset than UTF-8, or a compressed body. */
export function bodyType(request: Request, taken: readonly BodyType[]): BodyType {
  const header = request.headers.get('content-type') ?? ''
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim().toLowerCase())
  const found = taken.find((candidate) => candidate === type)
  if (found === undefined) throw new ServiceError('unsupported-media-type', `Content-Type must be ${taken.join(' or ')}.`)
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '')
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw new ServiceError('unsupported-media-type', 'The charset must be UTF-8.')
  const encoding = request.headers.get('content-encoding') ?? 'identity'
  if (encoding.trim().toLowerCase() !== 'identity') throw new ServiceError('unsupported-media-type', 'Content-Encoding must be identity.')
  return found
}

/** The body's bytes, refused with too-large as soon as there are more than `limit` of them; the rest is not read. */
async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new ServiceError('too-large', `A body has at most ${limit} bytes.`)
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value.byteLength
    if (size > limit) {
      await reader?.cancel()
      throw tooLarge()
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}

/** The body as text. Throws too-large, and malformed-body where it is not UTF-8. */
export async function readText(request: Request, limit: number): Promise<string> {
  const bytes = await readBytes(request, limit)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ServiceError('malformed-body', 'The body is not UTF-8.')
  }
}

/** The body as JSON. Throws too-large, and malformed-body with the place of the fault. */
export async function readJsonBody(request: Request, limit: number): Promise<unknown> {
  const text = await readText(request, limit)
  if (text.trim() === '') throw new ServiceError('malformed-body', 'The body is empty.')
  try {
    return readJson(text)
  } catch (error) {
    if (error instanceof JsonError) throw new ServiceError('malformed-body', `The body is not JSON: ${error.message}.`)
    throw error
  }
}
