import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileLines } from '@/lib/ingest/file-lines'
import type { FileRow } from '@/lib/ingest/file-row'
import { RowFault } from '@/lib/ingest/row-fault'
import { saidNumber } from '@/lib/ingest/said-number'
import { preciseTimeIn, saidTimeIn } from '@/lib/ingest/said-time-text'
import { unescapeFormula } from '@/lib/ingest/table-cells'
import { openTable } from '@/lib/ingest/table-rows'
import { csvText } from '../export/csv-text'
import { gathered } from './parse-lines'

/** The bytes of a text in pieces, so that letters and line ends are cut in two. */
async function* piecesOf(text: string, size: number) {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(text: string, size = 5) {
  const table = await openTable(fileLines(piecesOf(text, size)))
  if (table === null) return null
  return { heading: table.heading, delimiter: table.delimiter, rows: await gathered<FileRow>(table.rows) }
}
const cells = async (text: string) => (await read(text))?.rows.map((row) => row.cells)

describe('a table', () => {
  it.each<[string, string, string[][]]>([
    ['commas', 'a,b\n1,2\n', [['1', '2']]],
    ['semicolons', 'a;b\n1,5;2\n', [['1,5', '2']]],
    ['tabs', 'a\tb\n1\t2', [['1', '2']]],
    ['a line for a spreadsheet', 'sep=;\na;b\n1;2\n', [['1', '2']]],
    ['a byte order mark and CRLF', '\uFEFFa,b\r\n1,2\r\n', [['1', '2']]],
    ['empty lines', '\n\na,b\n\n1,2\n\n', [['1', '2']]],
    [
      'a line break inside quotes',
      'a,b\r\n"x\r\ny",2\r\n3,4\r\n',
      [
        ['x\r\ny', '2'],
        ['3', '4'],
      ],
    ],
    ['an empty line inside quotes', 'a,b\n"x\n\ny",2\n', [['x\n\ny', '2']]],
    ['quotes inside quotes', 'a,b\n"він ""так"" сказав",2\n', [['він "так" сказав', '2']]],
    ['a comma in the heading', '"a, or b";c\n1;2\n', [['1', '2']]],
    ['no last line end', 'a,b\n1,2', [['1', '2']]],
    ['empty cells', 'a,b,c\n,,\n', [['', '', '']]],
  ])('with %s is read', async (_, text, rows) => {
    expect(await cells(text)).toEqual(rows)
  })

  it('without a heading is none', async () => {
    expect(await read('')).toBeNull()
    expect(await read('\n \n')).toBeNull()
  })

  it.each<[string, string, number[]]>([
    ['opens and never closes', 'a,b\n1,"x\n3,4\n5,6\n', [2]],
    ['closes in the middle of a cell', 'a,b\n1,"x"y\n3,4\n', [2]],
    ['stands in a bare cell', 'a,b\n1,x"y\n3,4\n5,z"z\n6,7\n', [2, 4]],
  ])('sets aside the row whose quotation mark %s, and reads on', async (_, text, faulty) => {
    const { rows } = (await read(text)) ?? { rows: [] }
    expect(rows.filter(({ fault }) => fault !== null).map(({ line }) => line)).toEqual(faulty)
    expect(rows).toHaveLength(text.trim().split('\n').length - 1)
  })

  it('gives back what was written, with the line each row begins at, however the bytes are cut', async () => {
    const part = fc.constantFrom('=', "'", '-', '"', ',', ';', '\r\n', '\n', '\t', 'ї', '🔌', ' ', 'a', '1')
    const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''))
    const rows = fc.array(fc.tuple(text, text, fc.constant('end')), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), async (table, size) => {
        const columns = [0, 1, 2].map((i) => ({ name: `c${i}`, says: '', of: (row: readonly string[]) => row[i] ?? null }))
        const written = csvText(columns, table)
        const found = await read(written, size)
        expect(found?.rows.map((row) => row.cells.map(unescapeFormula))).toEqual(table)
        const lines = written.split('\n')
        for (const { line, text: said } of found?.rows ?? [])
          expect(
            lines
              .slice(line - 1)
              .join('\n')
              .startsWith(said),
          ).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

describe('a number of a cell', () => {
  it.each<[string, '.' | ',', number]>([
    ['600000', '.', 600_000],
    ['600,000', '.', 600_000],
    ['600 000', '.', 600_000],
    ['600\u00a0000', ',', 600_000],
    ['12,5', ',', 12.5],
    ['1.234,5', ',', 1234.5],
    ['1,234.5', '.', 1234.5],
    ['-3', '.', -3],
  ])('%s with %s is %d', (text, decimal, number) => {
    expect(saidNumber(text, decimal, 'value')).toBe(number)
  })

  it.each<[string, '.' | ',']>([
    ['12,5', '.'],
    ['багато', '.'],
    ['1e', '.'],
    ['0x10', '.'],
    ['1,23,456', '.'],
    ['', '.'],
  ])('%j with %s is none', (text, decimal) => {
    expect(() => saidNumber(text, decimal, 'value')).toThrow(RowFault)
  })
})

describe('a time of a cell', () => {
  const zone = 'Europe/Kyiv'
  it.each<[string, string | null, string | undefined, string, string]>([
    ['2026-01-08T07:30:00.000Z', 'minute', undefined, '2026-01-08T07:30:00.000Z', 'minute'],
    ['2026-01-08T09:30+02:00', null, undefined, '2026-01-08T07:30:00.000Z', 'minute'],
    ['2026-01-08 09:00', null, undefined, '2026-01-08T07:00:00.000Z', 'hour'],
    ['2026-07-08T09:30:15', null, undefined, '2026-07-08T06:30:00.000Z', 'minute'],
    ['2026-01-08', null, undefined, '2026-01-08', 'day'],
    ['2026-01', 'month', undefined, '2026-01', 'month'],
    ['08.01.2026', null, 'dd.MM.yyyy', '2026-01-08', 'day'],
    ['08.01.2026 9:30', null, 'dd.MM.yyyy H:mm', '2026-01-08T07:30:00.000Z', 'minute'],
    ['1/8/26', null, 'M/d/yy', '2026-01-08', 'day'],
  ])('%s (%s, %s) is %s', (text, precision, pattern, time, exactly) => {
    expect(preciseTimeIn(text, precision, zone, 'asOf', pattern)).toEqual({ time, precision: exactly })
    if (precision === null) expect(saidTimeIn(text, zone, 'publishedAt', pattern)).toBe(time)
  })

  it.each<[string, string | null, string | undefined]>([
    ['yesterday', null, undefined],
    ['2026-02-30', null, undefined],
    ['2026-13-01T00:00:00Z', null, undefined],
    ['2026-01-08', 'minute', undefined],
    ['2026-01-08', 'soon', undefined],
    ['32.01.2026', null, 'dd.MM.yyyy'],
    ['2026-01-08', null, 'dd.MM.yyyy'],
  ])('%s (%s, %s) is none', (text, precision, pattern) => {
    expect(() => preciseTimeIn(text, precision, zone, 'asOf', pattern)).toThrow(RowFault)
  })
})
