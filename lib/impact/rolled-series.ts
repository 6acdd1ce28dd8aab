import type { HouseholdHours, Series, SeriesPoint } from '@/lib/schema/impact'
import type { MachineFeed } from '@/lib/schema/reading'
import type { Instant } from '@/lib/schema/time'
import { largest, noFigure } from './range'
import type { AreaRoll, End, SumRoll } from './reading-rollup'
import type { SeriesAsk } from './series'
import { type Row, totalOf } from './totals'

/** What each area and each sum came to in a part of a bucket; one that says nothing is left out. */
export interface Rolled {
  areas: ReadonlyMap<string, AreaRoll>
  sums: ReadonlyMap<string, SumRoll>
}

/** The rows of a series that rests on the readings of one feed alone. */
export interface RolledRows {
  feed: MachineFeed
  codes: readonly string[]
  /** Whether each row is the sum of the smaller areas in it, or an area that the feed tells of itself. */
  isSum: boolean
  /** By whose sum the total’s peak is known; null for that of the only row. */
  total: string | null
  /** The areas that are out at the end of the period. */
  open: ReadonlySet<string>
}

type RolledBucket = { start: Instant; end: Instant; parts: readonly Rolled[] }
const minutes = 60
const hour = 3_600_000

/** How a row stands at the end: of a sum the high end is open, as some areas may not have reported. Field by field, for there are very many. */
function pointOf(code: string, { parts }: RolledBucket, { feed: { unit }, isSum }: RolledRows): SeriesPoint {
  let [end, peak, covered]: [End | null, number | null, number] = [null, null, 0]
  for (const { areas, sums } of parts) {
    const roll = (isSum ? sums : areas).get(code)
    end = roll?.end ?? null
    if (roll === undefined) continue
    if (roll.peak !== null && (peak === null || roll.peak > peak)) peak = roll.peak
    covered += roll.covered
  }
  const hoursCovered = covered / minutes
  if (end === null) return { low: null, best: null, high: null, standing: 'notReported', unit: null, peak, hoursCovered }
  const { standing, value } = end
  const high = isSum && standing !== 'restored' ? null : value
  if (standing !== 'stale') return { low: value, best: value, high, standing, unit, peak, hoursCovered }
  const last = { low: value, best: value, high, unit }
  return { low: null, best: null, high: null, standing, unit, peak, hoursCovered, last }
}

/** The largest sum that held at one time; 0 where every row was back at once and none was out. */
function totalPeak({ parts }: RolledBucket, { codes, isSum, total }: RolledRows, only: SeriesPoint | undefined): number | null {
  if (total === null) return only?.peak ?? null
  const sums = parts.map(({ sums: all }) => all.get(total))
  const peak = largest(sums.map((sum) => sum?.peak ?? null))
  return peak === null && !isSum && sums.some((sum) => sum?.back === codes.length) ? 0 : peak
}

function hoursOf(code: string, buckets: readonly RolledBucket[], rows: RolledRows, length: number): HouseholdHours {
  const nothing = { ...noFigure, unit: null, coverage: 0, open: rows.isSum ? false : rows.open.has(code) }
  if (rows.isSum) return nothing
  const rolls = buckets.flatMap(({ parts }) => parts.flatMap(({ areas }) => areas.get(code) ?? []))
  const sum = (of: 'low' | 'best' | 'high' | 'between') => rolls.reduce((total, roll) => total + roll[of], 0) / minutes
  const covered = sum('between')
  if (covered === 0) return nothing
  return {
    low: sum('low'),
    best: sum('best'),
    high: sum('high'),
    unit: rows.feed.unit,
    coverage: covered / (length / hour),
    open: nothing.open,
  }
}

/** The answer of `seriesOf` from what readings came to part by part: the same, at a cost of its rows and parts. `length` is the period's. */
export function rolledSeries(
  buckets: readonly RolledBucket[],
  rows: RolledRows,
  ask: Pick<SeriesAsk, 'services' | 'measures' | 'unit'>,
  length: number,
): Pick<Series, 'buckets' | 'hours'> {
  const { measure, service } = rows.feed
  const made = buckets.map((bucket) => {
    const points = rows.codes.map((code) => [code, pointOf(code, bucket, rows)] as const)
    const counted = points.map(([region, { low, best, high, standing, unit }]): Row => {
      return { region, low, best, high, standing, unit, measure: standing === 'notReported' ? null : measure }
    })
    const { low, best, high, reported } = totalOf(service, counted, [], { measures: ask.measures, unit: ask.unit })
    const total = { low, best, high, reported, peak: totalPeak(bucket, rows, points[0]?.[1]) }
    return { start: bucket.start, end: bucket.end, regions: Object.fromEntries(points), total }
  })
  return { buckets: made, hours: Object.fromEntries(rows.codes.map((code) => [code, hoursOf(code, buckets, rows, length)])) }
}
