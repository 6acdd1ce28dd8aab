import type { Range } from '@/lib/schema/impact'
import type { RestorationCurve } from '@/lib/schema/incident-series'
import type { Unit } from '@/lib/schema/observation'
import { roundTop, type StandingRun } from './series-rows'
import { barsOf, type StepBar, stripOf } from './step-line-rows'

/** One incident as a row: its figures and its strip, in milliseconds since its own beginning. */
export interface RestorationRow {
  incident: string
  title: string
  start: RestorationCurve['start']
  regions: readonly string[]
  /** Null where nothing of it was counted. */
  unit: Unit | null
  bars: StepBar[]
  strip: StandingRun[]
  peak: Range | null
  /** The row's own scale: curves are held against each other in time, not in amount. */
  top: number
}

export interface RestorationRows {
  rows: RestorationRow[]
  /** The end of the one time axis, in milliseconds from each beginning. */
  to: number
}

const hour = 3_600_000
const shortest = 24 * hour

/** Where a row has nothing more to tell: the end of its last figure, or the word that the service is back. */
function endOf({ bars, strip }: Pick<RestorationRow, 'bars' | 'strip'>): number {
  const back = strip.findLast(({ mark }) => mark.kind === 'restored')
  const figures = bars.filter(({ best }) => best > 0).map(({ end }) => end)
  return Math.max(0, ...figures, back === undefined ? 0 : back.start)
}

function rowOf({ incident, title, start, from, line }: RestorationCurve): RestorationRow {
  const zero = Date.parse(from)
  const since = <T extends { start: number; end: number }>(one: T): T => ({ ...one, start: one.start - zero, end: one.end - zero })
  const bars = barsOf(line?.steps ?? []).map(since)
  const strip = stripOf(line?.steps ?? []).map(since)
  const peak = bars.reduce<StepBar | null>((best, bar) => (best === null || bar.best > best.best ? bar : best), null)
  const top = roundTop(Math.max(1, ...bars.flatMap(({ best, high }) => [best, high ?? 0])))
  return { incident, title, start, regions: line?.regions ?? [], unit: line?.unit ?? null, bars, strip, peak, top }
}

/** Incidents as rows on one time axis, which ends a little after the longest of them has told its last. Data only. */
export function restorationRows(curves: readonly RestorationCurve[]): RestorationRows {
  const rows = curves.map(rowOf)
  const to = Math.max(shortest, ...rows.map(endOf)) * 1.08
  return { rows, to }
}

/** Places on the axis in milliseconds: hours, then days, at most eight of them. */
export function sinceTicks(to: number): number[] {
  const apart = [6, 12, 24, 48, 120, 240, 720].map((hours) => hours * hour).find((one) => to / one <= 8) ?? 720 * hour
  return Array.from({ length: Math.floor(to / apart) + 1 }, (_, index) => index * apart)
}
