import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The examples in the order of the page: the file of each, and with what it is run; `key` names its words. */
export const codeExamples = [
  { key: 'curl', file: 'without-power.sh', language: 'curl' },
  { key: 'javascript', file: 'every-statement.mjs', language: 'JavaScript' },
  { key: 'python', file: 'totals.py', language: 'Python' },
  { key: 'r', file: 'statements.R', language: 'R' },
  { key: 'gdal', file: 'map-layer.sh', language: 'GDAL' },
  { key: 'ogc', file: 'incidents-layer.sh', language: 'GDAL' },
  { key: 'duckdb', file: 'sums.sql', language: 'DuckDB' },
  { key: 'parquet', file: 'by-region.sql', language: 'DuckDB' },
] as const

/** The text of an example as it is to be run against a site: the files name the address of a server at home. */
export const exampleText = (file: string, site: URL): string =>
  readFileSync(join(process.cwd(), 'examples', file), 'utf8')
    .replaceAll('http://localhost:3000', site.origin)
    .trimEnd()
