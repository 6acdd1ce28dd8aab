import { z } from 'zod'
import { BasisEntry, RegionImpact } from './impact'
import { HistoryEntry, Incident } from './incident'
import { Actor } from './ledger'
import { Observation, Service } from './observation'
import { ReviewReason } from './policy'
import { RegionCode } from './region'
import { Report, ReviewState, Tier } from './report'
import { Finding, SimilarIncident } from './report-look'
import { Instant } from './time'
import { reviewDecisions, takedownReasons } from './vocabulary'

export const ReviewDecision = z.enum(reviewDecisions)
export type ReviewDecision = z.infer<typeof ReviewDecision>

export const TakedownReason = z.enum(takedownReasons).meta({ id: 'TakedownReason' })
export type TakedownReason = z.infer<typeof TakedownReason>

const Reason = z.string().trim().min(1).max(1000)

const whole = {
  seenSeq: z
    .number()
    .int()
    .positive()
    .optional()
    .meta({ description: 'the last ledger row about the incident that the editor has seen; a later one makes the decision a conflict' }),
}
const wholeOrReport = {
  ...whole,
  report: z.ulid().optional().meta({ description: 'decides on this report alone, not on the incident' }),
}

/** What an editor decides about an incident, or where `report` is given about one of its reports. */
export const ReviewRequest = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('publish'), reason: Reason, ...wholeOrReport }),
    z.strictObject({ decision: z.literal('reject'), reason: Reason, ...wholeOrReport }),
    z.strictObject({ decision: z.literal('retract'), reason: Reason, ...wholeOrReport }),
    z.strictObject({ decision: z.literal('takedown'), reason: TakedownReason, ...whole }),
    z.strictObject({
      decision: z.literal('merge'),
      reason: Reason,
      into: z.ulid().meta({ description: 'the incident that this one is a duplicate of' }),
      ...whole,
    }),
  ])
  .meta({ id: 'ReviewRequest' })
export type ReviewRequest = z.infer<typeof ReviewRequest>

export const ReviewAnswer = z
  .strictObject({
    id: Incident.shape.id,
    decision: ReviewDecision,
    /** `approved`: a first yes, where publishing needs two. */
    outcome: z.enum(['decided', 'approved']),
    /** Of what was decided on, and after a merge of the incident that the id answers from now on; null where nothing is left. */
    reviewState: ReviewState.nullable(),
    /** The ledger row of the decision. */
    seq: z.number().int(),
  })
  .meta({ id: 'ReviewAnswer' })
export type ReviewAnswer = z.infer<typeof ReviewAnswer>

/** An editor's yes. */
export const Approval = z.strictObject({ seq: z.number().int(), time: Instant, actor: Actor })
export type Approval = z.infer<typeof Approval>

/** What editors see of where a record stands: who wrote it, why it waits, and who has agreed. */
const standing = {
  writer: Actor,
  /** Empty where nothing stands in the way. */
  reasons: z.array(ReviewReason),
  approvals: z.array(Approval),
}

/** One thing that waits: an incident with all its reports, or one report of an incident that is published. */
export const QueueEntry = z.strictObject({
  ...Incident.pick({ id: true, title: true, kind: true, start: true, publicAfter: true, recordedAt: true }).shape,
  /** The report that waits; null where the incident does. `recordedAt` is that of what waits. */
  report: Report.shape.id.nullable(),
  ...standing,
  /** Of what waits, each once. */
  publishers: z.array(z.string()),
  tiers: z.array(Tier),
  regions: z.array(RegionCode),
  services: z.array(Service),
  /** The first of its figures, as they were said, and how many there are. */
  figures: z.array(Observation),
  figureCount: z.number().int(),
  /** The last ledger row about the incident, to be sent with the decision as `seenSeq`. */
  lastSeq: z.number().int(),
})
export type QueueEntry = z.infer<typeof QueueEntry>

/** What waits, the longest first; `total` may be more than `data` has. */
export const ReviewQueue = z.strictObject({ data: z.array(QueueEntry), total: z.number().int() })
export type ReviewQueue = z.infer<typeof ReviewQueue>

/** A row of an incident's ledger as editors see it: with the key that acted. */
export const ReviewEntry = HistoryEntry.omit({ role: true }).extend({ actor: Actor })
export type ReviewEntry = z.infer<typeof ReviewEntry>

/** A report in any state, with what only editors see. */
export const ReviewReport = Report.extend({
  ...standing,
  /** Whether the public reads it at this moment. */
  isPublic: z.boolean(),
  /** Words of it that the guard asks about. */
  found: z.array(Finding),
  /** How whoever sent it may be asked about it, while it waits; null where nobody said. */
  contact: z.string().nullable(),
})
export type ReviewReport = z.infer<typeof ReviewReport>

/** One region and service of a record, at one moment: what the public reads, and what it would read with what waits. */
export const ReviewImpact = z.strictObject({ before: RegionImpact, after: RegionImpact })
export type ReviewImpact = z.infer<typeof ReviewImpact>

/** Everything about one incident, whatever its state, and what publishing what waits in it would change. */
export const ReviewRecord = z.strictObject({
  ...Incident.omit({ status: true, regions: true, services: true, reportCount: true, lastAsOf: true }).shape,
  ...standing,
  isPublic: z.boolean(),
  /** Words of its title that the guard asks about. */
  found: z.array(Finding),
  /** The incident that this one was a duplicate of. */
  mergedInto: Incident.shape.id.nullable(),
  reports: z.array(ReviewReport),
  history: z.array(ReviewEntry),
  lastSeq: z.number().int(),
  /** The moment of `impact`: that of the last word that waits, at the latest the present. */
  asOf: Instant,
  impact: z.array(ReviewImpact),
  /** What waits of the whole country or of several regions together: beside every sum. */
  nationWide: z.array(BasisEntry),
  /** Public incidents that what waits may belong to. */
  similar: z.array(SimilarIncident),
})
export type ReviewRecord = z.infer<typeof ReviewRecord>
