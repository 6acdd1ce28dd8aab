import type { Territory } from '@/lib/regions/territory'
import type { RecordLayout } from '@/lib/schema/import'
import type { ImportMapping } from '@/lib/schema/import-mapping'
import { type FileLine, fileLines } from './file-lines'
import type { FileRow } from './file-row'
import { incidentLineReader } from './incident-lines'
import type { Judge } from './parsed-records'
import { type Chunk, readRows } from './read-rows'
import { readReviewed } from './reviewed'
import { cellsOf, openTable } from './table-rows'
import { tableReader } from './table-statements'
import { uaObservationReader } from './ua-observations'

/** The bytes are in no layout that can be read here; the message says which ones can. */
export class UnknownLayout extends Error {}

/** A file that was begun: what it is, and its rows one at a time. */
export interface OpenFile {
  layout: RecordLayout
  rows: AsyncIterable<FileRow>
}

const asRow = ({ line, text, tooLong }: FileLine): FileRow => ({ line, text, cells: [], fault: tooLong ? 'is too long' : null })

async function* rowsAfter(first: FileLine, lines: AsyncIterator<FileLine>): AsyncGenerator<FileRow> {
  yield asRow(first)
  for (let next = await lines.next(); !next.done; next = await lines.next()) if (next.value.text.trim() !== '') yield asRow(next.value)
}

/** JSON Lines: the first line is an object, or at least begins as one, and that of an incident has reports. */
async function openJsonLines(lines: AsyncIterator<FileLine>): Promise<OpenFile> {
  let first = await lines.next()
  while (!first.done && first.value.text.trim() === '') first = await lines.next()
  if (first.done || !first.value.text.trimStart().startsWith('{'))
    throw new UnknownLayout('not JSON Lines: expected one observation or one incident a line')
  const kind = /"reports"\s*:\s*\[/.test(first.value.text) ? 'incidents' : 'observations'
  return { layout: { kind }, rows: rowsAfter(first.value, lines) }
}

/** Begins to read a file. Throws UnknownLayout. */
export async function openFile(bytes: AsyncIterable<Uint8Array>, type: 'csv' | 'jsonl', mapping: ImportMapping | null): Promise<OpenFile> {
  const lines = fileLines(bytes)
  if (type === 'jsonl') {
    if (mapping !== null) throw new UnknownLayout('a mapping is for CSV; JSON Lines are read as they are')
    return openJsonLines(lines)
  }
  const table = await openTable(lines)
  if (table === null) throw new UnknownLayout('not CSV: expected a heading and a row a line')
  const { delimiter, heading, rows } = table
  return { layout: { kind: 'table', delimiter, heading, mapping }, rows }
}

/** Whether the bytes begin as JSON Lines do; a table has a heading. */
export function typeOf(beginning: Uint8Array): 'csv' | 'jsonl' {
  return /^[\uFEFF\s]*\{/.test(new TextDecoder('utf-8', { ignoreBOM: true }).decode(beginning)) ? 'jsonl' : 'csv'
}

/** A row that was kept as text, as it was when it was read. */
export function rowAgain(layout: RecordLayout, line: number, text: string): FileRow {
  if (layout.kind !== 'table') return { line, text, cells: [], fault: null }
  const cells = cellsOf(text, layout.delimiter)
  return { line, text, cells: cells ?? [], fault: cells === null ? 'its quotation marks do not add up' : null }
}

/** The rows of a file as records, a chunk at a time. Throws HeadingFault before the first where a table's heading does not fit. */
export function readRecords(
  { layout, rows }: { layout: RecordLayout; rows: AsyncIterable<FileRow> | Iterable<FileRow> },
  territory: Territory,
  judge: Judge,
  chunkRows: number,
): AsyncGenerator<Chunk> {
  switch (layout.kind) {
    case 'observations':
      return readRows(uaObservationReader(readReviewed(), territory, judge), rows, chunkRows)
    case 'incidents':
      return readRows(incidentLineReader(territory, judge), rows, chunkRows)
    case 'table':
      return readRows(tableReader(layout.heading, layout.mapping, territory, judge), rows, chunkRows)
  }
}
