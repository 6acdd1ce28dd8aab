import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numbersIn, readQuantity } from '@/lib/form/quantity'
import { regionChoices, regionFinder } from '@/lib/form/region-names'
import { readReportForm } from '@/lib/form/report-form'
import { JsonError, readJson } from '@/lib/http/json'
import { operations } from '@/lib/http/operations'
import { countyCustomers } from '@/lib/ingest/county-customers'
import { dtekSchedules } from '@/lib/ingest/dtek-schedule'
import { countiesOf, eagleISnapshots } from '@/lib/ingest/eagle-i'
import { FeedFault } from '@/lib/ingest/feed-fault'
import { odinPageOf, odinSnapshot } from '@/lib/ingest/odin'
import { openFile, readRecords, UnknownLayout } from '@/lib/ingest/read-records'
import { RowFault } from '@/lib/ingest/row-fault'
import { preciseTimeIn, saidTimeIn } from '@/lib/ingest/said-time-text'
import { isAnnounced, type Schedule, scheduleIncident } from '@/lib/ingest/schedule'
import { HeadingFault } from '@/lib/ingest/table-cells'
import { yasnoSchedules } from '@/lib/ingest/yasno-schedule'
import { type Ground, parseFilter } from '@/lib/ogc/cql2-parser'
import { FilterFault } from '@/lib/ogc/cql2-tokens'
import { loadTerritory } from '@/lib/regions/territory'
import { NewIncident } from '@/lib/schema/incident'
import { Snapshot } from '@/lib/schema/reading'
import { PreciseTime, SaidTime } from '@/lib/schema/time'
import { find } from '../finder/find-in-ukraine'

const [ukraine, america] = [loadTerritory('ua'), loadTerritory('us')]
const zone = ukraine.zone
const fixture = (name: string) => readFileSync(`tests/ingest/fixtures/${name}`)
const observations = readFileSync('data/records/ua-observations.jsonl').subarray(0, 20_000)
const quotes = observations
  .toString()
  .split('\n')
  .slice(0, 12)
  .map((line) => /"quote": ?"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? '')

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 997) yield bytes.subarray(at, at + 997)
}

/** Whether everything that a reader gave is what its schema says; throws where something is not. */
type Reader = (bytes: Buffer) => void | Promise<void>

const snapshotsOf = (said: Snapshot[]) => {
  for (const snapshot of said) Snapshot.parse(snapshot)
}
const announcer = { operator: 'The operator', region: { code: 'UA-05', name: 'Vinnytsia region', zone }, url: 'https://example.org/a' }
const schedulesOf = (said: Schedule[]) => {
  for (const schedule of said) if (isAnnounced(schedule, announcer)) NewIncident.parse(scheduleIncident(schedule, announcer))
}
const records =
  (type: 'csv' | 'jsonl'): Reader =>
  async (bytes) => {
    for await (const { incidents } of readRecords(await openFile(pieces(bytes), type, null), ukraine, () => null, 50))
      for (const { incident } of incidents) NewIncident.parse(incident)
  }
const files = Object.values(operations).flatMap((operation) => ('files' in operation ? Object.entries(operation.files) : []))
const exampleOf = (type: string) => Buffer.from(files.find(([name]) => name === type)?.[1].example ?? '')

const filterGround: Ground = {
  properties: { service: { type: 'string' }, region: { type: 'string' }, title: { type: 'string' }, value: { type: 'number' } },
  time: 'time',
  touching: () => ({ op: 'constant', value: true }),
  touchingBox: () => ({ op: 'constant', value: true }),
  during: ({ from, to }) => ({ op: 'during', from, until: to }),
  placeless: { op: 'placeless', placeless: [] },
}

/** Each reader of foreign bytes, what it is given when all is well, and the faults that are its own. */
const readers: [name: string, given: Buffer, read: Reader, faults: (new (...given: never[]) => Error)[]][] = [
  [
    'ODIN',
    fixture('odin/records.json'),
    (bytes) =>
      snapshotsOf([
        odinSnapshot([odinPageOf(bytes.toString())], '2026-06-24T02:15:00.000Z', { territory: america, onSetAside: () => undefined }),
      ]),
    [FeedFault],
  ],
  [
    'EAGLE-I',
    fixture('eagle-i/customers-out.csv'),
    async (bytes) => {
      for await (const one of eagleISnapshots(pieces(bytes), { territory: america, onSetAside: () => undefined })) Snapshot.parse(one)
    },
    [FeedFault],
  ],
  [
    'customers of counties',
    fixture('eagle-i/MCC.csv'),
    (bytes) => {
      for (const [code, count] of countyCustomers(bytes.toString(), america, () => undefined))
        expect([countiesOf(america).includes(code), count >= 0]).toEqual([true, true])
    },
    [FeedFault],
  ],
  [
    'DTEK',
    fixture('dtek-schedule/two-days.json'),
    (bytes) => schedulesOf(dtekSchedules(bytes.toString(), { zone, onSetAside: () => undefined })),
    [FeedFault],
  ],
  [
    'Yasno',
    fixture('yasno-schedule/applies.json'),
    (bytes) => schedulesOf(yasnoSchedules(bytes.toString(), { zone, onSetAside: () => undefined })),
    [FeedFault],
  ],
  ['a table', exampleOf('text/csv'), records('csv'), [UnknownLayout, HeadingFault]],
  ['lines of observations', observations, records('jsonl'), [UnknownLayout]],
  ['lines of incidents', exampleOf('application/x-ndjson'), records('jsonl'), [UnknownLayout]],
  ['JSON', fixture('odin/records.json'), (bytes) => expect(readJson(bytes.toString())).toEqual(JSON.parse(bytes.toString())), [JsonError]],
  [
    'a filter',
    Buffer.from(
      "service = 'electricity' AND (value BETWEEN 1 AND 2e3 OR title LIKE '%a\\_b') AND NOT region IN ('UA-12','UA-23') AND T_INTERSECTS(time, INTERVAL('2026-01-01','..')) AND S_INTERSECTS(geometry, POLYGON((30 45, 40 45, 40 52, 30 45)))",
    ),
    (bytes) => void parseFilter(bytes.toString(), filterGround),
    [FilterFault],
  ],
  [
    'the finder of figures',
    Buffer.from(quotes.join(' ')),
    (bytes) => {
      for (const { start, end, readable, asOf } of find(bytes.toString(), '2026-01-09')) {
        expect(start).toBeLessThan(end)
        expect(['said', 'none']).toContain(readQuantity(readable).kind)
        if (asOf) PreciseTime.parse(asOf)
      }
    },
    [],
  ],
]

/** What happens to bytes on their way, by lot: some are others, some are missing, come twice, or come from somewhere else. */
const damage = (given: Buffer): fc.Arbitrary<Buffer> => {
  const place = fc.nat(given.length)
  const part = fc.tuple(place, fc.nat(60))
  const one = fc.oneof(
    fc.tuple(place, fc.nat(255)).map(([at, byte]) => (bytes: Buffer) => {
      const made = Buffer.from(bytes)
      if (at < made.length) made[at] = byte
      return made
    }),
    part.map(
      ([at, length]) =>
        (bytes: Buffer) =>
          Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]),
    ),
    part.map(
      ([at, length]) =>
        (bytes: Buffer) =>
          Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]),
    ),
    place.map((at) => (bytes: Buffer) => bytes.subarray(0, at)),
    fc.tuple(place, fc.constantFrom(...readers.map(([, other]) => other)), part).map(
      ([at, other, [from, length]]) =>
        (bytes: Buffer) =>
          Buffer.concat([bytes.subarray(0, at), other.subarray(from % other.length, (from % other.length) + length), bytes.subarray(at)]),
    ),
    fc
      .tuple(
        place,
        fc.constantFrom('"', '\n', ',', '}', '\\', '\0', '\ufeff', '9'.repeat(400), '-', '1e999', '{'.repeat(100), '\u202e', "'"),
      )
      .map(
        ([at, text]) =>
          (bytes: Buffer) =>
            Buffer.concat([bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at)]),
      ),
  )
  return fc.array(one, { minLength: 1, maxLength: 6 }).map((changes) => changes.reduce((bytes, change) => change(bytes), given))
}

/** More of them are tried where this says so. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 60)

describe('damaged bytes', () => {
  it.each(readers)('of %s are read as what is there, or refused as its own faults say', async (_name, given, read, faults) => {
    await read(given)
    const property = fc.asyncProperty(damage(given), async (bytes) => {
      try {
        await read(bytes)
      } catch (error) {
        if (!faults.some((fault) => error instanceof fault)) throw error
      }
    })
    await fc.assert(property, { numRuns })
  })
})

describe('damaged words', () => {
  const words = fc.constantFrom(
    'about',
    'до',
    '600',
    'тис.',
    '1,1',
    'млн',
    '–',
    'between',
    'and',
    '2026-01-08',
    '08.01.2026',
    '22:00',
    'T',
    'Z',
    '+02:00',
    '%',
    '±',
    '١٢',
    '1e9',
    '\u2212',
    'від',
    '9'.repeat(30),
    ' ',
  )
  const said = fc.oneof(
    fc.array(words, { maxLength: 7 }).map((parts) => parts.join('')),
    fc.array(words, { maxLength: 7 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )

  it('of a quantity are a number that can be stored, or unclear', () => {
    fc.assert(
      fc.property(said, (text) => {
        const reading = readQuantity(text)
        const numbers = reading.kind === 'said' ? [reading.value, reading.min, reading.max].filter((number) => number !== null) : []
        for (const number of [...numbers, ...numbersIn(text)]) expect([Number.isFinite(number), number >= 0]).toEqual([true, true])
        for (const number of numbers) expect(number).toBeLessThanOrEqual(1_000_000_000)
      }),
      { numRuns: numRuns * 5 },
    )
  })

  it('of a time are a time that the schema knows, or the fault of a row', () => {
    fc.assert(
      fc.property(
        said,
        fc.constantFrom(undefined, 'dd.MM.yyyy HH:mm', 'yyyy-MM-dd'),
        fc.constantFrom(null, 'day', 'hour', 'minute', 'month', 'x'),
        (text, pattern, precision) => {
          for (const read of [
            () => SaidTime.parse(saidTimeIn(text, zone, 'time', pattern)),
            () => PreciseTime.parse(preciseTimeIn(text, precision, zone, 'time', pattern)),
          ]) {
            try {
              read()
            } catch (error) {
              if (!(error instanceof RowFault)) throw error
            }
          }
        },
      ),
      { numRuns: numRuns * 5 },
    )
  })

  it('of a form are kept as they were typed, and are no record unless they make one', () => {
    const findRegion = regionFinder(regionChoices(ukraine.regions))
    const names = [
      'title',
      'kind',
      'startDate',
      'startTime',
      'startPrecision',
      'sourceUrl',
      'tier',
      'heldDate',
      'heldTime',
      'heldPrecision',
      'publishedDate',
      'publishedTime',
      'o0.quantity',
      'o0.region',
      'o0.what',
      'o0.unit',
      'o99.words',
      'o0.nothing',
      '__proto__',
    ]
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...names), said), { maxLength: 12 }), (fields) => {
        const { incident, faults } = readReportForm(new URLSearchParams(fields), { findRegion, zone })
        if (faults.length > 0) expect(NewIncident.safeParse(incident).success).toBe(false)
      }),
      { numRuns },
    )
  })
})
