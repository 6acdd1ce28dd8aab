/** What stands in one cell. Null is unknown: an empty cell, and never 0. */
export type Cell = string | number | boolean | null

/** One column of an export: its name in the heading, what it means (the API's document prints it), and its cell of a row. */
export interface Column<Row> {
  name: string
  says: string
  of: (row: Row) => Cell
}

/** A spreadsheet takes a cell that begins so for a formula. */
const formula = /^[=+\-@\t\r\n]/

/** One cell; a text that a spreadsheet would run as a formula gets an apostrophe before it. Numbers are written as they are. */
function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const line = (cells: readonly Cell[]): string => `${cells.map(written).join(',')}\r\n`

/** A table by RFC 4180: a heading, then one line a row, each ended by CRLF; commas, quotes and line breaks inside quotes. */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return line(columns.map(({ name }) => name)) + rows.map((row) => line(columns.map(({ of }) => of(row)))).join('')
}

const bar = ' | '

/** Several texts in one cell, a bar between them; a bar of their own gives way to a broken one, so that the cell can be cut again. Null without any. */
export const listed = (texts: readonly string[]): string | null =>
  texts.length === 0 ? null : texts.map((text) => text.replaceAll('|', '¦')).join(bar)

/** What a reader of the columns has to know, as the API's document prints it. */
export function columnsInWords(about: string, columns: readonly Pick<Column<never>, 'name' | 'says'>[]): string {
  const format =
    'CSV by RFC 4180: UTF-8, a heading, lines ended by CRLF. An empty cell is unknown and never 0. A text that a spreadsheet would run as a formula has an apostrophe before it. Several texts in one cell are parted by " | ".'
  return `${about} ${format} Columns: ${columns.map(({ name, says }) => `${name} (${says})`).join('; ')}.`
}
