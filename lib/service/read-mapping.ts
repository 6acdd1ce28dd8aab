import { ImportMapping } from '@/lib/schema/import-mapping'
import { ServiceError } from './errors'

/** A mapping in JSON. Throws invalid-parameter with a path for everything wrong. */
export function readMapping(text: string): ImportMapping {
  const refuse = (errors: { path: string; message: string }[]) =>
    new ServiceError('invalid-parameter', 'The mapping cannot be read.', { errors })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw refuse([{ path: 'mapping', message: 'is not JSON' }])
  }
  const parsed = ImportMapping.safeParse(json)
  if (parsed.success) return parsed.data
  throw refuse(parsed.error.issues.map(({ path, message }) => ({ path: ['mapping', ...path].join('.'), message })))
}
