import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countyCustomers } from '@/lib/ingest/county-customers'
import { countiesOf, eagleISnapshots } from '@/lib/ingest/eagle-i'
import { FeedFault } from '@/lib/ingest/feed-fault'
import { loadTerritory } from '@/lib/regions/territory'
import { Snapshot } from '@/lib/schema/reading'

const territory = loadTerritory('us')
const fixture = (name: string) => readFileSync(`tests/ingest/fixtures/eagle-i/${name}`)

/** The bytes in pieces of a size, so that lines and letters are cut anywhere; each in the memory of the one before it. */
async function* pieces(bytes: Uint8Array, size = bytes.length): AsyncGenerator<Uint8Array> {
  const memory = Buffer.alloc(Math.max(1, size))
  for (let at = 0; at < bytes.length; at += memory.length) {
    memory.set(bytes.subarray(at, at + memory.length))
    yield memory.subarray(0, Math.min(memory.length, bytes.length - at))
  }
}

async function read(bytes: Uint8Array, { size, customers }: { size?: number; customers?: ReadonlyMap<string, number> } = {}) {
  const snapshots: Snapshot[] = []
  const aside: { line: number; field: string; reason: string; text: string }[] = []
  const options = { territory, onSetAside: (row: (typeof aside)[number]) => aside.push(row), ...(customers && { customers }) }
  for await (const snapshot of eagleISnapshots(pieces(bytes, size), options)) snapshots.push(snapshot)
  return { snapshots, aside }
}

const told = (snapshots: readonly Snapshot[]) =>
  snapshots.map(({ time, readings }) => [
    time,
    readings.map(({ region, value, served }) => `${region} ${value}/${served ?? '?'}`).join(', '),
  ])

describe('a year whose count is called sum', () => {
  it('is snapshots of a quarter of an hour each, with what cannot be read set aside and why', async () => {
    const { snapshots, aside } = await read(fixture('sum.csv'))
    expect(told(snapshots)).toEqual([
      ['2017-03-01T00:00:00.000Z', 'US01001 12/?, US25001 340/?, US09001 7/?'],
      ['2017-03-01T00:15:00.000Z', 'US01001 13/?'],
      ['2017-03-01T00:45:00.000Z', 'US01003 0/?'],
    ])
    expect(aside.map(({ line, field, reason }) => `${line} ${field} ${reason}`)).toEqual([
      '6 fips_code is not a county of this territory',
      '7 count is not given',
      '8 count is not a whole number',
      '9 fips_code is told twice of this time',
      '10 run_start_time is no time, or earlier than that of a row before it',
      '11 line has not the columns of the heading',
      '12 run_start_time is no time, or earlier than that of a row before it',
    ])
  })

  it('asks every county, so that one without a row told nothing', async () => {
    const { snapshots } = await read(fixture('sum.csv'))
    for (const { asked } of snapshots) expect(asked).toEqual(countiesOf(territory))
    expect(countiesOf(territory)).toHaveLength(3231)
  })

  it('reads the same however it is cut', async () => {
    const whole = await read(fixture('sum.csv'))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (size) => {
        expect(await read(fixture('sum.csv'), { size })).toEqual(whole)
      }),
      { numRuns: 20 },
    )
  })
})

describe('a year whose count is called customers_out', () => {
  it('is read alike, with the customers of a county where they are known', async () => {
    const customers = new Map([['US06037', 4_000]])
    const { snapshots, aside } = await read(fixture('customers-out.csv'), { customers })
    expect(told(snapshots)).toEqual([
      ['2023-01-01T08:00:00.000Z', 'US06037 2500/4000'],
      ['2023-01-01T08:15:00.000Z', 'US06037 2400/4000'],
    ])
    expect(aside).toEqual([])
  })

  it('may have its columns in another order', async () => {
    const text = 'run_start_time,customers_out,fips_code\n2023-01-01 08:00:00,5,6037\n'
    expect(told((await read(Buffer.from(text))).snapshots)).toEqual([['2023-01-01T08:00:00.000Z', 'US06037 5/?']])
  })
})

describe('what is none of its tables', () => {
  it.each([
    '',
    'a,b,c\n1,2,3\n',
    '{"total_count": 1}',
    'fips_code,run_start_time\n1,2\n',
    `fips_code,sum,run_start_time\n${'1'.repeat(20_000)}`,
  ])('is refused by name: %#', async (text) => {
    await expect(read(Buffer.from(text))).rejects.toThrow(FeedFault)
  })
})

describe('a row read from its bytes', () => {
  const fips = fc.constantFrom('1001', '01001', '1003', '6037', '006037', '99999', '', 'x')
  const count = fc.constantFrom('12', '12.0', '12.', '12.50', '0.00', '00', '', '-1', '1234567890')
  const time = fc.constantFrom(...Array(6).fill('2023-01-01 08:00:00'), '2023-01-01 08:15:00', '2023-01-01 08:15:0', '')
  const row = fc.tuple(fips, count, time, fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '', '', '', ',', ' '))

  it('is what the same row is by its text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        const table = (quote: string) =>
          Buffer.from(
            `fips_code,run_start_time,sum\n${rows.map(([county, told, at, end, more]) => `${quote}${county}${quote},${at},${told}${more}${end}`).join('')}`,
          )
        const plain = await read(table(''))
        // A row with quotation marks is always read by its text.
        const quoted = await read(table('"'))
        expect(plain.snapshots).toEqual(quoted.snapshots)
        expect(plain.aside.map(({ text: _, ...why }) => why)).toEqual(quoted.aside.map(({ text: _, ...why }) => why))
      }),
      { numRuns: 300 },
    )
  })
})

describe('damaged bytes', () => {
  const original = fixture('sum.csv')
  const damage = fc.array(fc.tuple(fc.nat(original.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 })

  it('end in snapshots and rows set aside or in the fault of the feed, and no figure is one that no row has', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Uint8Array.from(original)
        for (const [at, byte] of changes) bytes[at] = byte
        const text = new TextDecoder().decode(bytes)
        const result = await read(bytes).catch((error: unknown) => {
          expect(error).toBeInstanceOf(FeedFault)
          return { snapshots: [] }
        })
        for (const snapshot of result.snapshots) {
          expect(Snapshot.safeParse(snapshot).success).toBe(true)
          for (const { value } of snapshot.readings) expect(text).toContain(String(value))
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('the table of customers', () => {
  it('gives every county its number, without the total and with what it cannot read set aside', () => {
    const aside: string[] = []
    const customers = countyCustomers(fixture('MCC.csv').toString(), territory, ({ line, reason }) => aside.push(`${line} ${reason}`))
    expect([...customers]).toEqual([
      ['US01001', 1000],
      ['US06037', 2000],
    ])
    expect(aside).toEqual(['4 is not a county of this territory', '5 is not a number of customers'])
    expect(() => countyCustomers('a,b\n', territory, () => undefined)).toThrow(FeedFault)
  })
})
