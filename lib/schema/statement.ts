import { z } from 'zod'
import { Incident } from './incident'
import { Observation } from './observation'
import { FeedId } from './reading'
import { Report } from './report'
import { Instant } from './time'

const Stated = Observation.extend({
  incident: Incident.shape.id,
  incidentTitle: Incident.shape.title,
  kind: Incident.shape.kind,
  report: Report.shape.id,
  source: Report.shape.source,
  asOf: Report.shape.asOf,
  publishedAt: Report.shape.publishedAt,
  recordedAt: Instant,
})

/** One observation with the report and the incident it stands in: the flat row of `/observations` and of every export, which holds all that was said. */
export const ObservationRow = Stated.extend({
  incidentStart: Incident.shape.start,
  incidentEnd: Incident.shape.end,
  wave: Incident.shape.wave,
  supersedes: Report.shape.supersedes,
  reportQuote: Report.shape.quote,
}).meta({ id: 'ObservationRow' })
export type ObservationRow = z.infer<typeof ObservationRow>

/**
 * What impact reasons on: a row and the span of ledger time in which it was public knowledge, half-open.
 * `knownUntil` is when it was superseded or retracted; null while it stands. A row that may not be public yet is never a Statement.
 */
export const Statement = Stated.extend({
  knownFrom: Instant,
  knownUntil: Instant.nullable(),
  /** Where a machine feed said it, and no record: until which of its snapshots it said the same without a gap, and of how many. */
  reading: z
    .strictObject({ feed: FeedId, cadenceMinutes: z.int().positive(), until: Instant, served: z.int().positive().nullable() })
    .optional(),
})
export type Statement = z.infer<typeof Statement>
