import type { z } from 'zod'
import { Incident } from './incident'
import { Observation } from './observation'
import { Report } from './report'
import { Instant } from './time'

/** One observation with the report and the incident it stands in: the flat row of `/observations` and of every export. */
export const ObservationRow = Observation.extend({
  incident: Incident.shape.id,
  incidentTitle: Incident.shape.title,
  kind: Incident.shape.kind,
  report: Report.shape.id,
  source: Report.shape.source,
  asOf: Report.shape.asOf,
  publishedAt: Report.shape.publishedAt,
  recordedAt: Instant,
}).meta({ id: 'ObservationRow' })
export type ObservationRow = z.infer<typeof ObservationRow>

/**
 * What impact reasons on: a row and the span of ledger time in which it was public knowledge, half-open.
 * `knownUntil` is when it was superseded or retracted; null while it stands. A row that may not be public yet is never a Statement.
 */
export const Statement = ObservationRow.extend({ knownFrom: Instant, knownUntil: Instant.nullable() })
export type Statement = z.infer<typeof Statement>
