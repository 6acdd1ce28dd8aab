import type { BulkType, Cells } from './tables'

/** How many bytes a value of each type takes; a text as many as it has, and never more than three for each of its units. */
const bytesOf = { integer: 4, 'double precision': 8, text: null } as const

const beginning = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
const ending = Buffer.from([0xff, 0xff])

/** Not less than some rows take: the number of their columns, and each value after its length. */
function room(cells: Cells, types: readonly BulkType[]): number {
  const fixed = types.reduce((sum, type) => sum + 4 + (bytesOf[type] ?? 0), 2)
  const texts = types.flatMap((type, at) => (bytesOf[type] === null ? at : []))
  let size = (cells.length / types.length) * fixed
  for (const text of texts) for (let at = text; at < cells.length; at += types.length) size += 3 * String(cells[at] ?? '').length
  return size
}

/** Throws RangeError for a number that is none of four bytes, which would be cut to them without a word. */
function wholeNumber(cell: number): number {
  if (cell !== (cell | 0)) throw new RangeError(`${cell} is no whole number of four bytes`)
  return cell
}

/** Some rows, each value after its length, null as the length -1. */
function rowsOf(cells: Cells, types: readonly BulkType[]): Buffer {
  const rows = Buffer.allocUnsafe(room(cells, types))
  const view = new DataView(rows.buffer, rows.byteOffset, rows.length)
  let end = 0
  for (let at = 0; at < cells.length; ) {
    view.setInt16(end, types.length)
    end += 2
    for (const type of types) {
      const cell = cells[at++] ?? null
      const begin = end + 4
      if (cell === null) end = begin
      else if (typeof cell === 'string') end = begin + rows.write(cell, begin)
      else if (type === 'integer') {
        view.setInt32(begin, wholeNumber(cell))
        end = begin + 4
      } else {
        view.setFloat64(begin, cell)
        end = begin + 8
      }
      view.setInt32(begin - 4, cell === null ? -1 : end - begin)
    }
  }
  return rows.subarray(0, end)
}

/**
 * Rows as PostgreSQL's COPY takes them in its binary format, piece by piece as they come: as a text each number would be written here and
 * read there. Throws RangeError for a number that its column does not hold.
 */
export function* binaryRows(pieces: Iterable<Cells>, types: readonly BulkType[]): Generator<Buffer> {
  yield beginning
  for (const cells of pieces) if (cells.length > 0) yield rowsOf(cells, types)
  yield ending
}
