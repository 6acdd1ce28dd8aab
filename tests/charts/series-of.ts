import type { Series, SeriesPoint } from '@/lib/schema/impact'

export const day = 86_400_000
/** Midnight of 10 December 2025 in Kyiv. */
export const begin = Date.parse('2025-12-09T22:00:00.000Z')
export const zone = 'Europe/Kyiv'
const isoAt = (days: number) => new Date(begin + days * day).toISOString()

const silent = { peak: null, hoursCovered: 0, unit: null, low: null, best: null, high: null }
export const unknown: SeriesPoint = { ...silent, standing: 'notReported' }
export const stale: SeriesPoint = { ...silent, standing: 'stale' }
export const noFigure: SeriesPoint = { ...silent, standing: 'reported', hoursCovered: 24 }
export const back: SeriesPoint = { ...silent, standing: 'restored', low: 0, best: 0, high: 0, peak: 0 }
export const out = (best: number, high: number | null = best, low: number | null = best): SeriesPoint => ({
  ...{ standing: 'reported', unit: 'customers', peak: best, hoursCovered: 24 },
  ...{ low, best, high },
})

/** A series of whole days from the beginning, a point a day. */
export function seriesOf(regions: Record<string, SeriesPoint[]>, hours: Series['hours'] = {}): Series {
  const days = Math.max(0, ...Object.values(regions).map((points) => points.length))
  const pointsOn = (at: number) => Object.fromEntries(Object.entries(regions).map(([code, points]) => [code, points[at] ?? unknown]))
  const reportedOn = (at: number) => Object.values(pointsOn(at)).filter(({ standing }) => standing === 'reported').length
  const buckets = Array.from({ length: days }, (_, at) => ({
    start: isoAt(at),
    end: isoAt(at + 1),
    regions: pointsOn(at),
    total: { low: null, best: null, high: null, peak: null, reported: reportedOn(at) },
  }))
  return { service: 'electricity', step: 'day', from: isoAt(0), to: isoAt(days), knownAt: null, publishedBy: null, buckets, hours }
}
