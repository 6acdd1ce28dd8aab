import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copiedRows } from '@/lib/store/copy-text'

/** As PostgreSQL writes a value: https://www.postgresql.org/docs/current/sql-copy.html, text format. */
const written = (value: string | null) =>
  value === null
    ? '\\N'
    : value.replace(
        /[\\\b\f\n\r\t\v]/g,
        (sign) => ({ '\\': '\\\\', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v' })[sign] ?? sign,
      )

const sign = fc.constantFrom('\\', 'N', '.', 'n', '\t', '\n', '\r', '\v', '\b', '\f', '\u2028', 'ї', '\u{1f50c}', 'a')
const value = fc.option(fc.string({ unit: sign, maxLength: 8 }))
const rows = fc.array(fc.tuple(value, value), { maxLength: 6 })

/** The bytes of a text in parts that end anywhere, in the middle of a letter, too. */
async function* inParts(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

async function read(text: string, size: number) {
  const found: unknown[] = []
  for await (const each of copiedRows(inParts(text, size))) found.push(each)
  return found
}

const copy = (table: string, told: [string | null, string | null][]) =>
  `SET x = 1;\n\n--\n-- Data\n--\n\nCOPY "a schema".${table} (id, "time") FROM stdin;\n${told.map((row) => `${row.map(written).join('\t')}\n`).join('')}\\.\n\n`

test('whatever stands in rows of PostgreSQL is read as it was, however the text comes', () =>
  fc.assert(
    fc.asyncProperty(rows, rows, fc.integer({ min: 1, max: 40 }), async (first, second, size) => {
      const told = (table: string, of: typeof first) => of.map(([id, time]) => ({ table, row: { id, time } }))
      expect(await read(copy('ledger', first) + copy('"keys"', second), size)).toEqual([...told('ledger', first), ...told('keys', second)])
    }),
  ))

test('rows without their end, and rows of other columns, are no rows', async () => {
  await expect(read('COPY public.ledger (id, "time") FROM stdin;\n1\t2\n', 10)).rejects.toThrow(/no end/)
  await expect(read('COPY public.ledger (id, "time") FROM stdin;\n1\t2\t3\n\\.\n', 10)).rejects.toThrow(/columns/)
})
