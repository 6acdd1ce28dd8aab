import { ulid } from 'ulid'
import type { Actor, LedgerEvent, StoredIncident, StoredReport } from '@/lib/schema/ledger'
import type { Observation } from '@/lib/schema/observation'
import type { Instant } from '@/lib/schema/time'
import type { RecordFilter } from '@/lib/store/store'

export const editor: Actor = { role: 'editor', key: 'test-editor' }
export const contributor: Actor = { role: 'contributor', key: null }

/** Asks for everything. */
export const everything: RecordFilter = { regions: [], services: [], measures: [], units: [], kinds: [], tiers: [] }

const hour = 3_600_000
/** An instant, hours after 8 January 2026, 00:00 UTC, in the tables' form. */
export const at = (hours: number): Instant => new Date(Date.UTC(2026, 0, 8) + Math.round(hours * hour)).toISOString()

/** The span of the hour that begins at an instant. */
const hourFrom = (from: Instant) => ({ from, until: new Date(Date.parse(from) + hour).toISOString() })

/** A published incident that began at `start` (hour precision) and is under no hold. */
export function incident(changes: Partial<StoredIncident> & { startsAt?: Instant } = {}): StoredIncident {
  const { startsAt = at(0), ...rest } = changes
  const id = rest.id ?? ulid()
  return {
    id,
    title: `Strike ${id}`,
    kind: 'strike',
    start: { time: startsAt, precision: 'hour' },
    end: null,
    wave: null,
    reviewState: 'published',
    publicAfter: startsAt,
    startSpan: hourFrom(startsAt),
    ...rest,
  }
}

/** One observation: 1000 households of Dnipropetrovsk without electricity. */
export function observation(changes: Partial<Observation> = {}): Observation {
  return {
    id: ulid(),
    regions: ['UA-12'],
    place: null,
    control: 'government',
    service: 'electricity',
    measure: 'without',
    basis: 'at_time',
    unit: 'households',
    value: 1000,
    min: null,
    max: null,
    qualifier: 'exact',
    quantityText: null,
    state: 'out',
    note: null,
    quote: null,
    ...changes,
  }
}

/** A published report of an incident, of tier 1, with one observation that held in the hour from `asOfAt`. */
export function report(of: StoredIncident | string, changes: Partial<StoredReport> & { asOfAt?: Instant } = {}): StoredReport {
  const { asOfAt = at(1), ...rest } = changes
  const id = rest.id ?? ulid()
  return {
    id,
    incident: typeof of === 'string' ? of : of.id,
    source: { publisher: 'Energy ministry', statedBy: null, tier: 1, url: `https://example.org/${id}`, archiveUrl: null, lang: 'en' },
    publishedAt: null,
    asOf: { time: asOfAt, precision: 'hour' },
    quote: null,
    supersedes: null,
    reviewState: 'published',
    observations: [observation()],
    asOfSpan: hourFrom(asOfAt),
    publishedBy: null,
    ...rest,
  }
}

export const created = (payload: StoredIncident): LedgerEvent => ({ verb: 'incident.created', payload })
export const added = (payload: StoredReport): LedgerEvent => ({ verb: 'report.added', payload })

type Decided = Exclude<Extract<LedgerEvent, { payload: { reason: string } }>['verb'], 'incident.merged'>
/** A decision about an incident or a report, with a reason. */
export const decided = (verb: Decided, id: string, reason = 'because'): LedgerEvent => ({ verb, payload: { id, reason } })

/** Ends a duplicate: its reports are added to the other incident as `copies`, from → to, in the same write. */
export function merged(
  of: StoredIncident,
  into: StoredIncident,
  copies: readonly [StoredReport, StoredReport][],
  reason = 'the same night',
) {
  const reports = copies.map(([from, to]) => ({ from: from.id, to: to.id }))
  const event: LedgerEvent = { verb: 'incident.merged', payload: { id: of.id, into: into.id, reason, reports } }
  return [...copies.map(([, to]) => added(to)), event]
}

/** A report as it is added to another incident. */
export function copy(of: StoredReport, into: StoredIncident, changes: Partial<StoredReport> = {}): StoredReport {
  return { ...of, id: ulid(), incident: into.id, ...changes }
}
