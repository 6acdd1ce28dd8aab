import { type Bucket, barsOf, type SeriesBar, type StandingRun, stripOf } from '@/app/_charts/series-rows'
import { rangeScaleEnd } from '@/app/_ui/range-scale'
import { shownCount } from '@/app/_ui/standing-mark'
import type { Series } from '@/lib/schema/impact'
import type { Standing } from '@/lib/schema/incident'
import type { Unit } from '@/lib/schema/observation'
import { type Summed, summedIn, tallyOf, unitsOf } from './frames'

/** The highest sum of the period and what it is a sum of. */
export interface Peak {
  bar: SeriesBar
  units: Unit[]
  regions: number
}

/** The sum over all regions as rows to draw; times are milliseconds since 1970. */
export interface National {
  from: number
  to: number
  bars: SeriesBar[]
  strip: StandingRun[]
  /** Every unit that entered the sum, each region in its own. */
  units: Unit[]
  peak: Peak | null
  /** The upper end of the scale. */
  top: number
}

type Point = Series['buckets'][number]

/** How the whole stands: something is reported, else something is stale, else somebody said it is back. */
function standingOf(bucket: Point): Standing {
  const { standings } = tallyOf(bucket, undefined)
  if (standings.reported > 0) return 'reported'
  return standings.stale > 0 ? 'stale' : standings.restored > 0 ? 'restored' : 'notReported'
}

function bucketOf(bucket: Point): Bucket {
  const { total, start, end } = bucket
  const standing = standingOf(bucket)
  const { low, best, high } = standing === 'reported' || standing === 'restored' ? total : { low: null, best: null, high: null }
  const point = { low, best, high, standing, peak: total.peak, hoursCovered: 0, unit: null }
  return { start: Date.parse(start), end: Date.parse(end), point }
}

const isSummed = ({ total }: Point) => shownCount(total) !== null

function peakOf(series: Series, unit: Summed): Peak | null {
  const [first, ...rest] = series.buckets.filter(isSummed)
  if (first === undefined) return null
  const count = ({ total }: Point) => shownCount(total) ?? 0
  const highest = rest.reduce((most, bucket) => (count(bucket) > count(most) ? bucket : most), first)
  const [bar] = barsOf([bucketOf(highest)])
  const points = summedIn(highest, unit)
  return bar ? { bar, units: unitsOf(points), regions: points.length } : null
}

/** A series, as it was asked in `unit`, as the curve of the whole: the sum where there is one, and how far each stretch can be trusted. */
export function nationalOf(series: Series, unit: Summed): National {
  const buckets = series.buckets.map(bucketOf)
  const bars = barsOf(buckets)
  return {
    from: Date.parse(series.from),
    to: buckets.at(-1)?.end ?? Date.parse(series.to),
    bars,
    strip: stripOf(buckets),
    units: unitsOf(series.buckets.filter(isSummed).flatMap((bucket) => summedIn(bucket, unit))),
    peak: peakOf(series, unit),
    top: rangeScaleEnd(bars),
  }
}

/**
 * The unit in which a service without a sum could have one: what most of its figures are told in. Null where there is a sum already, or no
 * figure; a share is never summed.
 */
export function summableUnit(series: Series): Unit | null {
  if (series.buckets.some(isSummed)) return null
  const told = new Map<Unit, number>()
  for (const { unit, standing, ...range } of series.buckets.flatMap(({ regions }) => Object.values(regions)))
    if (unit !== null && unit !== 'percent' && standing === 'reported' && shownCount(range) !== null)
      told.set(unit, (told.get(unit) ?? 0) + 1)
  const [most] = [...told].sort((a, b) => b[1] - a[1])
  return most?.[0] ?? null
}
