import type { BasisEntry, RegionImpact } from '@/lib/schema/impact'

const none = { low: null, best: null, high: null }
export const eighth = { time: '2026-01-08', precision: 'day' } as const

/** A region of which nothing is known but what a test says. */
export function impactOf(region: string, change: Partial<RegionImpact>): RegionImpact {
  const said = {
    measure: null,
    unit: null,
    state: null,
    tier: null,
    share: null,
    denominator: null,
    asOf: null,
    ageHours: null,
    last: null,
  }
  const name = { en: region, uk: region }
  return {
    region,
    name,
    service: 'electricity',
    standing: 'notReported',
    ...none,
    ...said,
    beside: [],
    incidents: [],
    basis: [],
    ...change,
  }
}

/** A word behind a figure. */
export const basisOf = (change: Partial<BasisEntry>): BasisEntry => ({
  ...{
    rule: 'headline',
    feed: null,
    observation: '1-1',
    report: '1',
    incident: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    publisher: 'P',
    statedBy: null,
  },
  ...{ tier: 1, url: 'https://example.org', quote: null, asOf: eighth, place: null, regions: [], measure: 'without', unit: null },
  ...{ state: 'out', quantityText: null, note: null },
  ...none,
  ...change,
})
