import { type StandingMark, sameMark, standingMark } from '@/app/_ui/standing-mark'
import type { Series, SeriesPoint } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'

/** Columns from `first` to `last`, both included, that stand alike. */
export interface HeatCell {
  first: number
  last: number
  mark: StandingMark
  /** Out within the column, and back at its end. */
  back: boolean
  /** The highest best figure within a column; null where none was said. */
  highest: number | null
  /** Whether that figure is "at least". */
  open: boolean
  unit: Unit | null
}

export interface HeatRow {
  region: string
  cells: HeatCell[]
}

export interface HeatRows {
  /** The hours, days or weeks across, milliseconds since 1970, half-open. */
  columns: { start: number; end: number }[]
  /** Regions of which anything is known in the period, in the order given. */
  rows: HeatRow[]
  /** How many regions nothing is known of. */
  leftOut: number
}

/** A column in which anything was out is shown by its highest figure, however it ended; any other by how it stands at its end. */
function cellOf(point: SeriesPoint, at: number, last: SeriesPoint | null): HeatCell {
  const place = { first: at, last: at }
  if (point.hoursCovered === 0 || point.standing === 'notReported') {
    return { ...place, mark: standingMark({ ...point, last: point.last ?? last }), back: false, highest: null, open: false, unit: null }
  }
  const highest = point.peak !== null && point.peak > 0 ? point.peak : null
  return {
    ...place,
    mark: standingMark({ low: null, best: highest, high: null, unit: point.unit, standing: 'reported', last: null }),
    back: point.standing === 'restored',
    highest,
    open: highest !== null && point.high === null && point.best === highest,
    unit: point.unit,
  }
}

const alike = (a: HeatCell, b: HeatCell) =>
  sameMark(a.mark, b.mark) && a.back === b.back && a.highest === b.highest && a.open === b.open && a.unit === b.unit

function rowOf(region: string, points: readonly SeriesPoint[]): HeatRow {
  const cells: HeatCell[] = []
  let last: SeriesPoint | null = null
  for (const [at, point] of points.entries()) {
    const cell = cellOf(point, at, last)
    if (cell.mark.kind === 'reported') last = { ...point, best: cell.highest }
    else if (cell.mark.kind === 'noFigure') last = { ...point, low: null, best: null, high: null }
    const before = cells.at(-1)
    if (before && alike(before, cell)) before.last = at
    else cells.push(cell)
  }
  return { region, cells }
}

const nothing: SeriesPoint = {
  standing: 'notReported',
  unit: null,
  low: null,
  best: null,
  high: null,
  peak: null,
  hoursCovered: 0,
}

/** A series as region × time: what is alike side by side is one cell. Data only. `order` names the regions to show, first to last. */
export function heatRows({ buckets }: Pick<Series, 'buckets'>, order: readonly string[]): HeatRows {
  const known = new Set(buckets.flatMap(({ regions }) => Object.keys(regions)))
  const all = order
    .filter((code) => known.has(code))
    .map((code) =>
      rowOf(
        code,
        buckets.map(({ regions }) => regions[code] ?? nothing),
      ),
    )
  const rows = all.filter(({ cells }) => cells.some(({ mark }) => mark.kind !== 'notReported'))
  return {
    columns: buckets.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) })),
    rows,
    leftOut: all.length - rows.length,
  }
}

/** What a reader of the whole drawing would see first. */
export interface HeatFacts {
  largest: { region: string; cell: HeatCell; highest: number } | null
  /** The column in which most regions were out at once, the first of them. */
  most: { at: number; count: number } | null
  /** In how many columns no region was reported out. */
  without: number
}

export function heatFacts({ columns, rows }: HeatRows): HeatFacts {
  const figures = rows.flatMap(({ region, cells }) =>
    cells.flatMap((cell) => (cell.highest === null ? [] : [{ region, cell, highest: cell.highest }])),
  )
  const isOut = ({ mark }: HeatCell) => mark.kind === 'reported' || mark.kind === 'noFigure'
  const counts = columns.map(
    (_, at) => rows.filter(({ cells }) => cells.some((cell) => isOut(cell) && cell.first <= at && at <= cell.last)).length,
  )
  const count = Math.max(0, ...counts)
  return {
    largest: figures.reduce<HeatFacts['largest']>((best, one) => (best === null || one.highest > best.highest ? one : best), null),
    most: count === 0 ? null : { at: counts.indexOf(count), count },
    without: counts.filter((one) => one === 0).length,
  }
}
