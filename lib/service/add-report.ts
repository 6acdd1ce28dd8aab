import { z } from 'zod'
import type { InReview } from '@/lib/schema/answers'
import { type NewReport, Report } from '@/lib/schema/report'
import type { Instant } from '@/lib/schema/time'
import type { WriteTransaction } from '@/lib/store/store'
import { conflict } from './conflict'
import type { Context } from './context'
import { ServiceError } from './errors'
import { once } from './idempotency'
import { prepareReport } from './prepare-record'
import { senderOf, takePlaceInQueue } from './queue-cap'

export interface AddReport {
  incident: string
  report: NewReport
  /** The last ledger row about the incident that the writer has seen; a later one is a conflict. */
  seenSeq?: number
  idempotencyKey?: string
  /** How the writer may be asked about it; kept apart from the record. */
  contact?: string
}
export type Added = { outcome: 'published'; report: Report } | { outcome: 'in_review'; answer: InReview }

const Kept = z.object({ report: Report, reasons: z.array(z.string()) })

/** Where a report goes: the incident of the address, or what that was merged into, and what it corrects there. */
interface Place {
  incident: string
  supersedes: string | null
}

/** Throws not-found for an incident that is not there or not public to this writer, gone, conflict for one that was put away, invalid-record. */
async function placeOf(ctx: Context, tx: WriteTransaction, id: string, supersedes: string | null, now: Instant): Promise<Place> {
  const found = await tx.reviewed(id)
  const notFound = new ServiceError('not-found', 'There is no such incident, or it is not public.')
  if (found === null) throw notFound
  if ('takenDownAt' in found) throw new ServiceError('gone', 'This record was taken down.', { tombstone: found })
  const { incident, reports, mergedInto } = found
  const corrected = reports.find(({ report }) => report.id === supersedes)
  if (mergedInto !== null) return placeOf(ctx, tx, mergedInto, corrected?.mergedInto ?? supersedes, now)
  const isPublic = incident.reviewState === 'published' && incident.publicAfter <= now
  if (!isPublic && ctx.actor.role === 'contributor') throw notFound
  if (incident.reviewState === 'rejected' || incident.reviewState === 'retracted') {
    throw conflict(found, `The incident is ${incident.reviewState}.`, incident.id)
  }
  if (supersedes !== null && !corrected) {
    throw new ServiceError('invalid-record', 'A report corrects one of the same incident.', {
      errors: [{ path: 'supersedes', message: 'is not a report of this incident' }],
    })
  }
  return { incident: incident.id, supersedes }
}

/** Throws conflict where something was done to an incident after the ledger row `seenSeq`. */
async function requireUnchanged(tx: WriteTransaction, id: string, seenSeq: number): Promise<void> {
  const found = await tx.reviewed(id)
  if (found === null || 'takenDownAt' in found || (found.history.at(-1)?.seq ?? 0) <= seenSeq) return
  throw conflict(found, 'The record has changed since it was read for this report.')
}

/**
 * Adds a report (an update, a restoration, a contradiction, a correction) to an incident; by the id of a merged duplicate to what it was
 * merged into. In one that waits only an editor may. Throws not-found for an incident that is not there or not public to this writer, gone,
 * invalid-record, conflict, too-many-requests where too much of the sender waits already.
 */
export async function addReport(ctx: Context, { contact, ...input }: AddReport): Promise<Added> {
  const { record, reasons } = prepareReport(ctx, input.incident, input.report)
  const now = ctx.clock()
  const sender = await senderOf(ctx)
  const kept = await ctx.store.write({ actor: ctx.actor, time: now }, (tx) =>
    once(tx, input.idempotencyKey, input, Kept, async () => {
      if (input.seenSeq !== undefined) await requireUnchanged(tx, input.incident, input.seenSeq)
      const payload = { ...record, ...(await placeOf(ctx, tx, input.incident, record.supersedes, now)) }
      await takePlaceInQueue(ctx, tx, [payload], sender)
      const { time } = await tx.append({ verb: 'report.added', payload })
      if (contact !== undefined) await tx.keepContact(payload.id, contact)
      const { asOfSpan: _span, publishedBy: _by, ...shown } = payload
      return { report: { ...shown, recordedAt: time, supersededBy: null }, reasons }
    }),
  )
  if (kept.report.reviewState === 'published') return { outcome: 'published', report: kept.report }
  return { outcome: 'in_review', answer: { id: kept.report.id, reviewState: 'in_review', reasons: kept.reasons } }
}
