import { describe, expect, test } from 'vitest'
import { counted } from '@/app/[locale]/incidents/[id]/counted'
import { disagreeing } from '@/app/[locale]/incidents/[id]/disagreements'
import { historyGroups } from '@/app/[locale]/incidents/[id]/history'
import { inTimeOrder, quotesOf } from '@/app/[locale]/incidents/[id]/statements'
import type { BasisEntry } from '@/lib/schema/impact'
import type { HistoryEntry } from '@/lib/schema/incident'
import type { Report } from '@/lib/schema/report'

const zone = 'Europe/Kyiv'

const entry = (change: Partial<BasisEntry>): BasisEntry => ({
  low: 600_000,
  best: 600_000,
  high: 600_000,
  rule: 'headline',
  feed: null,
  observation: 'A.1',
  report: '01JH0000000000000000000001',
  incident: '01JH0000000000000000000000',
  publisher: 'Interfax-Ukraine',
  statedBy: 'DTEK',
  tier: 1,
  url: 'https://example.org/',
  quote: null,
  asOf: { time: '2026-01-08', precision: 'day' },
  place: null,
  regions: ['UA-12'],
  measure: 'without',
  unit: 'customers',
  state: 'partly_restored',
  quantityText: null,
  note: null,
  ...change,
})
const more = { low: 800_000, best: 800_000, high: 800_000, observation: 'B.1' }

describe('figures that do not agree', () => {
  const against = (...others: Partial<BasisEntry>[]) =>
    disagreeing({ basis: [entry({}), ...others.map(entry)] }, zone).map(({ observation }) => observation)

  test('another number of the same time stands beside the headline', () => {
    expect(against({ ...more, rule: 'alternative' })).toEqual(['A.1', 'B.1'])
  })

  test.each<[string, Partial<BasisEntry>]>([
    ['the same number again', { rule: 'alternative', observation: 'B.1' }],
    [
      'an older word that the headline replaced',
      { ...more, rule: 'otherUnit', unit: 'households', asOf: { time: '2026-01-06', precision: 'day' } },
    ],
    ['other things counted', { ...more, rule: 'otherUnit', unit: 'buildings' }],
    ['a part of the region', { ...more, rule: 'partBelowWhole', place: 'Kryvyi Rih' }],
    ['those who came back', { ...more, rule: 'notCounted', measure: 'reconnected' }],
    ['a state without a number', { low: null, best: null, high: null, rule: 'alternative', observation: 'B.1' }],
  ])('%s is no disagreement', (_, other) => expect(against(other)).toEqual([]))

  test('the same homes in another unit are held against it within the headline’s day', () => {
    const hour = { time: '2026-01-08T10:00:00.000Z', precision: 'hour' } as const
    expect(against({ ...more, rule: 'otherUnit', unit: 'households', asOf: hour })).toEqual(['A.1', 'B.1'])
  })

  test('without a headline number there is nothing to hold against', () => {
    expect(disagreeing({ basis: [entry({ rule: 'stateOnly', low: null, best: null, high: null })] }, zone)).toEqual([])
  })
})

describe('a count as it was said', () => {
  test.each([
    [{ low: 600_000, best: 600_000, high: 800_000 }, 'customers', 'en', '600,000–\u2060800,000\u00a0customers'],
    [{ low: 5_000, best: 5_000, high: null }, 'people', 'en', 'at least 5,000\u00a0people'],
    [{ low: 1, best: 1, high: 1 }, 'settlements', 'en', '1\u00a0settlement'],
    [{ low: 600_000, best: 600_000, high: 600_000 }, 'households', 'uk', '600\u00a0тис.\u00a0домогосподарств'],
    [{ low: null, best: null, high: null }, 'people', 'en', null],
  ] as const)('%j %s in %s', (range, unit, locale, expected) => expect(counted(range, unit, locale)).toBe(expected))
})

describe('statements', () => {
  const report = (id: string, asOf: Report['asOf'], publishedAt: string | null): Report => ({
    id,
    incident: '01JH0000000000000000000000',
    source: { publisher: 'UNN', statedBy: null, tier: 2, url: 'https://example.org/', archiveUrl: null, lang: null },
    publishedAt,
    asOf,
    quote: null,
    recordedAt: '2026-02-01T00:00:00.000Z',
    supersedes: null,
    supersededBy: null,
    reviewState: 'published',
    observations: [],
  })

  test('stand by the time they speak of, then by when they were published', () => {
    const day = report('b', { time: '2026-01-08', precision: 'day' }, '2026-01-09')
    const sooner = report('a', { time: '2026-01-08', precision: 'day' }, '2026-01-08')
    const hour = report('c', { time: '2026-01-08T03:00:00.000Z', precision: 'hour' }, null)
    const month = report('d', { time: '2026-01', precision: 'month' }, null)
    expect(inTimeOrder([hour, day, sooner, month], zone).map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c'])
  })

  test('each quote is shown once', () => {
    const said = (quote: string | null) => ({ quote }) as Report['observations'][number]
    expect(quotesOf({ quote: 'a', observations: [said(null), said('b'), said('a')] })).toEqual(['a', 'b'])
    expect(quotesOf({ quote: null, observations: [said(null)] })).toEqual([])
  })
})

describe('history', () => {
  const row = (seq: number, verb: string, change: Partial<HistoryEntry> = {}): HistoryEntry => ({
    seq,
    time: '2026-01-08T10:00:00.000Z',
    role: 'editor',
    verb,
    subject: 'x',
    reason: null,
    ...change,
  })
  const told = (...rows: HistoryEntry[]) =>
    historyGroups(rows.map((entry) => ({ entry, report: null, changes: null }))).map(({ lines }) => [
      lines[0]?.entry.seq,
      lines.at(-1)?.entry.seq,
      lines.length,
    ])

  test('rows written together are told as one, newest first', () => {
    expect(told(row(1, 'incident.created'), row(2, 'report.added'), row(3, 'report.added'))).toEqual([
      [2, 3, 2],
      [1, 1, 1],
    ])
  })

  test('another time, another hand or a reason stands alone', () => {
    const rows = [
      row(1, 'report.added'),
      row(2, 'report.added', { role: 'admin' }),
      row(3, 'report.added', { time: '2026-01-09T10:00:00.000Z' }),
    ]
    expect(told(...rows)).toHaveLength(3)
    const retracted = { verb: 'report.retracted', reason: 'slip' }
    expect(told(row(4, 'report.retracted', retracted), row(5, 'report.retracted', retracted))).toHaveLength(2)
  })
})
