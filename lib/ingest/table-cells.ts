import type { ImportMapping } from '@/lib/schema/import-mapping'
import { neededColumns, type SaidColumn, saidColumns } from '@/lib/schema/table-columns'
import { RowFault } from './row-fault'
import { isTimePattern } from './said-time-text'

/** The cells of one row under our names; an empty one is null. */
export type Cells = Record<SaidColumn, string | null>

/** A table whose heading does not fit; each fault names a column. For whoever sent it. */
export class HeadingFault extends Error {
  constructor(readonly faults: { column: string; message: string }[]) {
    super(faults.map(({ column, message }) => `${column} ${message}`).join('; '))
  }
}

/** Undoes what an export does to a text that a spreadsheet would run: one apostrophe before it is taken away. */
export const unescapeFormula = (cell: string): string => (/^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell)

const isOurs = (heading: readonly string[]) => neededColumns.every((name) => heading.includes(name))

function requireOurs(heading: readonly string[], known: readonly string[]): void {
  const missing = neededColumns.filter((name) => !heading.includes(name)).map((column) => ({ column, message: 'is missing' }))
  const strange = heading
    .filter((name) => !known.includes(name))
    .map((column) => ({ column, message: 'is not a column of the export; a mapping says what it means' }))
  const faults = isOurs(heading) ? strange : missing
  if (faults.length > 0) throw new HeadingFault(faults)
}

function requireMapped(heading: readonly string[], { columns }: ImportMapping): void {
  const faults = Object.values(columns).flatMap((from) => {
    if (from === undefined || 'value' in from) return []
    const { column, format } = from
    const unread = format !== undefined && !isTimePattern(format)
    return [
      ...(heading.includes(column) ? [] : [{ column, message: 'is not in the heading of the file' }]),
      ...(unread ? [{ column, message: 'has a format that is no time with its year and month, such as dd.MM.yyyy HH:mm' }] : []),
    ]
  })
  if (faults.length > 0) throw new HeadingFault(faults)
}

function requireOnce(heading: readonly string[]): void {
  const twice = heading.filter((name, i) => name !== '' && heading.indexOf(name) !== i)
  if (twice.length > 0) throw new HeadingFault(twice.map((column) => ({ column, message: 'stands in the heading twice' })))
}

type ReadCell = (cells: readonly string[]) => string | null

function ownCell(at: number): ReadCell {
  return (cells) => {
    const cell = unescapeFormula(cells[at] ?? '')
    return cell === '' ? null : cell
  }
}

function mappedCell(name: SaidColumn, heading: readonly string[], { columns }: ImportMapping): ReadCell {
  const from = columns[name]
  if (from === undefined) return () => null
  if ('value' in from) return () => String(from.value)
  const { words, empty } = from
  const at = heading.indexOf(from.column)
  const absent = empty === undefined ? null : String(empty)
  return (cells) => {
    const cell = unescapeFormula(cells[at] ?? '').trim()
    if (cell === '') return absent
    if (words === undefined) return cell
    if (!Object.hasOwn(words, cell)) throw new RowFault(name, 'has a word that the mapping does not know')
    return String(words[cell])
  }
}

/**
 * How the cells of a table are found: by our own names, or by a mapping. Throws HeadingFault where the heading is not the export's and no
 * mapping is given, or where the mapping names a column that is not there. The function throws RowFault.
 */
export function cellReader(
  heading: readonly string[],
  mapping: ImportMapping | null,
  given: readonly string[],
): (cells: readonly string[]) => Cells {
  requireOnce(heading)
  if (mapping === null) requireOurs(heading, [...saidColumns, ...given])
  else requireMapped(heading, mapping)
  const readers = saidColumns.map((name): [SaidColumn, ReadCell] => [
    name,
    mapping === null ? ownCell(heading.indexOf(name)) : mappedCell(name, heading, mapping),
  ])
  return (cells) => {
    if (cells.length < heading.length) throw new RowFault('line', 'has fewer cells than the heading')
    if (cells.slice(heading.length).some((cell) => cell.trim() !== '')) throw new RowFault('line', 'has more cells than the heading')
    return Object.fromEntries(readers.map(([name, read]) => [name, read(cells)])) as Cells
  }
}
