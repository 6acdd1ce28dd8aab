import { z } from 'zod'
import { Service } from './observation'
import { RegionCode } from './region'
import { NewReport, Report, ReviewState } from './report'
import { Instant, PreciseTime } from './time'
import { kinds, standings } from './vocabulary'

export const Kind = z.enum(kinds)
export type Kind = z.infer<typeof Kind>

/** Four different things: unknown is never zero, and stale is neither. */
export const Standing = z.enum(standings).meta({ id: 'Standing' })
export type Standing = z.infer<typeof Standing>

/** One event that interrupted services. `status` is derived at the time of asking, never stored. */
export const Incident = z
  .strictObject({
    id: z.ulid(),
    title: z.string().trim().min(3).max(200),
    kind: Kind,
    start: PreciseTime,
    end: PreciseTime.nullable(),
    wave: z.ulid().nullable(),
    reviewState: ReviewState,
    publicAfter: Instant,
    recordedAt: Instant,
    status: Standing,
    regions: z.array(RegionCode),
    services: z.array(Service),
    reportCount: z.number().int(),
    lastAsOf: PreciseTime.nullable(),
  })
  .meta({ id: 'Incident' })
export type Incident = z.infer<typeof Incident>

/** The fields that somebody stated of the incident itself; the rest is the ledger's doing or derived from its reports. */
export const statedOfIncident = { id: true, title: true, kind: true, start: true, end: true, wave: true } as const

/** One line of an incident's ledger: what was done, when and in which role; no personal data. */
export const HistoryEntry = z
  .strictObject({
    seq: z.number().int(),
    time: Instant,
    role: z.string(),
    verb: z.string(),
    subject: z.string(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'HistoryEntry' })
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const IncidentDetail = Incident.extend({ reports: z.array(Report), history: z.array(HistoryEntry) }).meta({ id: 'IncidentDetail' })
export type IncidentDetail = z.infer<typeof IncidentDetail>

/** One report under its own address: what its incident is called, and the ledger's rows about the report. */
export const ReportDetail = Report.extend({ incidentTitle: Incident.shape.title, kind: Kind, history: z.array(HistoryEntry) }).meta({
  id: 'ReportDetail',
})
export type ReportDetail = z.infer<typeof ReportDetail>

export const NewIncident = Incident.pick({ title: true, kind: true, start: true })
  .extend({
    end: PreciseTime.nullable().optional(),
    wave: z.ulid().nullable().optional(),
    reports: z.array(NewReport).min(1).max(50),
  })
  .strict()
  .meta({ id: 'NewIncident' })
export type NewIncident = z.infer<typeof NewIncident>

/** What is left of a record that was taken down: that it was, when, and the class of reason. */
export const Tombstone = z.strictObject({ id: z.ulid(), takenDownAt: Instant, reason: z.string() }).meta({ id: 'Tombstone' })
export type Tombstone = z.infer<typeof Tombstone>
