import type { ParsedRecords, RowReader } from '@/lib/ingest/parsed-records'
import { RowFault } from '@/lib/ingest/row-fault'

/** Reads the lines of a text as one chunk. */
export function parseLines<Row>(reader: RowReader<Row>, text: string): ParsedRecords {
  const quarantined: ParsedRecords['quarantined'] = []
  const rows: Row[] = []
  const lines = text
    .split('\n')
    .map((content, i) => ({ line: i + 1, text: content, cells: [], fault: null }))
    .filter((row) => row.text.trim() !== '')
  for (const row of lines) {
    try {
      rows.push(reader.read(row))
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      quarantined.push({ line: row.line, field: error.field, reason: error.message, text: row.text })
    }
  }
  const gathered = reader.gather(rows)
  const all = [...quarantined, ...gathered.quarantined].sort((a, b) => a.line - b.line)
  return { incidents: gathered.incidents, quarantined: all, rows: lines.length }
}

/** Everything that comes, in an array. */
export async function gathered<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of from) all.push(one)
  return all
}
