import { type StandingMark, shownCount, standingMark } from '@/app/_ui/standing-mark'
import type { Range } from '@/lib/schema/impact'
import type { IncidentLine, IncidentPoint, IncidentSeries, IncidentStep, PointRole } from '@/lib/schema/incident-series'
import type { Measure, Service, Unit } from '@/lib/schema/observation'
import { roundTop, type StandingRun } from './series-rows'

/** A figure that holds over a stretch of time; times are milliseconds of the epoch, half-open. */
export interface StepBar extends Range {
  start: number
  end: number
  best: number
}

/** A source's figure under the number by which the drawing and the list of sources name it. */
export interface NumberedPoint extends IncidentPoint {
  number: number
}

/** Figures that are one mark in a drawing: of one time, one amount and one role. */
export interface PointMark extends Range {
  start: number
  end: number
  best: number
  role: PointRole
  tier: number
  /** Only what was said to the hour or the minute is a point in time. */
  exact: boolean
  numbers: number[]
}

/** One region of a figure, or several regions that one figure was given for. */
export interface StepPanel {
  regions: readonly string[]
  bars: StepBar[]
  strip: StandingRun[]
  marks: PointMark[]
  points: NumberedPoint[]
  top: number
}

/** One thing counted one way: a panel a region, the one with most to tell first. */
export interface StepFigure {
  service: Service
  measure: Measure
  unit: Unit
  panels: StepPanel[]
}

/** Steps as bars, where there is a number to draw; what is not known and what is stale draws nothing. */
export function barsOf(steps: readonly IncidentStep[]): StepBar[] {
  return steps.flatMap(({ from, until, standing, low, high, ...step }) => {
    const best = shownCount({ low, high, ...step })
    if (best === null || (standing !== 'reported' && standing !== 'restored')) return []
    return [{ start: Date.parse(from), end: Date.parse(until), low, best, high }]
  })
}

const sameMark = (a: StandingMark, b: StandingMark) => a.kind === b.kind && ('step' in a ? a.step : null) === ('step' in b ? b.step : null)

/** Steps of counts in one unit as the strip under the axis: a stale stretch keeps the shade of the last figure. */
export function stripOf(steps: readonly IncidentStep[], unit: Unit | null = null): StandingRun[] {
  const strip: StandingRun[] = []
  let last: IncidentStep | null = null
  for (const step of steps) {
    const { from, until } = step
    if (step.standing === 'reported') last = step
    const mark = standingMark({ ...step, unit, last: last && { ...last, unit } })
    const before = strip.at(-1)
    if (before && sameMark(before.mark, mark)) before.end = Date.parse(until)
    else strip.push({ start: Date.parse(from), end: Date.parse(until), mark })
  }
  return strip
}

const isExact = ({ asOf }: IncidentPoint) => asOf.precision === 'hour' || asOf.precision === 'minute'
const alike = ({ from, until, low, best, high, role }: IncidentPoint) =>
  [from, until, low, best, high, role === 'agrees' ? 'line' : role].join(' ')

function marksOf(points: readonly NumberedPoint[]): PointMark[] {
  const marks = new Map<string, PointMark>()
  for (const point of points) {
    const { from, until, low, high, role, number, source } = point
    const known = marks.get(alike(point))
    known?.numbers.push(number)
    // The best of those who say the same stands for them.
    if (known) known.tier = Math.min(known.tier, source.tier)
    const best = shownCount(point)
    if (known || best === null) continue
    const times = { start: Date.parse(from), end: Date.parse(until) }
    marks.set(alike(point), { ...times, low, best, high, role, tier: source.tier, exact: isExact(point), numbers: [number] })
  }
  return [...marks.values()]
}

function panelOf({ regions, steps, points, unit }: IncidentLine): StepPanel {
  const numbered = points.map((point, index) => ({ ...point, number: index + 1 }))
  const bars = barsOf(steps)
  const marks = marksOf(numbered)
  const ends = [...bars, ...marks].flatMap(({ best, high }) => [best, high ?? 0])
  return { regions, bars, strip: stripOf(steps, unit), marks, points: numbered, top: roundTop(Math.max(1, ...ends)) }
}

const peak = ({ marks }: StepPanel) => Math.max(0, ...marks.map(({ best }) => best))
const moments = ({ points }: StepPanel) => new Set(points.map(({ from }) => from)).size
const byTelling = (a: StepPanel, b: StepPanel) =>
  moments(b) - moments(a) || b.points.length - a.points.length || peak(b) - peak(a) || a.regions.join().localeCompare(b.regions.join())

const stands = ({ panels }: StepFigure) => (panels.some(({ strip }) => strip.length > 0) ? 0 : 1)
const told = ({ panels }: StepFigure) => panels.reduce((sum, { points }) => sum + points.length, 0)

/** The counts of an incident as figures to draw: those that say how things stand first, then by how much there is to tell. Data only. */
export function stepFigures({ lines }: Pick<IncidentSeries, 'lines'>): StepFigure[] {
  const figures = new Map<string, StepFigure>()
  for (const line of lines) {
    const { service, measure, unit } = line
    const key = [service, measure, unit].join(' ')
    const figure = figures.get(key) ?? { service, measure, unit, panels: [] }
    figure.panels.push(panelOf(line))
    figures.set(key, figure)
  }
  for (const { panels } of figures.values()) panels.sort(byTelling)
  return [...figures.values()].sort((a, b) => stands(a) - stands(b) || told(b) - told(a))
}
