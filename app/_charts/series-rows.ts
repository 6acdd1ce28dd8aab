import { type StandingMark, sameMark, shownCount, standingMark } from '@/app/_ui/standing-mark'
import type { Range, Series, SeriesPoint } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'

/** A figure that held over one bucket or several; times are milliseconds since 1970, half-open. `high` null is open, `low` null unbounded below. */
export interface SeriesBar extends Range {
  start: number
  end: number
  best: number
  unit: Unit | null
  standing: 'reported' | 'restored'
}

/** A stretch of time of one standing. A stale stretch keeps the shade of the last figure before it. */
export interface StandingRun {
  start: number
  end: number
  mark: StandingMark
}

/** One region over the period. */
export interface SeriesPanel {
  region: string
  bars: SeriesBar[]
  strip: StandingRun[]
  peak: SeriesBar
}

export interface SeriesRows {
  from: number
  to: number
  /** The panels to draw: reported now first, then by their highest figure. */
  panels: SeriesPanel[]
  /** Further regions with a figure in the period, in the same order. */
  others: SeriesPanel[]
  /** How many regions have none. */
  withoutFigure: number
  /** The upper end of the one scale. */
  top: number
}

/** A point with its time. */
export interface Bucket {
  start: number
  end: number
  point: SeriesPoint
}

function barOf({ start, end, point }: Bucket): SeriesBar[] {
  if (point.standing !== 'reported' && point.standing !== 'restored') return []
  const best = shownCount(point)
  const { standing, low, high, unit } = point
  return best === null ? [] : [{ start, end, low, best, high, unit, standing }]
}

const told = ({ start: _start, end: _end, ...figure }: SeriesBar) => JSON.stringify(figure)

/** The same figure over buckets that touch is one bar. */
function joined(bars: readonly SeriesBar[]): SeriesBar[] {
  const whole: SeriesBar[] = []
  for (const bar of bars) {
    const before = whole.at(-1)
    if (before?.end === bar.start && told(before) === told(bar)) before.end = bar.end
    else whole.push({ ...bar })
  }
  return whole
}

/** How far each stretch of time can be trusted. */
export function stripOf(buckets: readonly Bucket[]): StandingRun[] {
  const strip: StandingRun[] = []
  let last: SeriesPoint | null = null
  for (const { start, end, point } of buckets) {
    if (point.standing === 'reported') last = point
    const mark = standingMark({ ...point, last })
    const before = strip.at(-1)
    if (before && before.end === start && sameMark(before.mark, mark)) before.end = end
    else strip.push({ start, end, mark })
  }
  return strip
}

const higher = (a: SeriesBar, b: SeriesBar) => (b.best > a.best ? b : a)

/** The figures of some buckets: nothing where nothing was said, neighbours of one figure joined. */
export const barsOf = (buckets: readonly Bucket[]): SeriesBar[] => joined(buckets.flatMap(barOf))

/** The buckets of a series that tell of one region. */
const bucketsOf = ({ buckets }: Pick<Series, 'buckets'>, region: string): Bucket[] =>
  buckets.flatMap(({ start, end, regions: { [region]: point } }) =>
    point ? [{ start: Date.parse(start), end: Date.parse(end), point }] : [],
  )

/** One region over the period, whether it has a figure or not: its figures as bars, and how it stood. */
export function regionTrack(series: Pick<Series, 'buckets'>, region: string): Pick<SeriesPanel, 'bars' | 'strip'> {
  const buckets = bucketsOf(series, region)
  return { bars: barsOf(buckets), strip: stripOf(buckets) }
}

function panelOf(series: Series, region: string): SeriesPanel[] {
  const { bars, strip } = regionTrack(series, region)
  const [first, ...rest] = bars.filter(({ best }) => best > 0)
  return first ? [{ region, bars, strip, peak: rest.reduce(higher, first) }] : []
}

/** The next round number at or above a count, with a round half: 1, 2, 4, 6, 8 or 10 times a power of ten. */
export function roundTop(count: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(count, 1)))
  const digit = [1, 2, 4, 6, 8, 10].find((of) => of * power >= count) ?? 10
  return digit * power
}

const isNow = ({ strip }: SeriesPanel) => (strip.at(-1)?.mark.kind === 'reported' ? 0 : 1)

/** A series as rows to draw: at most `most` panels, gaps left as gaps. Data only, no words and no pixels. */
export function seriesRows(series: Series, most: number): SeriesRows {
  const codes = [...new Set(series.buckets.flatMap(({ regions }) => Object.keys(regions)))]
  const all = codes.flatMap((code) => panelOf(series, code))
  const ranked = all.sort((a, b) => isNow(a) - isNow(b) || b.peak.best - a.peak.best || a.region.localeCompare(b.region))
  const panels = ranked.slice(0, most)
  const ends = panels.flatMap(({ bars }) => bars.flatMap(({ best, high }) => [best, high ?? 0]))
  return {
    from: Date.parse(series.from),
    to: Date.parse(series.buckets.at(-1)?.end ?? series.to),
    panels,
    others: ranked.slice(most),
    withoutFigure: codes.length - ranked.length,
    top: roundTop(Math.max(1, ...ends)),
  }
}
