import type { Frame, RegionFrame } from '@/app/_ui/shown-frame'
import { shownCount } from '@/app/_ui/standing-mark'
import type { Range, Series, SeriesPoint } from '@/lib/schema/impact'
import type { Standing } from '@/lib/schema/incident'
import type { Unit } from '@/lib/schema/observation'
import { connectionUnits } from '@/lib/schema/vocabulary'

type Bucket = Series['buckets'][number]

const regionFrame = ({ standing, low, best, high, unit, last }: SeriesPoint): RegionFrame => ({
  standing,
  low,
  best,
  high,
  unit,
  last: last ?? null,
})

/** The bucket that a moment ends, or that holds it; none outside the period. */
export function bucketAt(series: Series, end: number): Bucket | undefined {
  const { buckets } = series
  let [low, high] = [0, buckets.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (Date.parse(buckets[middle]?.end ?? '') < end) low = middle + 1
    else high = middle
  }
  const found = buckets[low]
  return found && Date.parse(found.start) < end ? found : undefined
}

/** How every region of a series stood at the end of a bucket: what map and table show while time moves. */
export const frameOf = ({ end, regions }: Bucket): Frame => ({
  at: Date.parse(end),
  regions: new Map(Object.entries(regions).map(([code, point]) => [code, regionFrame(point)])),
})

/** What a sum is over: connections in their two units unless another was asked for. */
export type Summed = Unit | 'connections' | undefined

/** The regions whose number enters the sum at the end of a bucket of a series that was asked in `unit`. */
export function summedIn({ regions }: Bucket, unit: Summed): SeriesPoint[] {
  const units: readonly Unit[] = unit === undefined || unit === 'connections' ? connectionUnits : [unit]
  return Object.values(regions).filter(
    (point) => point.standing === 'reported' && shownCount(point) !== null && point.unit !== null && units.includes(point.unit),
  )
}

/** Every unit that regions are counted in, each in one. */
export const unitsOf = (points: readonly SeriesPoint[]): Unit[] => [...new Set(points.flatMap(({ unit }) => unit ?? []))].sort()

/** The state of all regions in numbers: the sum of what is reported with the units that entered it, and how many regions stand how. */
export interface Tally {
  total: Range
  units: Unit[]
  standings: Record<Standing, number>
}

export function tallyOf(bucket: Bucket, unit: Summed): Tally {
  const standings = { reported: 0, restored: 0, stale: 0, notReported: 0 }
  for (const { standing } of Object.values(bucket.regions)) standings[standing] += 1
  return { total: bucket.total, units: unitsOf(summedIn(bucket, unit)), standings }
}
