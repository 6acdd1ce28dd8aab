import { parse } from 'csv-parse/sync'
import type { FileLine } from './file-lines'
import type { FileRow } from './file-row'

/** How far a quoted cell is followed before its quotation mark is taken for a stray one. */
const mostLines = 200

const delimiters = [',', ';', '\t'] as const

/** The sign between cells: the one a spreadsheet names in a line `sep=;`, else the one the heading has most of. */
function delimiterOf(heading: string): string {
  const outside = heading.replace(/"[^"]*"/g, '')
  const count = (sign: string) => outside.split(sign).length
  return delimiters.reduce<string>((best, sign) => (count(sign) > count(best) ? sign : best), ',')
}

const marks = (text: string) => text.split('"').length - 1

/** The cells of one row by RFC 4180; null where its quotation marks do not add up. */
export function cellsOf(text: string, delimiter: string): string[] | null {
  try {
    const rows: string[][] = parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true })
    return rows.length === 1 ? (rows[0] ?? null) : null
  } catch {
    return null
  }
}

const needsQuotes = (cell: string, delimiter: string) => cell.includes(delimiter) || /["\r\n]/.test(cell)

/** The row of those cells: what `cellsOf` cuts into them again. */
export const rowText = (cells: readonly string[], delimiter: string): string =>
  cells.map((cell) => (needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)

/** Lines that can be given back, to be read again. */
class Lines {
  readonly #from: AsyncIterator<FileLine>
  #back: FileLine[] = []

  constructor(lines: AsyncIterable<FileLine>) {
    this.#from = lines[Symbol.asyncIterator]()
  }

  async next(): Promise<FileLine | null> {
    const kept = this.#back.shift()
    if (kept !== undefined) return kept
    const { done, value } = await this.#from.next()
    return done ? null : value
  }

  giveBack(lines: readonly FileLine[]): void {
    this.#back = [...lines, ...this.#back]
  }
}

const joined = (lines: readonly FileLine[]) => lines.map(({ text, end }, i) => (i === lines.length - 1 ? text : text + end)).join('')

/** The row that begins with this line. One whose quotation marks do not add up is that line alone; what follows is read as if it were sound. */
async function rowFrom(first: FileLine, lines: Lines, delimiter: string): Promise<FileRow> {
  const taken = [first]
  let quotes = marks(first.text)
  while (quotes % 2 === 1 && taken.length < mostLines) {
    const next = await lines.next()
    if (next === null) break
    taken.push(next)
    quotes += marks(next.text)
  }
  const tooLong = taken.some((line) => line.tooLong)
  const cells = tooLong || quotes % 2 === 1 ? null : cellsOf(joined(taken), delimiter)
  if (cells !== null) return { line: first.line, text: joined(taken), cells, fault: null }
  lines.giveBack(taken.slice(1))
  return { line: first.line, text: first.text, cells: [], fault: first.tooLong ? 'is too long' : 'its quotation marks do not add up' }
}

/** A table of CSV: its heading, and its rows one at a time. Commas, semicolons or tabs; CRLF or LF; line breaks inside quotes. */
export interface Table {
  delimiter: string
  heading: string[]
  rows: AsyncGenerator<FileRow>
}

async function* rowsOf(lines: Lines, delimiter: string): AsyncGenerator<FileRow> {
  for (let line = await lines.next(); line !== null; line = await lines.next()) {
    if (line.text.trim() !== '') yield await rowFrom(line, lines, delimiter)
  }
}

/** Opens a table. Null where there is no heading that can be read. */
export async function openTable(from: AsyncIterable<FileLine>): Promise<Table | null> {
  const lines = new Lines(from)
  let first = await lines.next()
  while (first !== null && first.text.trim() === '') first = await lines.next()
  const named = first === null ? undefined : /^sep=(.)$/.exec(first.text.trim())?.[1]
  if (named !== undefined) first = await lines.next()
  if (first === null) return null
  const delimiter = named ?? delimiterOf(first.text)
  const { cells, fault } = await rowFrom(first, lines, delimiter)
  return fault === null ? { delimiter, heading: cells.map((name) => name.trim()), rows: rowsOf(lines, delimiter) } : null
}
