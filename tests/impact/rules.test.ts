import { describe, expect, it } from 'vitest'
import { incidentStatus } from '@/lib/impact/status'
import { answer, regions, row, type Said, statement } from './factories'

const noon = '2026-01-08T12:00:00Z'
type Expected = Record<string, unknown>
const at = (said: readonly Said[], expected: Expected, asOf = noon, code = 'UA-12'): [Said[], string, string, Expected] => [
  [...said],
  asOf,
  code,
  expected,
]

const rows: Record<string, [Said[], string, string, Expected]> = {
  'at least opens the high end': at([{ value: 18_000, qualifier: 'at_least' }], { low: 18_000, best: 18_000, high: null }),
  'at most opens the low end': at([{ value: 40_000, qualifier: 'at_most' }], { low: null, best: 40_000, high: 40_000 }),
  'a range is held at its lower end': at([{ min: 5000, max: 6000, qualifier: 'range', unit: 'customers' }], {
    low: 5000,
    best: 5000,
    high: 6000,
  }),
  'words are out, no figure': at([{ unit: 'customers', quantityText: 'hundreds of thousands' }], {
    standing: 'reported',
    low: null,
    best: null,
    high: null,
  }),
  'a state alone is out, no figure': at([{}], { standing: 'reported', best: null, unit: null, state: 'out' }),
  'a state that is not known says nothing': at([{ state: 'unknown' }], { standing: 'notReported' }),
  'zero ends what was counted': at([{ value: 900, day: '2026-01-07' }, { value: 0 }], { standing: 'restored', best: 0, state: 'restored' }),
  'zero of one incident leaves the other': at(
    [
      { value: 900, incident: 'a' },
      { value: 0, incident: 'b' },
    ],
    { standing: 'reported', best: 900 },
  ),
  'the furthest state leads, whatever its tier': at([{ value: 800 }, { value: 600, state: 'partly_restored', source: { tier: 3 } }], {
    low: 600,
    best: 600,
    high: 800,
    tier: 3,
  }),
  'then the better tier leads': at([{ value: 500, source: { tier: 2 } }, { value: 417 }], { low: 417, best: 417, high: 500 }),
  'then the latest published': at(
    [
      { value: 500, publishedAt: '2026-01-08' },
      { value: 417, publishedAt: '2026-01-09' },
    ],
    { best: 417, high: 500 },
  ),
  'the larger leads though a smaller one is open above': at([{ value: 417, qualifier: 'at_least' }, { value: 500 }], {
    low: 417,
    best: 500,
    high: null,
  }),
  'then the larger': at([{ value: 417 }, { value: 500 }], { low: 417, best: 500, high: 500 }),
  'a slip widens the range and no more': at(
    [
      { value: 67_000, qualifier: 'at_least', place: 'Zaporizhzhia city' },
      { value: 67, place: 'Zaporizhzhia city', source: { tier: 2 } },
    ],
    { low: 67, best: 67_000, high: null },
  ),
  'an hour stands over an earlier hour and beside its day': at(
    [{ value: 300, day: '2026-01-08T06:00:00.000Z' }, { value: 500 }, { value: 400, day: '2026-01-08T09:00:00.000Z' }],
    { low: 400, best: 500, high: 500 },
  ),
  'disjoint places sum to a lower bound': at(
    [
      { place: 'Kryvyi Rih', value: 38_983 },
      { place: 'Nikopol', value: 1000 },
    ],
    { low: 39_983, best: 39_983, high: null },
  ),
  'a place inside another is not added to it': at(
    [
      { place: 'Dnipro city', value: 500 },
      { place: 'Dnipro city, left bank', value: 300 },
    ],
    { low: 500, best: 500, high: null },
  ),
  'parts are not added to a whole': at([{ value: 600 }, { place: 'Kryvyi Rih', value: 39 }], { low: 600, best: 600, high: 600 }),
  'parts bound a region that is out with no figure': at([{}, { place: 'Kryvyi Rih', value: 39 }], {
    low: 39,
    best: 39,
    high: null,
    state: 'out',
  }),
  'two incidents may have cut the same homes': at(
    [
      { incident: 'a', value: 600 },
      { incident: 'b', value: 100 },
    ],
    { low: 600, best: 600, high: 700 },
  ),
  'an incident with no count opens the sum': at([{ incident: 'a', value: 600 }, { incident: 'b' }], { low: 600, best: 600, high: null }),
  'the same count in a district, twice in a week, is counted once': at(
    [
      { incident: 'a', place: 'Zaporizhzhia district', value: 4000 },
      { incident: 'b', place: 'Zaporizhzhia district', value: 4000 },
    ],
    { low: 4000, best: 4000, high: null },
  ),
  'reconnected and cumulative counts are never subtracted': at(
    [
      { value: 600, state: 'partly_restored' },
      { value: 200, measure: 'reconnected', state: 'restored' },
      { value: 900, basis: 'cumulative' },
      { value: 950, basis: 'peak' },
    ],
    { low: 600, best: 600, high: 600 },
  ),
  'a restored count is not a restored region': at(
    [
      { value: 600, day: '2026-01-07' },
      { value: 200, state: 'restored' },
    ],
    { standing: 'reported', best: 600 },
  ),
  'a carry-over from an earlier strike is the other incident’s': at(
    [
      { incident: 'old', value: 100, day: '2026-01-05' },
      { incident: 'new', value: 40 },
    ],
    { low: 40, best: 40, high: 40 },
  ),
  'settlements grow by the hour': at(
    [
      { unit: 'settlements', value: 131, day: '2026-01-08T06:00:00.000Z' },
      { unit: 'settlements', value: 349, day: '2026-01-08T11:00:00.000Z' },
    ],
    {
      standing: 'reported',
      unit: null,
      best: null,
      beside: [expect.objectContaining({ rule: 'otherUnit', unit: 'settlements', low: 349, best: 349 })],
    },
  ),
  'households lead where customers are stale': at(
    [
      { value: 600, day: '2026-01-05' },
      { value: 20, unit: 'households', source: { tier: 3 } },
    ],
    { unit: 'households', best: 20 },
  ),
  'the better tier leads': at(
    [
      { value: 600, source: { tier: 2 } },
      { value: 580, unit: 'households' },
    ],
    { unit: 'households', best: 580 },
  ),
  'then more sources': at([{ value: 600 }, { value: 600, unit: 'households' }, { value: 590, unit: 'households' }], {
    unit: 'households',
    low: 590,
    best: 600,
  }),
  'one source told in two pieces is one source': at(
    [
      { value: 600, source: { publisher: 'A' } },
      { value: 600, unit: 'households', source: { publisher: 'B', url: 'https://example.org/b' } },
      { value: 590, unit: 'households', source: { publisher: 'B', url: 'https://example.org/b' } },
    ],
    { unit: 'customers' },
  ),
  'then customers': at([{ value: 600, unit: 'households' }, { value: 600 }, { value: 600, unit: 'people' }], {
    unit: 'customers',
    best: 600,
  }),
  'a schedule is never being without': at([{ measure: 'limited', state: 'limited' }], {
    standing: 'reported',
    measure: 'limited',
    state: 'limited',
    best: null,
    unit: null,
  }),
  'a share of customers is no count': at([{ unit: 'percent', value: 80 }], {
    standing: 'reported',
    best: null,
    beside: [expect.objectContaining({ unit: 'percent', best: 80 })],
  }),
  'the occupied part stands beside': at([{ control: 'occupied', value: 5000, source: { tier: 2 } }], {
    standing: 'notReported',
    best: null,
    beside: [expect.objectContaining({ rule: 'occupied', best: 5000 })],
  }),
  'an occupation authority is shown apart': at([{ value: 100 }, { value: 9000, source: { tier: 4 } }], {
    low: 100,
    best: 100,
    high: 100,
    beside: [expect.objectContaining({ rule: 'unverified', best: 9000 })],
  }),
  'a whole-region restoration ends every older track': at(
    [
      { incident: 'a', value: 600, day: '2026-01-07' },
      { incident: 'b', unit: 'households', value: 50, day: '2026-01-07' },
      { incident: 'c', state: 'restored', day: '2026-01-08T03:00:00.000Z' },
    ],
    { standing: 'restored', low: 0, best: 0, high: 0 },
  ),
  'of one day the furthest state wins, whichever incident': at(
    [
      { incident: 'a', value: 600 },
      { incident: 'b', state: 'restored' },
    ],
    { standing: 'restored', best: 0 },
  ),
  'what is cut after a restoration is reported': at(
    [
      { state: 'restored', day: '2026-01-08T03:00:00.000Z' },
      { value: 70, day: '2026-01-08T10:00:00.000Z' },
    ],
    { standing: 'reported', best: 70 },
  ),
  'a restored kind of customer is not the region': at(
    [{ value: 70 }, { state: 'restored', note: 'critical infrastructure', incident: 'b' }],
    { standing: 'reported', best: 70 },
  ),
  'a restored place ends that place alone': at(
    [
      { place: 'Nikopol', value: 70, day: '2026-01-07' },
      { place: 'Kryvyi Rih', value: 30, day: '2026-01-08' },
      { place: 'Nikopol', state: 'restored', incident: 'b' },
    ],
    { standing: 'reported', low: 30, best: 30, high: null },
  ),
  'a restored place does not restore the region': at([{ place: 'Nikopol', state: 'restored' }], { standing: 'notReported', best: null }),
  'a schedule of the day of a restoration stays': at([{ measure: 'limited', state: 'limited' }, { state: 'restored' }], {
    standing: 'reported',
    measure: 'limited',
  }),
  'a figure for two regions makes each reported, with no figure': at([{ regions: ['UA-12', 'UA-23'], value: 500 }], {
    standing: 'reported',
    best: null,
    beside: [expect.objectContaining({ rule: 'sharedAcrossRegions', best: 500 })],
  }),
  'a state said of two regions is said of each': at(
    [{ regions: ['UA-12', 'UA-23'], state: 'restored' }],
    { standing: 'restored' },
    noon,
    'UA-23',
  ),
  'smaller regions bound the larger one': at(
    [
      { regions: ['UA1202'], value: 100 },
      { regions: ['UA1204'], value: 50 },
    ],
    { standing: 'reported', low: 150, best: 150, high: null },
  ),
  'smaller regions are never added to the larger one': at(
    [
      { value: 120, qualifier: 'about' },
      { value: 100, qualifier: 'about', source: { tier: 2 } },
      { regions: ['UA1202'], value: 110 },
    ],
    { low: 110, best: 120, high: 120 },
  ),
  'a larger sum of smaller regions lifts the high end': at([{ value: 120 }, { regions: ['UA1202'], value: 150 }], {
    low: 120,
    best: 120,
    high: 150,
  }),
  'a figure for two smaller regions bounds the larger one': at([{ regions: ['UA1202', 'UA1204'], value: 70 }], {
    low: 70,
    best: 70,
    high: null,
  }),
  'a restored larger region ends the smaller': at([{ regions: ['UA1202'], value: 100, day: '2026-01-07' }, { state: 'restored' }], {
    standing: 'restored',
    best: 0,
  }),
  'the country’s word changes no region': at([{ regions: ['UA'], state: 'restored' }, { value: 10 }], {
    standing: 'reported',
    best: 10,
    low: 10,
    high: 10,
  }),
  'a superseded slip counts no more': at([{ value: 67, knownUntil: '2023-01-01T00:00:00.000Z' }, { value: 67_000 }], {
    low: 67_000,
    best: 67_000,
    high: 67_000,
  }),
}

describe('what a number means', () => {
  it.each(Object.entries(rows))('%s', (_name, [said, asOf, code, expected]) => {
    expect(row(said.map(statement), code, asOf)).toMatchObject(expected)
  })
})

describe('which unit leads outside connections', () => {
  const million = { service: 'water', value: 1_000_000, qualifier: 'at_least' } as const
  const left = { service: 'water', unit: 'people', value: 20_000, state: 'partly_restored' } as const
  it.each<[string, Said[], Expected]>([
    ['what is partly back, of one moment', [million, left], { unit: 'people', best: 20_000 }],
    [
      'customers, where the other word is of an earlier moment',
      [million, { ...left, day: '2026-01-07' }],
      { unit: 'customers', best: 1_000_000 },
    ],
    ['customers, where neither is further', [million, { ...left, state: 'out' }], { unit: 'customers', best: 1_000_000 }],
  ])('%s', (_name, said, expected) => {
    expect(row(said.map(statement), 'UA-12', noon, { service: 'water', unit: undefined })).toMatchObject(expected)
  })
})

describe('standing over time', () => {
  const lives: [string, Said, [string, string][]][] = [
    [
      'an hour of electricity',
      { value: 5, day: '2026-01-08T10:00:00.000Z' },
      [
        ['2026-01-08T09:59:59Z', 'notReported'],
        ['2026-01-08T10:00:00Z', 'reported'],
        ['2026-01-09T09:59:59Z', 'reported'],
        ['2026-01-09T10:00:00Z', 'stale'],
        ['2026-02-08T09:59:59Z', 'stale'],
        ['2026-02-08T10:00:00Z', 'notReported'],
      ],
    ],
    [
      'a day of electricity ages from its end',
      { value: 5 },
      [
        ['2026-01-07T21:59:59Z', 'notReported'],
        ['2026-01-07T22:00:00Z', 'reported'],
        ['2026-01-09T21:59:59Z', 'reported'],
        ['2026-01-09T22:00:00Z', 'stale'],
      ],
    ],
    [
      'the long day of autumn',
      { value: 5, day: '2025-10-26' },
      [
        ['2025-10-25T21:00:00Z', 'reported'],
        ['2025-10-27T21:59:59Z', 'reported'],
        ['2025-10-27T22:00:00Z', 'stale'],
      ],
    ],
    [
      'a day of water',
      { value: 5, service: 'water' },
      [
        ['2026-01-10T21:59:59Z', 'reported'],
        ['2026-01-10T22:00:00Z', 'stale'],
      ],
    ],
    [
      'a day of heating',
      { value: 5, service: 'heating' },
      [
        ['2026-01-11T21:59:59Z', 'reported'],
        ['2026-01-11T22:00:00Z', 'stale'],
      ],
    ],
    [
      'a schedule',
      { measure: 'limited', state: 'limited' },
      [
        ['2026-01-09T21:59:59Z', 'reported'],
        ['2026-01-09T22:00:00Z', 'stale'],
      ],
    ],
    [
      'a restoration',
      { state: 'restored' },
      [
        ['2026-01-07T22:00:00Z', 'restored'],
        ['2026-02-07T21:59:59Z', 'restored'],
        ['2026-02-07T22:00:00Z', 'notReported'],
      ],
    ],
  ]
  const flat = lives.flatMap(([name, said, moments]) => moments.map(([asOf, standing]) => [name, asOf, standing, said] as const))
  it.each(flat)('%s at %s is %s', (_name, asOf, standing, said) => {
    expect(row([statement(said)], 'UA-12', asOf, said.service === undefined ? {} : { service: said.service }).standing).toBe(standing)
  })
  it('stays ended when what it ended is older than its end', () => {
    const words = [statement({ value: 5 }), statement({ state: 'restored', incident: 'b', day: '2026-01-09' })]
    expect(row(words, 'UA-12', '2026-02-08T23:00:00Z').standing).toBe('notReported')
  })
})

describe('totals', () => {
  it('adds one figure for seven regions where none has its own, and tells it beside', () => {
    const seven = ['UA-51', 'UA-05', 'UA-48', 'UA-32', 'UA-74', 'UA-71', 'UA-35']
    const { totals, nationWide } = answer([statement({ regions: seven, unit: 'settlements', value: 500, qualifier: 'at_least' })], noon, {
      unit: 'settlements',
    })
    expect(totals).toMatchObject({ low: 500, best: 500, high: null, reported: 7, withoutFigure: 0, units: { settlements: 7 } })
    expect(nationWide).toMatchObject([{ rule: 'sharedAcrossRegions', low: 500 }])
  })
  it('leaves a shared figure out where one member has its own', () => {
    const said = [statement({ regions: ['UA-30', 'UA-32'], value: 500 }), statement({ regions: ['UA-30'], value: 417, incident: 'b' })]
    expect(answer(said, noon).totals).toMatchObject({ low: 417, best: 417, high: null, withoutFigure: 1 })
  })
  it('adds the same shared figure in two units once', () => {
    const regionsOfThree = ['UA-53', 'UA-59', 'UA-74']
    const said = (['customers', 'households'] as const).map((unit) =>
      statement({ regions: regionsOfThree, unit, value: 100, qualifier: 'at_least' }),
    )
    expect(answer(said, noon).totals).toMatchObject({ low: 100, best: 100, high: null, units: { customers: 3 } })
  })
  it('shows a nation-wide statement beside a partial sum', () => {
    const { totals, nationWide, data } = answer(
      [statement({ regions: ['UA'], value: 1_000_000, qualifier: 'at_least' }), statement({ value: 600 })],
      noon,
    )
    expect(totals).toMatchObject({ low: 600, best: 600, high: 600 })
    expect(nationWide).toMatchObject([{ rule: 'nationWide', low: 1_000_000, regions: ['UA'] }])
    expect(data.every(({ region }) => region !== 'UA' && region !== 'MD')).toBe(true)
  })
  it('leaves the high end open for a region without a figure, and a schedule out of the sum', () => {
    const figure = statement({ value: 600 })
    expect(answer([figure, statement({ regions: ['UA-23'] })], noon).totals).toMatchObject({ best: 600, high: null, withoutFigure: 1 })
    const schedule = statement({ regions: ['UA-23'], measure: 'limited', state: 'limited' })
    expect(answer([figure, schedule], noon).totals).toMatchObject({ best: 600, high: 600, withoutFigure: 0, reported: 2 })
  })
  it('is unknown, not zero, while any region is', () => {
    const back = statement({ state: 'restored' })
    expect(answer([back], noon).totals).toMatchObject({ best: null, restored: 1 })
    expect(answer([back], noon, { regions: ['UA-12'] }).totals).toMatchObject({ low: 0, best: 0, high: 0 })
  })
  it('never sums shares of customers', () => {
    const said = ['UA-12', 'UA-23'].map((code) => statement({ regions: [code], unit: 'percent', value: 50 }))
    expect(answer(said, noon, { unit: 'percent' }).totals).toMatchObject({ best: null, reported: 2 })
  })
  it('tells the last word of what was asked, wherever it was said of', () => {
    const said = [
      statement({ regions: ['MD'], day: '2026-01-05' }),
      statement({ regions: ['UA-23'], day: '2026-01-07' }),
      statement({ day: '2026-01-20' }),
    ]
    expect(answer(said, noon).lastAsOf).toEqual({ time: '2026-01-07', precision: 'day' })
    expect(answer(said, noon, { regions: ['UA-12'] }).lastAsOf).toBeNull()
  })
})

describe('shares', () => {
  it('flags more than all and does not cut it', () => {
    expect(row([statement({ value: 2_000_000 })], 'UA-12', noon).share).toMatchObject({ over: true, best: 2_000_000 / 1_191_000 })
  })
  it('is not made of people, of what is stale, or where no homes are counted', () => {
    expect(row([statement({ value: 100, unit: 'people' })], 'UA-12', noon, { unit: 'people' })).toMatchObject({ best: 100, share: null })
    expect(row([statement({ value: 100, day: '2026-01-05' })], 'UA-12', noon).share).toBeNull()
    expect(row([statement({ regions: ['UA-23'], value: 100 })], 'UA-23', noon)).toMatchObject({ share: null, denominator: null })
  })
})

describe('incidentStatus', () => {
  const rowsOfStatus: [Said[], string][] = [
    [[], 'notReported'],
    [[{ value: 5 }], 'reported'],
    [[{ value: 5, day: '2026-01-04' }], 'stale'],
    [[{ regions: ['UA'], value: 5 }], 'reported'],
    [[{ regions: ['MD'], value: 5 }], 'reported'],
    [[{ value: 5, day: '2026-01-07' }, { state: 'restored' }], 'restored'],
    [
      [
        { place: 'Nikopol', value: 5, day: '2026-01-07' },
        { place: 'Nikopol', state: 'restored' },
      ],
      'restored',
    ],
    [
      [
        { regions: ['UA-30', 'UA-32'], value: 5, day: '2026-01-07' },
        { regions: ['UA-30'], state: 'restored' },
      ],
      'reported',
    ],
    [
      [
        { regions: ['UA-30', 'UA-32'], value: 5, day: '2026-01-07' },
        { regions: ['UA-30'], state: 'restored' },
        { regions: ['UA-32'], state: 'restored' },
      ],
      'restored',
    ],
    [[{ value: 5, measure: 'reconnected', state: 'restored' }], 'notReported'],
    [[{ value: 5, service: 'heating', day: '2026-01-05' }, { state: 'restored' }], 'reported'],
  ]
  it.each(rowsOfStatus)('%j is %s', (said, standing) => {
    expect(incidentStatus(said.map(statement), regions, { asOf: noon })).toBe(standing)
  })
})
