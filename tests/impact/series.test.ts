import { describe, expect, it } from 'vitest'
import { type SeriesAsk, seriesOf } from '@/lib/impact/series'
import { regions, type Said, statement } from './factories'
import { january } from './records-january-2026'

const zone = 'Europe/Kyiv'
const ask = (from: string, to: string, more: Partial<SeriesAsk> = {}): SeriesAsk => ({
  services: ['electricity'],
  measures: [],
  unit: 'connections',
  level: 1,
  regions: ['UA-12', 'UA-23'],
  step: 'day',
  zone,
  from,
  to,
  ...more,
})

describe('seriesOf', () => {
  it('steps through the days of January, with gaps that say why', () => {
    const { buckets } = seriesOf(january, regions, ask('2026-01-06T22:00:00Z', '2026-01-12T22:00:00Z'), {})
    const dnipro = buckets.map(({ regions: points }) => points['UA-12'])
    expect(dnipro.map((point) => point?.standing)).toEqual(['notReported', 'reported', 'reported', 'stale', 'stale', 'reported'])
    expect(dnipro.map((point) => point?.best)).toEqual([null, 600_000, 600_000, null, null, 18_000])
    expect(dnipro.map((point) => point?.hoursCovered)).toEqual([0, 24, 24, 0, 0, 24])
    expect(dnipro.map((point) => point?.unit)).toEqual([null, 'customers', 'customers', 'customers', 'customers', 'households'])
    expect(buckets.map(({ total }) => total.reported)).toEqual([1, 1, 1, 0, 0, 1])
  })

  it('keeps a peak that is over by the end of its bucket, and counts only the hours that were reported', () => {
    const said: Said[] = [
      { value: 900, day: '2026-01-08T04:00:00.000Z' },
      { state: 'restored', day: '2026-01-08T10:00:00.000Z' },
    ]
    const { buckets } = seriesOf(said.map(statement), regions, ask('2026-01-07T22:00:00Z', '2026-01-08T22:00:00Z'), {})
    expect(buckets).toHaveLength(1)
    expect(buckets[0]?.regions['UA-12']).toEqual({ low: 0, best: 0, high: 0, peak: 900, hoursCovered: 6, standing: 'restored', unit: null })
    expect(buckets[0]?.total).toEqual({ low: null, best: null, high: null, peak: 900, reported: 0 })
  })

  it('takes the peak of a sum at one time, not the sum of peaks', () => {
    const said: Said[] = [
      { value: 900, day: '2026-01-08T04:00:00.000Z' },
      { value: 100, day: '2026-01-08T08:00:00.000Z' },
      { value: 500, regions: ['UA-23'], day: '2026-01-08T08:00:00.000Z' },
    ]
    const { buckets } = seriesOf(said.map(statement), regions, ask('2026-01-07T22:00:00Z', '2026-01-08T22:00:00Z'), {})
    expect(buckets[0]?.total).toMatchObject({ best: 600, peak: 900, reported: 2 })
  })

  it('cuts days by the zone across a clock change, and the first and last bucket to the period', () => {
    const { buckets } = seriesOf([], regions, ask('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z'), {})
    expect(buckets.map(({ start, end }) => [start, end])).toEqual([
      ['2026-03-28T12:00:00.000Z', '2026-03-28T22:00:00.000Z'],
      ['2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
      ['2026-03-29T21:00:00.000Z', '2026-03-30T12:00:00.000Z'],
    ])
    expect(seriesOf([], regions, ask('2026-03-28T22:00:00Z', '2026-03-29T21:00:00Z', { step: 'hour' }), {}).buckets).toHaveLength(23)
  })
})

describe('estimated household-hours', () => {
  const from = '2026-01-07T22:00:00Z'
  const to = '2026-01-09T22:00:00Z'
  const hour = (time: string, said: Said): Said => ({ ...said, day: `2026-01-08T${time}:00:00.000Z` })
  const rows: Record<string, [Said[], Record<string, unknown>]> = {
    'carry the last value, with the lower and the higher of two as bounds': [
      [hour('00', { value: 100 }), hour('10', { value: 40, state: 'partly_restored' }), hour('12', { value: 0 })],
      { best: 10 * 100 + 2 * 40, low: 10 * 40, high: 10 * 100 + 2 * 40, coverage: 12 / 48, open: false, unit: 'customers' },
    ],
    'end where the region is restored': [
      [hour('00', { value: 100, unit: 'households' }), hour('10', { state: 'restored' })],
      { best: 1000, low: 0, high: 1000, unit: 'households', open: false },
    ],
    'do not bridge a gap longer than the shelf life': [
      [
        { value: 100, day: '2026-01-06T00:00:00.000Z' },
        { value: 100, day: '2026-01-08T23:00:00.000Z' },
      ],
      { best: null, low: null, high: null, coverage: 0, open: true },
    ],
    'carry one day to the next': [
      [{ value: 100 }, { value: 50, day: '2026-01-09' }],
      { best: 2400, low: 1200, high: 2400, coverage: 0.5, open: true },
    ],
    'are open above where a count is': [
      [hour('00', { value: 100, qualifier: 'at_least' }), hour('10', { value: 40 })],
      { best: 1000, low: 400, high: null },
    ],
    'take two incidents as perhaps the same homes': [
      [
        hour('00', { incident: 'a', value: 100 }),
        hour('10', { incident: 'a', value: 100 }),
        hour('00', { incident: 'b', value: 30 }),
        hour('10', { incident: 'b', value: 30 }),
      ],
      { best: 1000, low: 1000, high: 1300 },
    ],
    'are of the unit that covers more of the period, never of both': [
      [
        hour('00', { value: 100, unit: 'customers' }),
        hour('04', { value: 100, unit: 'customers' }),
        hour('04', { incident: 'b', value: 30, unit: 'households' }),
        hour('10', { incident: 'b', value: 30, unit: 'households' }),
        { value: 5, unit: 'customers', day: '2026-01-04' },
        { value: 5, unit: 'customers', day: '2026-01-05' },
      ],
      { best: 180, coverage: 6 / 48, unit: 'households' },
    ],
    'need two observations': [[{ value: 100 }], { best: null, coverage: 0, unit: null }],
    'are not made of people': [
      [hour('00', { value: 9, unit: 'people' }), hour('10', { value: 9, unit: 'people' })],
      { best: null, unit: null },
    ],
  }
  it.each(Object.entries(rows))('%s', (_name, [said, expected]) => {
    expect(seriesOf(said.map(statement), regions, ask(from, to), {}).hours['UA-12']).toMatchObject(expected)
  })
})
