import { publicAfter } from '@/lib/guard/hold'
import type { NewIncident } from '@/lib/schema/incident'
import type { StoredIncident, StoredReport } from '@/lib/schema/ledger'
import type { NewObservation, Observation } from '@/lib/schema/observation'
import type { ReviewReason } from '@/lib/schema/policy'
import type { FieldError } from '@/lib/schema/problem'
import type { NewReport } from '@/lib/schema/report'
import { type Instant, isInReach, outOfReach, type PreciseTime } from '@/lib/schema/time'
import { addHours, canonicalTime, endOfSaid, instant, spanOf } from '@/lib/time/interval'
import type { Desk } from './context'
import { ServiceError } from './errors'
import { newId } from './new-id'
import { incidentReasons, reportReasons } from './review-reasons'
import { unseenIn } from './unseen-characters'

/** How far ahead of our clock a figure may be dated: another zone's day, a sender's slow clock, tomorrow's announced schedule. */
const futureHours = 24

/** A record ready to be written, and why it would wait; nothing here has touched the store. */
export interface Prepared<Record> {
  record: Record
  reasons: ReviewReason[]
}

/** Canonical region codes, with an error for each that the territory does not know. */
function regionsOf(ctx: Desk, observation: NewObservation, path: string, errors: FieldError[]): string[] {
  const codes = observation.regions.map((code, i) => {
    const region = ctx.territory.find(code)
    if (!region) errors.push({ path: `${path}.regions[${i}]`, message: `${code} is not a region of this territory` })
    return region?.code ?? code
  })
  if (new Set(codes).size !== codes.length) errors.push({ path: `${path}.regions`, message: 'a region is named twice' })
  return codes
}

function completeObservation(ctx: Desk, observation: NewObservation, id: string, path: string, errors: FieldError[]): Observation {
  const {
    place = null,
    control = 'government',
    unit = null,
    value = null,
    min = null,
    max = null,
    quantityText = null,
    note = null,
    quote = null,
  } = observation
  const basis = observation.basis ?? (observation.measure === 'reconnected' ? 'cumulative' : 'at_time')
  const regions = regionsOf(ctx, observation, path, errors)
  const { service, measure, qualifier, state } = observation
  return { id, regions, place, control, service, measure, basis, unit, value, min, max, qualifier, quantityText, state, note, quote }
}

/** Notes a time outside the years that can be told of, and one that begins too far ahead. */
function checkMoment(ctx: Desk, said: string, from: Instant, path: string, errors: FieldError[]) {
  if (!isInReach(said)) errors.push({ path, message: outOfReach })
  else if (from > addHours(ctx.clock(), futureHours)) errors.push({ path, message: 'lies more than a day in the future' })
}

/** The zone in which the days of a report are meant: that of the first region it speaks of. */
const zoneOf = (ctx: Desk, report: NewReport) => ctx.territory.find(report.observations[0]?.regions[0] ?? '')?.zone ?? ctx.territory.zone

/** A report as it will be stored. Errors go to `errors` with paths under `path`, so that one answer can name them all. */
function completeReport(ctx: Desk, incident: string, report: NewReport, path: string, errors: FieldError[]): Prepared<StoredReport> {
  const id = newId(ctx.clock())
  const zone = zoneOf(ctx, report)
  const asOf: PreciseTime = canonicalTime(report.asOf, zone)
  const asOfSpan = spanOf(asOf, zone)
  checkMoment(ctx, report.asOf.time, asOfSpan.from, `${path}asOf.time`, errors)
  const saidAt = report.publishedAt ?? null
  const publishedAt = saidAt?.endsWith('Z') ? instant(saidAt) : saidAt
  const publishedBy = publishedAt === null ? null : endOfSaid(publishedAt, zone)
  if (saidAt !== null && publishedBy !== null) {
    // The end of a day or a month said as such lies ahead of its beginning, which alone counts here.
    const from = saidAt.endsWith('Z') ? publishedBy : spanOf({ time: saidAt, precision: saidAt.length > 7 ? 'day' : 'month' }, zone).from
    checkMoment(ctx, saidAt, from, `${path}publishedAt`, errors)
  }
  const observations = report.observations.map((observation, i) =>
    completeObservation(ctx, observation, `${id}.${i + 1}`, `${path}observations[${i}]`, errors),
  )
  const reasons = reportReasons(ctx, ctx.actor, report)
  const record: StoredReport = {
    id,
    incident,
    source: report.source,
    publishedAt,
    asOf,
    quote: report.quote ?? null,
    supersedes: report.supersedes ?? null,
    reviewState: reasons.length === 0 ? 'published' : 'in_review',
    observations,
    asOfSpan,
    publishedBy,
  }
  return { record, reasons }
}

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw new ServiceError('invalid-record', 'The record cannot be taken as it is.', { errors })
}

/** A report for an incident that exists. Throws invalid-record with a path for everything wrong. */
export function prepareReport(ctx: Desk, incident: string, report: NewReport): Prepared<StoredReport> {
  const errors: FieldError[] = []
  errors.push(...unseenIn(report))
  const prepared = completeReport(ctx, incident, report, '', errors)
  refuse(errors)
  return prepared
}

export type PreparedIncident = Prepared<{ incident: StoredIncident; reports: StoredReport[] }> & {
  /** Why each of its reports would wait, in their order. */
  reportReasons: ReviewReason[][]
}

/** An incident with its reports as they will be stored. Throws invalid-record with a path for everything wrong. */
export function prepareIncident(ctx: Desk, input: NewIncident): PreparedIncident {
  const errors: FieldError[] = []
  const id = newId(ctx.clock())
  const zone = input.reports[0] ? zoneOf(ctx, input.reports[0]) : ctx.territory.zone
  const start = canonicalTime(input.start, zone)
  const startSpan = spanOf(start, zone)
  const end = input.end ? canonicalTime(input.end, zone) : null
  checkMoment(ctx, input.start.time, startSpan.from, 'start.time', errors)
  if (input.end && !isInReach(input.end.time)) errors.push({ path: 'end.time', message: outOfReach })
  if (end !== null && spanOf(end, zone).until <= startSpan.from) errors.push({ path: 'end.time', message: 'lies before the start' })
  errors.push(...unseenIn(input))
  const reports = input.reports.map((report, i) => completeReport(ctx, id, report, `reports[${i}].`, errors))
  refuse(errors)
  const ofIncident = incidentReasons(
    ctx,
    ctx.actor,
    input.title,
    reports.map(({ record }) => record.source.tier),
  )
  const readable = reports.some(({ reasons }) => reasons.length === 0)
  const incident: StoredIncident = {
    id,
    title: input.title,
    kind: input.kind,
    start,
    end,
    wave: input.wave ?? null,
    reviewState: ofIncident.length === 0 && readable ? 'published' : 'in_review',
    publicAfter: publicAfter(input.kind, startSpan, ctx.clock(), ctx.settings.holdHours),
    startSpan,
  }
  const reasons = [...new Set([...ofIncident, ...(readable ? [] : reports.flatMap((report) => report.reasons))])]
  const record = { incident, reports: reports.map((report) => report.record) }
  return { record, reasons, reportReasons: reports.map((report) => report.reasons) }
}
