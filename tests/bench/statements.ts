import type { Statement } from '@/lib/schema/statement'
import { spanOf } from '@/lib/time/interval'

const day = 86_400_000
const end = Date.parse('2026-01-08T00:00:00Z')

/**
 * As many statements as asked for, spread evenly over a year, the given regions and three sources each with its own figure:
 * a history of the shape of the real one, always the same.
 */
export function manyStatements(count: number, regions: readonly string[]): Statement[] {
  return Array.from({ length: count }, (_, i) => {
    const time = new Date(end - Math.floor((i * 365) / count) * day).toISOString().slice(0, 10)
    const { until } = spanOf({ time, precision: 'day' }, 'Europe/Kyiv')
    const region = regions[i % regions.length] ?? 'UA'
    const source = i % 3
    return {
      id: `observation-${i}`,
      regions: [region],
      place: null,
      control: 'government',
      service: 'electricity',
      measure: 'without',
      basis: 'at_time',
      unit: source === 2 ? 'customers' : 'households',
      value: 1000 + ((i * 7919) % 500_000),
      min: null,
      max: null,
      qualifier: 'about',
      quantityText: null,
      state: 'out',
      note: null,
      quote: null,
      // An incident lasts a week in one region: tracks grow in number and not in length.
      incident: `incident-${region}-${Math.floor((i * 52) / count)}`,
      incidentTitle: 'A measured incident',
      kind: 'strike',
      report: `report-${i}`,
      source: {
        publisher: `Publisher ${source}`,
        statedBy: null,
        tier: source === 0 ? 1 : 2,
        url: `https://example.org/${source}`,
        archiveUrl: null,
        lang: null,
      },
      asOf: { time, precision: 'day' },
      publishedAt: time,
      recordedAt: until,
      knownFrom: until,
      knownUntil: null,
    } satisfies Statement
  })
}
