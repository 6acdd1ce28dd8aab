import { publicAfter } from '@/lib/guard/hold'
import { type LintReason, lintText } from '@/lib/guard/text-lint'
import { tiersAllow } from '@/lib/guard/tiers'
import type { NewIncident } from '@/lib/schema/incident'
import type { Actor, StoredIncident, StoredReport } from '@/lib/schema/ledger'
import type { NewObservation, Observation } from '@/lib/schema/observation'
import type { FieldError } from '@/lib/schema/problem'
import type { NewReport } from '@/lib/schema/report'
import type { Instant, PreciseTime } from '@/lib/schema/time'
import { addHours, canonicalTime, endOfSaid, instant, spanOf } from '@/lib/time/interval'
import type { Desk } from './context'
import { ServiceError } from './errors'
import { newId } from './new-id'

/** How far ahead of our clock a figure may be dated: another zone's day, a sender's slow clock, tomorrow's announced schedule. */
const futureHours = 24

/** Why a record waits for an editor: the writer's role, a source that does not suffice alone, or words that need a look. */
export type ReviewReason = 'contributor' | 'tier' | LintReason

/** A record ready to be written, and why it would wait; nothing here has touched the store. */
export interface Prepared<Record> {
  record: Record
  reasons: ReviewReason[]
}

const publishes = ({ role }: Actor) => role !== 'contributor'

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

function checkNotFuture(ctx: Desk, from: Instant, path: string, errors: FieldError[]) {
  if (from > addHours(ctx.clock(), futureHours)) errors.push({ path, message: 'lies more than a day in the future' })
}

/** The zone in which the days of a report are meant: that of the first region it speaks of. */
const zoneOf = (ctx: Desk, report: NewReport) => ctx.territory.find(report.observations[0]?.regions[0] ?? '')?.zone ?? ctx.territory.zone

function textsOf(report: NewReport): string[] {
  const { source, quote, observations } = report
  return [source.statedBy, quote, ...observations.flatMap((o) => [o.place, o.note, o.quantityText, o.quote])].filter(
    (text) => typeof text === 'string',
  )
}

/** A report as it will be stored. Errors go to `errors` with paths under `path`, so that one answer can name them all. */
function completeReport(ctx: Desk, incident: string, report: NewReport, path: string, errors: FieldError[]): Prepared<StoredReport> {
  const id = newId(ctx.clock())
  const zone = zoneOf(ctx, report)
  const asOf: PreciseTime = canonicalTime(report.asOf, zone)
  const asOfSpan = spanOf(asOf, zone)
  checkNotFuture(ctx, asOfSpan.from, `${path}asOf.time`, errors)
  const saidAt = report.publishedAt ?? null
  const publishedAt = saidAt?.endsWith('Z') ? instant(saidAt) : saidAt
  const observations = report.observations.map((observation, i) =>
    completeObservation(ctx, observation, `${id}.${i + 1}`, `${path}observations[${i}]`, errors),
  )
  const lint = textsOf(report).flatMap((text) => lintText(text).map(({ reason }) => reason))
  const reasons: ReviewReason[] = [...new Set([...(publishes(ctx.actor) ? [] : (['contributor'] as const)), ...lint])]
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
    publishedBy: publishedAt === null ? null : endOfSaid(publishedAt, zone),
  }
  return { record, reasons }
}

/** Texts that a store cannot hold: PostgreSQL has no U+0000. */
function checkStorable(value: unknown, path: string, errors: FieldError[]): void {
  if (typeof value === 'string' && value.includes('\u0000')) errors.push({ path, message: 'holds the character U+0000' })
  if (Array.isArray(value)) for (const [i, item] of value.entries()) checkStorable(item, `${path}[${i}]`, errors)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) checkStorable(item, path === '' ? name : `${path}.${name}`, errors)
  }
}

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw new ServiceError('invalid-record', 'The record cannot be taken as it is.', { errors })
}

/** A report for an incident that exists. Throws invalid-record with a path for everything wrong. */
export function prepareReport(ctx: Desk, incident: string, report: NewReport): Prepared<StoredReport> {
  const errors: FieldError[] = []
  checkStorable(report, '', errors)
  const prepared = completeReport(ctx, incident, report, '', errors)
  refuse(errors)
  return prepared
}

export type PreparedIncident = Prepared<{ incident: StoredIncident; reports: StoredReport[] }>

/** An incident with its reports as they will be stored. Throws invalid-record with a path for everything wrong. */
export function prepareIncident(ctx: Desk, input: NewIncident): PreparedIncident {
  const errors: FieldError[] = []
  const id = newId(ctx.clock())
  const zone = input.reports[0] ? zoneOf(ctx, input.reports[0]) : ctx.territory.zone
  const start = canonicalTime(input.start, zone)
  const startSpan = spanOf(start, zone)
  const end = input.end ? canonicalTime(input.end, zone) : null
  checkNotFuture(ctx, startSpan.from, 'start.time', errors)
  if (end !== null && spanOf(end, zone).until <= startSpan.from) errors.push({ path: 'end.time', message: 'lies before the start' })
  checkStorable(input, '', errors)
  const reports = input.reports.map((report, i) => completeReport(ctx, id, report, `reports[${i}].`, errors))
  refuse(errors)
  const ofIncident: ReviewReason[] = [
    ...(publishes(ctx.actor) ? [] : (['contributor'] as const)),
    ...(tiersAllow(reports.map(({ record }) => record.source.tier)) ? [] : (['tier'] as const)),
    ...lintText(input.title).map(({ reason }) => reason),
  ]
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
  return { record: { incident, reports: reports.map(({ record }) => record) }, reasons }
}
