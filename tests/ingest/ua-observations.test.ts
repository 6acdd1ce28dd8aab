import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ParsedRecords } from '@/lib/ingest/parsed-records'
import { openFile, readRecords, UnknownLayout } from '@/lib/ingest/read-records'
import { readReviewed } from '@/lib/ingest/reviewed'
import { uaObservationReader } from '@/lib/ingest/ua-observations'
import { loadTerritory } from '@/lib/regions/territory'
import { NewIncident } from '@/lib/schema/incident'
import { gathered, parseLines } from './parse-lines'

const territory = loadTerritory('ua')
const reviewed = readReviewed()
const file = readFileSync('data/records/ua-observations.jsonl', 'utf8')
const lines = file.trimEnd().split('\n')
const allowed = () => null
const parse = (text: string) => {
  const records = parseLines(uaObservationReader(reviewed, territory, allowed), text)
  return { ...records, incidents: records.incidents.map((entry) => ({ ...entry, key: entry.key ?? '' })) }
}
const shipped = parse(file)

const reportsOf = ({ incidents }: ParsedRecords) =>
  incidents.flatMap(({ incident, later }) => [...incident.reports, ...later.map(({ report }) => report)])
const observationsOf = (records: ParsedRecords) => reportsOf(records).flatMap(({ observations }) => observations)
const tally = (words: string[]) =>
  Object.fromEntries([...new Set(words)].sort().map((word) => [word, words.filter((w) => w === word).length]))

/** The file with every line but these left empty: their numbers, and so their reviewed exceptions, stay. */
const only = (...kept: number[]) => lines.map((line, i) => (kept.includes(i + 1) ? line : '')).join('\n')
const oneRow = (line: number, change: Record<string, unknown> = {}) => {
  const row: Record<string, unknown> = JSON.parse(lines[line - 1] ?? '')
  return '\n'.repeat(line - 1) + JSON.stringify({ ...row, ...change })
}
const observation = (line: number) => observationsOf(parse(only(line)))[0]
const incident = (key: string) => {
  const found = shipped.incidents.find((entry) => entry.key === key)
  if (!found) throw new Error(`no incident ${key}`)
  return found
}

describe('the shipped file', () => {
  test('becomes records, every line of it', () => {
    expect(shipped.quarantined).toEqual([])
    expect(shipped.rows).toBe(558)
    expect(shipped.incidents).toHaveLength(104)
    expect(reportsOf(shipped)).toHaveLength(355)
    expect(observationsOf(shipped)).toHaveLength(558)
  })

  test('gives incidents that can be written as they are', () => {
    for (const { incident: record, key } of shipped.incidents) expect(() => NewIncident.parse(record), key).not.toThrow()
    expect(new Set(shipped.incidents.map(({ key }) => key)).size).toBe(104)
  })

  test('says these measures in these units', () => {
    expect(tally(observationsOf(shipped).map(({ measure, unit }) => `${measure} ${unit}`))).toEqual({
      'capacity_lost megawatts': 5,
      'closed facilities': 5,
      'closed null': 3,
      'limited customers': 4,
      'limited null': 37,
      'limited percent': 2,
      'limited settlements': 1,
      'on_backup facilities': 3,
      'on_backup null': 10,
      'reconnected buildings': 3,
      'reconnected customers': 12,
      'reconnected households': 15,
      'reconnected people': 2,
      'reconnected percent': 2,
      'reconnected settlements': 1,
      'regions_affected regions': 6,
      'without buildings': 42,
      'without customers': 101,
      'without households': 37,
      'without null': 182,
      'without people': 21,
      'without percent': 9,
      'without settlements': 55,
    })
  })

  test('says these states, of these authorities, on this basis', () => {
    const observations = observationsOf(shipped)
    expect(tally(observations.map(({ state }) => state))).toEqual({
      limited: 48,
      on_backup: 12,
      out: 370,
      partly_restored: 104,
      restored: 23,
      unknown: 1,
    })
    expect(tally(observations.map(({ control }) => control ?? ''))).toEqual({ government: 546, occupied: 12 })
    expect(tally(observations.map(({ basis }) => basis ?? ''))).toEqual({ at_time: 517, cumulative: 39, peak: 2 })
    expect(tally(reportsOf(shipped).map(({ source }) => `tier ${source.tier}`))).toEqual({
      'tier 1': 290,
      'tier 2': 51,
      'tier 3': 8,
      'tier 4': 6,
    })
  })

  test('has one incident that no source of tier 1, 2 or 4 supports', () => {
    const tiers = (key: string) => new Set(incident(key).incident.reports.map(({ source }) => source.tier))
    const thirdAlone = shipped.incidents.filter(({ key }) => [...tiers(key)].every((tier) => tier === 3))
    expect(thirdAlone.map(({ key }) => key)).toEqual(['2025-10-30-occupied-luhansk/unknown'])
  })

  test('has no word of an occupation authority under the government', () => {
    for (const { source, observations } of reportsOf(shipped)) {
      if (source.tier === 4) expect(observations.every(({ control }) => control === 'occupied')).toBe(true)
    }
  })

  test('an occupation authority speaks of the occupied part, also where the line names none', () => {
    expect(observationsOf(parse(oneRow(14, { stated_by: 'occupation authorities' })))[0]).toMatchObject({
      control: 'occupied',
      place: null,
    })
  })

  test('never restores a region by a count of those who came back', () => {
    for (const { measure, state, basis } of observationsOf(shipped)) {
      if (measure === 'reconnected') expect([state, basis]).toEqual(['partly_restored', 'cumulative'])
    }
  })

  test('begins no incident after its first figure', () => {
    for (const { key, incident: record } of shipped.incidents) {
      const start = record.start.time.slice(0, 7)
      for (const { asOf } of record.reports) expect(asOf.time.slice(0, 7) >= start, key).toBe(true)
    }
  })

  test('names a facility in no title, place or note', () => {
    const words = shipped.incidents.map(({ incident: record }) => record.title)
    const said = observationsOf(shipped).flatMap(({ place, note }) => [place, note])
    for (const text of [...words, ...said]) {
      expect(text ?? '').not.toMatch(/\b(NPP|TPP|CHP|CHPs|TPPs|\d+ kV)\b|Ladyzhyn|Burshtyn|Dobrotvir|Fedorivka|Chornobyl|Pivdennyi/)
    }
  })
})

describe('one line', () => {
  test.each([
    [
      14,
      'a count of those without',
      { measure: 'without', unit: 'customers', value: 672_000, qualifier: 'exact', state: 'out', basis: 'at_time' },
    ],
    [117, 'a remaining count', { measure: 'without', unit: 'customers', value: 360_000, state: 'partly_restored', place: 'Kharkiv city' }],
    [
      371,
      'a count of those who came back',
      { measure: 'reconnected', unit: 'households', value: 748_000, basis: 'cumulative', state: 'partly_restored' },
    ],
    [419, 'a service that is back', { measure: 'without', unit: null, value: null, state: 'restored', basis: 'at_time', place: null }],
    [2, 'a place where it is back', { measure: 'without', unit: null, state: 'restored', place: 'Sumy city' }],
    [128, 'an emergency schedule', { measure: 'limited', unit: null, value: null, state: 'limited' }],
    [
      113,
      'an emergency schedule with a count',
      { measure: 'limited', unit: 'customers', value: 230_000, qualifier: 'at_least', state: 'limited' },
    ],
    [120, 'the same in settlements', { measure: 'limited', unit: 'settlements', value: 51, state: 'limited' }],
    [12, 'hospitals on backup, uncounted', { measure: 'on_backup', unit: null, value: null, service: 'health', state: 'on_backup' }],
    [266, 'one hospital on generators', { measure: 'on_backup', unit: 'facilities', value: 1, state: 'on_backup' }],
    [
      418,
      'boiler houses restarted on generators',
      { measure: 'on_backup', unit: 'facilities', value: 30, qualifier: 'at_least', state: 'partly_restored' },
    ],
    [399, 'mines', { measure: 'closed', unit: 'facilities', value: 8, note: 'coal mines', place: null }],
    [308, 'lost capacity', { measure: 'capacity_lost', unit: 'megawatts', value: 1000, qualifier: 'at_least', state: 'out' }],
    [454, 'a range', { measure: 'capacity_lost', unit: 'megawatts', value: null, min: 5000, max: 6000, qualifier: 'range', basis: 'peak' }],
    [175, 'a number of regions', { measure: 'regions_affected', unit: 'regions', value: 15, regions: ['UA'], place: null, note: null }],
    [
      27,
      'a status with a percentage',
      { measure: 'without', unit: null, value: null, qualifier: 'vague', quantityText: '96% restored', state: 'partly_restored' },
    ],
    [26, 'a percentage of those without', { measure: 'without', unit: 'percent', value: 20, qualifier: 'about', state: 'partly_restored' }],
    [
      130,
      'a percentage of those who came back',
      { measure: 'reconnected', unit: 'percent', value: 40, qualifier: 'about', basis: 'cumulative' },
    ],
    [45, 'a percentage at least', { measure: 'without', unit: 'percent', value: 50, qualifier: 'at_least', regions: ['MD'] }],
    [375, 'at most', { value: 40_000, qualifier: 'at_most', regions: ['UA-30', 'UA-32', 'UA-74'] }],
    [460, 'a vague count', { measure: 'without', unit: 'customers', value: null, qualifier: 'vague', quantityText: 'tens of thousands' }],
    [369, 'a fraction in words', { unit: 'people', value: null, qualifier: 'vague', quantityText: 'roughly one third' }],
    [
      501,
      'one figure for seven regions',
      { regions: ['UA-51', 'UA-05', 'UA-48', 'UA-32', 'UA-74', 'UA-71', 'UA-35'], unit: 'settlements', value: 500 },
    ],
    [22, 'the whole country', { regions: ['UA'], value: 1_450_000, qualifier: 'at_least' }],
    [376, 'an occupied part', { control: 'occupied', place: null, unit: 'people', value: 117_100 }],
    [145, 'an occupied region', { control: 'occupied', place: null, regions: ['UA-40'] }],
    [493, 'occupied districts', { control: 'occupied', place: expect.stringContaining('Alchevsk') }],
    [300, 'the government-held part is the region', { control: 'government', place: null, note: 'government-held part' }],
    [39, 'the metro of a city', { place: 'Kharkiv city', note: 'metro', service: 'transport', measure: 'without' }],
    [213, 'schools of a city', { place: 'Odesa city', note: 'schools', measure: 'closed', unit: 'facilities', value: 14 }],
    [
      249,
      'a power plant without its name',
      { control: 'occupied', place: 'Enerhodar', note: 'nuclear power plant', measure: 'on_backup', value: 1 },
    ],
  ])('%i, %s', (line, _, expected) => {
    expect(observation(line)).toMatchObject(expected)
  })

  test.each([
    [
      124,
      'the number is the whole',
      { measure: 'without', unit: null, value: null, state: 'restored', quantityText: 'all 2.5 thousand consumers' },
    ],
    [
      447,
      'the number is the whole',
      { measure: 'without', state: 'restored', place: 'Kryvyi Rih', quantityText: '45,415 of the 45,415 customers' },
    ],
    [168, 'a count over a day', { measure: 'without', basis: 'cumulative', value: 426 }],
    [378, 'the highest of a month', { basis: 'peak', value: 6000 }],
    [263, 'a slip is kept as said', { value: 67, unit: 'customers', note: expect.stringContaining('as printed') }],
    [
      387,
      'city districts are no settlements',
      { unit: null, value: null, place: 'Zaporizhzhia city', quantityText: 'at least six districts' },
    ],
    [439, 'the words say closed', { measure: 'closed', state: 'out' }],
    [498, 'the number is in the words alone', { unit: 'percent', value: 40, qualifier: 'about', measure: 'limited' }],
  ])('%i, reviewed: %s', (line, _, expected) => {
    expect(observation(line)).toMatchObject(expected)
  })

  test('keeps its words, its source and its times', () => {
    const [report] = reportsOf(parse(only(116)))
    expect(report).toMatchObject({
      asOf: { time: '2024-03-22T18:00:00.000Z', precision: 'hour' },
      publishedAt: '2024-03-22T20:24:00.000Z',
      quote: 'power supply to 310 thousand subscribers has been restored in Kharkiv',
      source: { publisher: 'Interfax-Ukraine', statedBy: 'Energy Ministry', tier: 1, lang: null },
    })
  })

  test.each([
    [10, 'ru'],
    [263, null],
    [24, 'uk'],
    [149, 'ru'],
    [237, null],
    [1, null],
  ])('%i: the letters tell the language %s', (line, lang) => {
    expect(reportsOf(parse(only(line)))[0]?.source.lang).toBe(lang)
  })

  test('a day and a month stay what they are, an announcement may precede what it announces', () => {
    expect(reportsOf(parse(only(72)))[0]).toMatchObject({ asOf: { time: '2023-07', precision: 'month' }, publishedAt: '2023-07' })
    expect(reportsOf(parse(only(170)))[0]).toMatchObject({
      asOf: { time: '2024-06-10', precision: 'day' },
      publishedAt: '2024-06-09T16:00:00.000Z',
    })
  })
})

describe('incidents and reports', () => {
  test('an event of several causes is one incident for each, under titles that differ', () => {
    const titles = shipped.incidents
      .filter(({ key }) => key.startsWith('2024-05-24-weather/'))
      .map(({ incident: record }) => [record.kind, record.title])
    expect(titles).toEqual([
      ['weather', 'Bad weather, six regions, May 2024'],
      ['strike', 'Hostilities in Kharkiv region, 24 May 2024'],
      ['scheduled', 'Network restrictions in Kharkiv region, 24 May 2024'],
    ])
    expect(new Set(shipped.incidents.map(({ incident: record }) => record.title)).size).toBe(104)
  })

  test('a cause that nobody reviewed is named in the title', () => {
    const other = { event: 'e', event_title: 'One night' }
    const { incidents } = parse([oneRow(14, other).trim(), oneRow(15, { ...other, cause: 'weather' }).trim()].join('\n'))
    const titles = incidents.map(({ incident: record }) => record.title)
    expect(titles).toEqual(['One night: strikes and shelling', 'One night: bad weather'])
  })

  test('the failure of 31 January 2026 is one incident, though one line names no cause', () => {
    const keys = shipped.incidents.map(({ key }) => key).filter((key) => key.startsWith('2026-01-31'))
    expect(keys).toEqual(['2026-01-31-grid-failure/technical'])
    expect(incident('2026-01-31-grid-failure/technical').incident.start).toEqual({ time: '2026-01-31T08:42:00.000Z', precision: 'minute' })
  })

  test('what an earlier strike left is another incident than the new one', () => {
    const { incident: earlier } = incident('2026-02-03-kyiv/strike')
    expect(earlier).toMatchObject({ kind: 'strike', start: { time: '2026-02-03', precision: 'day' } })
    expect(earlier.reports.flatMap(({ observations }) => observations.map(({ value }) => value))).toEqual([1100])
  })

  test('lines of one publisher, address, times and speaker are one report', () => {
    const { incidents } = parse(only(14, 15, 16, 17, 18, 19, 20))
    expect(incidents).toHaveLength(1)
    expect(incidents[0]?.incident.reports).toHaveLength(1)
    expect(incidents[0]?.incident.reports[0]?.observations).toHaveLength(7)
    expect(incidents[0]?.incident.reports[0]?.quote).toBeNull()
  })

  test.each([
    ['publisher', 'Babel', 'UNN'],
    ['url', 'https://example.org/a', 'https://example.org/b'],
    ['observed_at', '2022-10-22', '2022-10-23'],
    ['stated_by', 'Energy Ministry', 'DTEK'],
    ['published_at', null, '2022-10-22'],
  ])('another %s is another report', (field, one, other) => {
    const text = [oneRow(14, { [field]: one }), oneRow(15, { [field]: other })].map((line) => line.trim()).join('\n')
    expect(reportsOf(parse(text))).toHaveLength(2)
  })

  test("words that all lines of a report share are the report's, and each line keeps its own", () => {
    const [report] = reportsOf(parse(only(3, 4, 5, 6)))
    expect(report?.quote).toContain('there is no electricity supply in four regions')
    expect(report?.observations.map(({ quote }) => quote)).toEqual(Array(4).fill(report?.quote))
  })

  test.each([
    ['2025-10-05-zaporizhzhia/strike', 'Spravzhne', 67, 'UNN', [73_000, 67_000, 6000]],
    ['2025-10-22-national/strike', 'News.az', 14_000, '24 Kanal', [14_200]],
  ])('%s: the slip of %s is superseded by the right report', (key, publisher, slip, rightPublisher, right) => {
    const { incident: record, later } = incident(key)
    const [correction] = later
    const wrong = record.reports[Number(correction?.supersedes ?? -1)]
    expect(wrong?.source.publisher).toBe(publisher)
    expect(wrong?.observations.map(({ value }) => value)).toEqual([slip])
    expect(correction?.report.source.publisher).toBe(rightPublisher)
    expect(correction?.report.observations.map(({ value }) => value)).toEqual(right)
    expect(record.reports).not.toContainEqual(correction?.report)
  })

  test('a correction without the slip is a report like any other', () => {
    const { incidents } = parse(only(260, 261, 262))
    expect(incidents[0]?.later).toEqual([])
    expect(incidents[0]?.incident.reports).toHaveLength(1)
  })
})

describe('the quarantine', () => {
  test.each([
    ['place', { place: 'somewhere new' }, 'place'],
    ['place of no own property', { place: 'constructor' }, 'place'],
    ['publisher', { publisher: 'A new paper' }, 'publisher'],
    ['speaker', { stated_by: 'somebody' }, 'stated_by'],
    ['qualifier', { qualifier: 'heaps of' }, 'qualifier'],
    ['region', { region_iso: 'UA-99' }, 'region_iso'],
    ['second region', { region_iso: 'UA-12;UA-99' }, 'region_iso'],
    ['service', { service: 'post' }, 'service'],
    ['metric', { metric: 'cows_without' }, 'metric'],
    ['state', { state: 'gone' }, 'state'],
    ['time', { observed_at: '2026-02-30' }, 'observed_at'],
    ['time less exact than its precision', { precision: 'hour' }, 'observed_at'],
    ['address', { url: 'not an address' }, 'url'],
    ['field', { colour: 'red' }, 'line'],
    ['number in words and in figures', { qualifier: 'tens of thousands' }, 'qualifier'],
    ['qualifier of nothing', { value: null, qualifier: 'about' }, 'value'],
    ['range without its ends', { qualifier: 'range' }, 'min'],
    ['negative number', { value: -1 }, 'value'],
    ['region named twice', { region_iso: 'UA-12;UA12' }, 'regions'],
  ])('holds a line with an unknown or impossible %s, and names the field', (_, change, field) => {
    const { incidents, quarantined, rows } = parse(oneRow(14, change))
    expect(incidents).toEqual([])
    expect(rows).toBe(1)
    expect(quarantined).toMatchObject([{ line: 14, field, reason: expect.stringMatching(/./), text: expect.stringContaining('{') }])
  })

  test('holds a line that contradicts the beginning or the title of its event', () => {
    const changed = (change: Record<string, unknown>) => parse([oneRow(14), oneRow(15, change).trim()].join('\n')).quarantined
    expect(changed({ event_started_at: '2022-10-21' })).toMatchObject([{ line: 15, field: 'event_started_at' }])
    expect(changed({ event_title: 'Something else' })).toMatchObject([{ line: 15, field: 'event_title' }])
  })

  test('holds what is more than an incident or a report can', () => {
    const many = (count: number, change: (i: number) => Record<string, unknown>) =>
      parse(Array.from({ length: count }, (_, i) => oneRow(14, change(i)).trim()).join('\n'))
    const reports = many(52, (i) => ({ url: `https://example.org/${i}` }))
    expect(reports.quarantined.map(({ line, field }) => [line, field])).toEqual([
      [51, 'event'],
      [52, 'event'],
    ])
    const observations = many(101, () => ({}))
    expect(observations.quarantined.map(({ line, field }) => [line, field])).toEqual([[101, 'url']])
    expect(observationsOf(observations)).toHaveLength(100)
  })

  test('a reviewed exception is held to its words: another line of that number is read by the common rule', () => {
    expect(observationsOf(parse(oneRow(168, { quote: 'other words' })))[0]).toMatchObject({ basis: 'at_time', note: null })
  })

  test('rows in are observations out and quarantine, whatever happens to lines', () => {
    const field = fc.constantFrom(...Object.keys(JSON.parse(lines[0] ?? '{}')))
    const damage = fc.oneof(
      fc.nat().map((at) => (line: string) => line.slice(0, at % line.length)),
      field.map((name) => (line: string) => JSON.stringify({ ...JSON.parse(line), [name]: undefined })),
      fc.tuple(field, fc.jsonValue()).map(
        ([name, value]) =>
          (line: string) =>
            JSON.stringify({ ...JSON.parse(line), [name]: value }),
      ),
      fc.constantFrom('{}', 'null', '[]', '\uFFFD', '7').map((text) => () => text),
    )
    const sample = fc.array(fc.tuple(fc.nat(lines.length - 1), fc.option(damage)), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(sample, (picked) => {
        const text = picked.map(([at, change]) => (change ?? ((line: string) => line))(lines[at] ?? '')).join('\n')
        const records = parse(text)
        expect(records.rows).toBe(text.split('\n').filter((line) => line.trim() !== '').length)
        expect(observationsOf(records).length + records.quarantined.length).toBe(records.rows)
        for (const { incident: record } of records.incidents) expect(() => NewIncident.parse(record)).not.toThrow()
      }),
      { numRuns: 200 },
    )
  })
})

/** Reads bytes in pieces of three, so that a letter comes in two of them. */
async function readBytes(bytes: Uint8Array): Promise<ParsedRecords> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3)
  }
  const open = await openFile(pieces(), 'jsonl', null)
  const chunks = await gathered(readRecords(open, territory, allowed, 1000))
  const [{ incidents, quarantined, rows } = { incidents: [], quarantined: [], rows: 0 }] = chunks
  expect(chunks).toHaveLength(1)
  return { incidents, quarantined, rows }
}

describe('reading bytes', () => {
  test('of the known layout gives the same as the parser', async () => {
    expect(await readBytes(new TextEncoder().encode(file))).toEqual(shipped)
  })

  test('a byte order mark, Windows line ends and empty lines change nothing', async () => {
    expect(await readBytes(new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n\r\n`))).toEqual({
      ...shipped,
      quarantined: [],
    })
  })

  test('that are not UTF-8 end in the quarantine', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode(oneRow(14).trim()), 0xff])
    expect(await readBytes(bytes)).toMatchObject({
      incidents: [],
      rows: 1,
      quarantined: [{ line: 1, field: 'line', reason: 'not UTF-8' }],
    })
  })

  test.each(['', 'fips,county\n1,a', '<html>'])('of no known layout is refused: %j', async (text) => {
    await expect(readBytes(new TextEncoder().encode(text))).rejects.toThrow(UnknownLayout)
  })
})
