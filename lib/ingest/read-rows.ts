import type { FileRow } from './file-row'
import type { ParsedRecords, RowReader, SetAside } from './parsed-records'
import { RowFault } from './row-fault'

/** A piece of a file that is taken in at once. */
export interface Chunk extends ParsedRecords {
  /** The line at which its last row begins. */
  lastLine: number
  /** Whether the file ends with it. */
  isLast: boolean
}

type Read<Row> = { line: number; row: Row } | { line: number; aside: SetAside }

function readRow<Row>(reader: RowReader<Row>, from: FileRow): Read<Row> {
  const { line, text, fault } = from
  try {
    if (fault !== null) throw new RowFault('line', fault)
    return { line, row: reader.read(from) }
  } catch (error) {
    if (!(error instanceof RowFault)) throw error
    return { line, aside: { line, field: error.field, reason: error.message, text } }
  }
}

function gathered<Row>(reader: RowReader<Row>, read: readonly Read<Row>[], isLast: boolean): Chunk {
  const { incidents, quarantined } = reader.gather(read.flatMap((one) => ('row' in one ? [one.row] : [])))
  const aside = [...read.flatMap((one) => ('aside' in one ? [one.aside] : [])), ...quarantined]
  return { incidents, quarantined: aside.sort((a, b) => a.line - b.line), rows: read.length, lastLine: read.at(-1)?.line ?? 0, isLast }
}

/**
 * Reads rows into chunks of about `size` rows, holding one chunk at a time. Rows that belong together stay together, unless they are
 * several chunks long. There is always a last chunk, be it empty.
 */
export async function* readRows<Row>(
  reader: RowReader<Row>,
  rows: AsyncIterable<FileRow> | Iterable<FileRow>,
  size: number,
): AsyncGenerator<Chunk> {
  let held: Read<Row>[] = []
  let last: string | null = null
  for await (const from of rows) {
    const next = readRow(reader, from)
    const word = 'row' in next ? reader.together(next.row) : null
    const parted = word === null || word !== last
    if (held.length >= size && (parted || held.length >= 4 * size)) {
      yield gathered(reader, held, false)
      held = []
    }
    held.push(next)
    last = word
  }
  yield gathered(reader, held, true)
}
