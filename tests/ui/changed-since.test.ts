import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedSince } from '@/app/[locale]/_overview/changed-since'
import type { BasisEntry, RegionImpact } from '@/lib/schema/impact'
import { standings } from '@/lib/schema/vocabulary'

const day = { time: '2026-01-08', precision: 'day' } as const

const entry = (observation: string, told: Partial<BasisEntry> = {}): BasisEntry => ({
  feed: null,
  ...{ rule: 'headline', observation, report: `report of ${observation}`, incident: 'incident', publisher: 'Ukrinform', statedBy: 'DTEK' },
  ...{ tier: 1, url: 'https://example.org/report', quote: null, asOf: day, place: null, regions: ['UA-12'], measure: 'without' },
  ...{ unit: 'customers', state: 'out', quantityText: null, note: null, low: 1, best: 1, high: 1 },
  ...told,
})

const row = (told: Partial<RegionImpact> = {}): RegionImpact => ({
  ...{ region: 'UA-12', name: { en: 'a', uk: 'a' }, service: 'electricity', standing: 'notReported', low: null, best: null, high: null },
  ...{ measure: null, unit: null, state: null, tier: null, share: null, denominator: null, asOf: null, ageHours: null, last: null },
  ...{ beside: [], incidents: [], basis: [] },
  ...told,
})

const out = (best: number, told: Partial<RegionImpact> = {}) =>
  row({ standing: 'reported', unit: 'customers', low: best, best, high: best, ...told })
const stale = (best: number) =>
  row({ standing: 'stale', last: { low: best, best, high: best, unit: 'customers', state: 'out', asOf: day } })

describe('what has changed since', () => {
  test.each([
    ['nothing known, then a figure', row(), out(600_000), 1],
    ['another figure', out(500_000), out(600_000), 1],
    ['the same figure, a wider range', out(600_000), out(600_000, { high: 800_000 }), 1],
    ['an end that opened', out(600_000), out(600_000, { high: null }), 1],
    ['the same count in another unit', out(600_000), out(600_000, { unit: 'households' }), 1],
    ['power was back', out(600_000), row({ standing: 'restored', low: 0, best: 0, high: 0 }), 1],
    ['another last word', stale(430_000), stale(120_000), 1],
    ['nothing known of what was stale: unknown is neither', stale(430_000), row(), 1],
    ['the same, by more sources', out(600_000), out(600_000, { basis: [entry('a')] }), 0],
    ['the same stale word, older', stale(1), { ...stale(1), ageHours: 99 }, 0],
  ])('%s', (_, then, now, changes) => {
    expect(changedSince([then], [now])).toHaveLength(changes)
  })

  test('names what was said since, once a report and source, and what is no longer counted', () => {
    const then = out(1, { basis: [entry('kept'), entry('gone')] })
    const one = { report: 'r', url: 'https://example.org/one' }
    const now = out(2, { basis: [entry('kept'), entry('new', one), entry('same report', one), entry('third', { report: 'r3' })] })
    const [change] = changedSince([then], [now])
    expect(change?.added.map(({ report }) => report)).toEqual(['r', 'r3'])
    expect(change?.dropped.map(({ observation }) => observation)).toEqual(['gone'])
  })

  test('tells the worst first: by standing now, then by amount', () => {
    const then = ['UA-05', 'UA-07', 'UA-12', 'UA-51'].map((region) => row({ region }))
    const now = [
      { ...stale(900_000), region: 'UA-05' },
      out(5, { region: 'UA-07' }),
      out(600_000, { region: 'UA-12' }),
      row({ region: 'UA-51', standing: 'restored', low: 0, best: 0, high: 0 }),
    ]
    expect(changedSince(then, now).map((change) => change.is.region)).toEqual(['UA-12', 'UA-07', 'UA-51', 'UA-05'])
  })

  const rows = fc.uniqueArray(
    fc.record({ region: fc.constantFrom('UA-05', 'UA-07', 'UA-12'), standing: fc.constantFrom(...standings), best: fc.option(fc.nat(3)) }),
    { selector: ({ region }) => region },
  )
  const toRows = (some: { region: string; standing: RegionImpact['standing']; best: number | null }[]) =>
    some.map((told) => row({ ...told, basis: [entry(`${told.region} ${told.best}`)] }))

  test('nothing has changed between a state and itself, and what changed one way changed the other', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const [then, now] = [toRows(a), toRows(b)]
        expect(changedSince(then, then)).toEqual([])
        const regions = (changes: ReturnType<typeof changedSince>) => changes.map((change) => change.is.region).sort()
        expect(regions(changedSince(then, now))).toEqual(regions(changedSince(now, then)))
        for (const { was, is, added } of changedSince(then, now)) {
          expect(is.region).toBe(was.region)
          expect(added.some(({ observation }) => was.basis.some((known) => known.observation === observation))).toBe(false)
        }
      }),
    )
  })
})
