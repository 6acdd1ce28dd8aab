import { z } from 'zod'
import { Incident, statedOfIncident } from './incident'
import { FeedId, MachineFeed } from './reading'
import { Report } from './report'
import { Instant } from './time'
import { roles } from './vocabulary'

/** Who acted: a role and the id of the key used, never a person. `system` is the import of the records shipped with the software. */
export const Actor = z.strictObject({ role: z.enum([...roles, 'system']), key: z.string().max(64).nullable() }).meta({ id: 'Actor' })
export type Actor = z.infer<typeof Actor>

/** The instants between which a stated time lies, half-open; worked out once with the region's zone, so that a rebuild needs no zone. */
export const Span = z.strictObject({ from: Instant, until: Instant })
export type Span = z.infer<typeof Span>

/** An incident as written; what can be derived (status, regions, counts) is not in it. */
export const StoredIncident = Incident.pick({ ...statedOfIncident, reviewState: true, publicAfter: true }).extend({ startSpan: Span })
export type StoredIncident = z.infer<typeof StoredIncident>

export const StoredReport = Report.omit({ recordedAt: true, supersededBy: true }).extend({
  asOfSpan: Span,
  /** When the source had surely published: the end of the stated day or month; null where the source gave no date. */
  publishedBy: Instant.nullable(),
})
export type StoredReport = z.infer<typeof StoredReport>

const Decision = z.strictObject({ id: z.ulid(), reason: z.string().min(1).max(1000) })

/**
 * The end of a duplicate: its reports were added to the incident `into` before this row, each under an id of its own, and are
 * known as the duplicate's only until this row. What of it was put away already has no counterpart.
 */
const Merge = Decision.extend({ into: z.ulid(), reports: z.array(z.strictObject({ from: z.ulid(), to: z.ulid() })) })

/** What the ledger calls a machine feed: never to be mistaken for a record's id. */
const FeedSubject = z.string().regex(/^feed\/[a-z]/)

/**
 * Snapshots of one feed that were taken in together. `sha256` is over the digests of its snapshots in order of time, each with its time, so
 * that what is kept of them can be held against it.
 */
const ReadingBatch = z.strictObject({
  id: FeedSubject,
  feed: FeedId,
  /** The times of the first and the last snapshot. */
  from: Instant,
  to: Instant,
  snapshots: z.int().positive(),
  readings: z.int().nonnegative(),
  /** Where they were read: an address or the name of a file. */
  origin: z.string().min(1).max(400),
  sha256: z.string().length(64),
})
export type ReadingBatch = z.infer<typeof ReadingBatch>

/** The verbs of the ledger and what each carries. The tables are a projection of these rows and of nothing else, but for readings. */
export const LedgerEvent = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('incident.created'), payload: StoredIncident }),
  z.strictObject({ verb: z.literal('report.added'), payload: StoredReport }),
  // One editor's yes where publishing needs two.
  z.strictObject({ verb: z.literal('incident.approved'), payload: Decision }),
  z.strictObject({ verb: z.literal('incident.published'), payload: Decision }),
  z.strictObject({ verb: z.literal('incident.rejected'), payload: Decision }),
  z.strictObject({ verb: z.literal('incident.retracted'), payload: Decision }),
  z.strictObject({ verb: z.literal('incident.takenDown'), payload: Decision }),
  z.strictObject({ verb: z.literal('incident.merged'), payload: Merge }),
  z.strictObject({ verb: z.literal('report.approved'), payload: Decision }),
  z.strictObject({ verb: z.literal('report.published'), payload: Decision }),
  z.strictObject({ verb: z.literal('report.rejected'), payload: Decision }),
  z.strictObject({ verb: z.literal('report.retracted'), payload: Decision }),
  z.strictObject({
    verb: z.literal('records.imported'),
    payload: z.strictObject({ id: z.string().max(200), sha256: z.string().length(64), rows: z.number().int() }),
  }),
  z.strictObject({ verb: z.literal('feed.described'), payload: z.strictObject({ id: FeedSubject, feed: MachineFeed }) }),
  // A batch of snapshots: the readings stand beside the ledger, and this is what vouches for them.
  z.strictObject({ verb: z.literal('readings.taken'), payload: ReadingBatch }),
])
export type LedgerEvent = z.infer<typeof LedgerEvent>

/** One row of the chain. `hash` = SHA-256 over seq, time, actor, verb, subject, payloadHash and prevHash; a blanked payload keeps its hash. */
export const LedgerRow = z.strictObject({
  seq: z.number().int().positive(),
  time: Instant,
  actor: Actor,
  verb: z.string(),
  subject: z.string(),
  payload: z.string().nullable(),
  payloadHash: z.string().length(64),
  prevHash: z.string().length(64),
  hash: z.string().length(64),
})
export type LedgerRow = z.infer<typeof LedgerRow>
