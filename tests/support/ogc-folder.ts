import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root'

const folder = process.env.OGC_SCHEMAS ?? join(root, '..', 'shared', 'data', 'ogc')

/**
 * A folder of the OGC's own schemas, examples and abstract tests, whose licence keeps them out of this repository: OGC_SCHEMAS names
 * where they lie. Null, and said so, where they are not.
 */
export function ogcFolder(part: string): string | null {
  const path = join(folder, part)
  if (existsSync(path)) return path
  process.stderr.write(`\nSKIPPED: tests against the OGC’s files, not found: ${path} (OGC_SCHEMAS)\n`)
  return null
}
