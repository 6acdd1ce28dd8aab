import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listed } from '@/lib/export/csv'
import type { Column } from '@/lib/export/table'
import { unescapeFormula } from '@/lib/ingest/table-cells'
import { csvText } from './csv-text'

type Cell = string | number | boolean | null

/** What text a reader of the file finds in a cell. */
const read = (csv: string): string[][] => parse(csv, { bom: false, relax_column_count: false })

const columnsFor = (width: number): Column<readonly Cell[]>[] =>
  Array.from({ length: width }, (_, i) => ({ name: `c${i}`, says: '', of: (row) => row[i] ?? null }))

const nasty = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', '|', "'", '\u2028', '\0', 'ї', '🔌', ' ', 'a')
const text = fc.oneof(
  fc.array(nasty, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
)
const cell: fc.Arbitrary<Cell> = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null))
const table = fc
  .integer({ min: 2, max: 6 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }))

/** The text that stands for a cell, but for the apostrophe. */
const plain = (value: Cell): string => (value === null ? '' : String(value))

describe('a table', () => {
  it('is read back as it was written, an apostrophe before what looks like a formula', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const width = rows[0]?.length ?? 2
        const [heading, ...body] = read(csvText(columnsFor(width), rows))
        expect(heading).toEqual(columnsFor(width).map(({ name }) => name))
        const isText = (row: number, cell: number) => typeof rows[row]?.[cell] === 'string'
        expect(body.map((cells, row) => cells.map((found, cell) => (isText(row, cell) ? unescapeFormula(found) : found)))).toEqual(
          rows.map((cells) => cells.map(plain)),
        )
      }),
    )
  })

  it('holds no text that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (texts) => {
        const [, ...body] = read(
          csvText(
            columnsFor(2),
            texts.map((value) => [value, 'end']),
          ),
        )
        for (const [found] of body) expect(found).not.toMatch(/^[=+\-@\t\r\n]/)
      }),
    )
  })

  const cells: [of: string, value: Cell, written: string][] = [
    ['unknown', null, ''],
    ['nobody', 0, '0'],
    ['a number below nothing', -0.5, '-0.5'],
    ['a share', 4 / 7, '0.5714285714285714'],
    ['a yes', true, 'true'],
    ['a formula', '=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['a sum', '+1 more', "'+1 more"],
    ['a minus', '-1+1', "'-1+1"],
    ['a call', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab', '\t=1', "'\t=1"],
    ['a return', '\r=1', '"\'\r=1"'],
    ['a comma', 'a,b', '"a,b"'],
    ['a quotation', 'він сказав "так"', '"він сказав ""так"""'],
    ['a line break', 'a\nb', '"a\nb"'],
  ]
  it.each(cells)('writes %s', (_of, value, written) => {
    expect(csvText(columnsFor(1), [[value]])).toBe(`c0\r\n${written}\r\n`)
  })
})

describe('several texts in one cell', () => {
  it('are as many after as before, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
        expect(listed(texts)?.split(' | ')).toHaveLength(texts.length)
      }),
    )
  })

  it('are unknown where there are none', () => {
    expect(listed([])).toBeNull()
  })
})
