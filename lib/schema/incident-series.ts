import { z } from 'zod'
import { Range } from './impact'
import { Standing } from './incident'
import { Measure, Observation, Service, Unit } from './observation'
import { RegionCode } from './region'
import { Report, Source } from './report'
import { Instant, PreciseTime } from './time'

/** What a figure of an incident is to the line it is drawn with. */
export const PointRole = z.enum([
  'line', // the line runs through it: chosen among the statements of its time
  'agrees', // of the same time, and says the same
  'alternative', // of the same time, and widens the range
  'part', // a place, or a smaller region, inside the one drawn
  'aside', // reconnected, cumulative, peak: shown, never subtracted
  'occupied', // other authority and grid
  'unverified', // occupation authority
  'superseded', // replaced by a later report of the same source
])
export type PointRole = z.infer<typeof PointRole>

/** One figure as its source gave it, with the time it speaks of: a day is as wide as the day. */
export const IncidentPoint = Range.extend({
  role: PointRole,
  observation: Observation.shape.id,
  report: Report.shape.id,
  source: Source.pick({ publisher: true, statedBy: true, tier: true, url: true }),
  asOf: PreciseTime,
  from: Instant,
  until: Instant,
  regions: z.array(RegionCode),
  place: Observation.shape.place,
})
export type IncidentPoint = z.infer<typeof IncidentPoint>

/** A stretch of time in which one thing is known, or for one reason nothing is; half-open. */
export const IncidentStep = Range.extend({ from: Instant, until: Instant, standing: Standing })
export type IncidentStep = z.infer<typeof IncidentStep>

/**
 * One thing counted one way in one region, or in several together where one figure was given for them: what the incident's own statements make
 * of it over time, and every figure that was given. `steps` is empty for what never says how things stand (reconnected, lost capacity).
 */
export const IncidentLine = z.object({
  service: Service,
  measure: Measure,
  unit: Unit,
  regions: z.array(RegionCode),
  steps: z.array(IncidentStep),
  points: z.array(IncidentPoint),
})
export type IncidentLine = z.infer<typeof IncidentLine>

/** Every count of an incident over one period, which begins with the incident or its first word and ends when its last figure is too old. */
export const IncidentSeries = z.object({ from: Instant, to: Instant, start: PreciseTime, lines: z.array(IncidentLine) })
export type IncidentSeries = z.infer<typeof IncidentSeries>

/** One incident as it is compared with others: the count of it that tells most over time, from its own beginning. */
export const RestorationCurve = z.object({
  incident: Report.shape.incident,
  title: z.string(),
  start: PreciseTime,
  /** The beginning of what `start` says: hours are counted from here. */
  from: Instant,
  /** Null where nothing of it was counted by then. */
  line: IncidentLine.nullable(),
})
export type RestorationCurve = z.infer<typeof RestorationCurve>
