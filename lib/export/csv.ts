import type { Cell, Column, DescribedTable, Pieces } from './table'

/** A spreadsheet takes a cell that begins so for a formula; one with apostrophes before it has one more, so that reading can take one away. */
const formula = /^'*[=+\-@\t\r\n]/

/** One text or number; a text that a spreadsheet would run as a formula gets an apostrophe before it. Numbers are written as they are. */
function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return written(listed(cell))
  if (typeof cell !== 'string') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const line = (cells: readonly Cell[]): string => `${cells.map(written).join(',')}\r\n`

/** The heading of a table by RFC 4180: a line of the columns' names. */
export const csvHeading = (columns: readonly Pick<Column<never>, 'name'>[]): string => line(columns.map(({ name }) => name))

/** Rows by RFC 4180, a line each, ended by CRLF; commas, quotes and line breaks inside quotes. */
export const csvLines = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  rows.map((row) => line(columns.map(({ of }) => of(row)))).join('')

/** A table as CSV, in pieces as its rows come. */
export async function* csvOf<Row>({ columns }: { columns: readonly Column<Row>[] }, pieces: Pieces<Row>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(csvHeading(columns))
  for await (const rows of pieces) yield encoder.encode(csvLines(columns, rows))
}

const bar = ' | '

/** Several texts in one cell, a bar between them; a bar of their own gives way to a broken one, so that the cell can be cut again. Null without any. */
export const listed = (texts: readonly string[]): string | null =>
  texts.length === 0 ? null : texts.map((text) => text.replaceAll('|', '¦')).join(bar)

/** What a reader of the columns has to know, as the API's document prints it. */
export function columnsInWords({ about, columns }: Pick<DescribedTable, 'about' | 'columns'>): string {
  const format =
    'CSV by RFC 4180: UTF-8, a heading, lines ended by CRLF. An empty cell is unknown and never 0. A text that a spreadsheet would run as a formula has an apostrophe before it. Several texts in one cell are parted by " | ".'
  return `${about} ${format} Columns: ${columns.map(({ name, says }) => `${name} (${says})`).join('; ')}.`
}
