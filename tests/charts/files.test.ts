import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvText } from '@/app/_charts/csv-text'
import { fileName, isFileFormat } from '@/app/_charts/file-format'

describe('a chart as CSV', () => {
  it.each([
    ['plain', 'plain'],
    ['a, b', '"a, b"'],
    ['say "x"', '"say ""x"""'],
    ['=SUM(A1)', "'=SUM(A1)"],
    ['@cmd', "'@cmd"],
    ['+38 044', "'+38 044"],
    ['-1.5', '-1.5'],
    ['-', "'-"],
    ['-1,5', '"\'-1,5"'],
    ['\tx', "'\tx"],
  ])('writes %j as %j', (cell, written) => {
    expect(csvText([[cell]])).toBe(`\uFEFF${written}\r\n`)
  })

  it('is read back cell for cell, and no cell would run', () => {
    const cells = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(cells, (rows) => {
        const read: string[][] = parse(csvText(rows), { bom: true, relax_column_count: true, record_delimiter: '\r\n' })
        expect(read.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')))).toEqual(
          rows.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''))),
        )
        for (const cell of read.flat()) if (/^[=+\-@\t\r]/.test(cell)) expect(Number.isFinite(Number(cell))).toBe(true)
      }),
    )
  })
})

it('files are named by what they show and when', () => {
  expect(fileName('household-hours', '2026-01-08', 'svg')).toBe('outage-ledger-household-hours-2026-01-08.svg')
  expect(fileName('by-region', undefined, 'csv')).toBe('outage-ledger-by-region.csv')
  expect([isFileFormat('png'), isFileFormat('exe'), isFileFormat(null)]).toEqual([true, false, false])
})
