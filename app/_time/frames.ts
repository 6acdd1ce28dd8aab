import type { Frame, RegionFrame } from '@/app/_ui/shown-frame'
import type { Range, Series, SeriesPoint } from '@/lib/schema/impact'
import type { Standing } from '@/lib/schema/incident'

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

/** The state of all regions in numbers: the sum of what is reported, and how many regions stand how. */
export interface Tally {
  total: Range
  standings: Record<Standing, number>
}

export function tallyOf({ total, regions }: Bucket): Tally {
  const standings = { reported: 0, restored: 0, stale: 0, notReported: 0 }
  for (const { standing } of Object.values(regions)) standings[standing] += 1
  return { total, standings }
}
