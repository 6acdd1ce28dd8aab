import { z } from 'zod'
import type { InReview } from '@/lib/schema/answers'
import type { IncidentDetail, NewIncident } from '@/lib/schema/incident'
import type { WriteTransaction } from '@/lib/store/store'
import type { Context } from './context'
import { ServiceError } from './errors'
import { getIncident } from './get-incident'
import { once } from './idempotency'
import { likelyDuplicates } from './likely-duplicates'
import { type PreparedIncident, prepareIncident } from './prepare-record'
import { senderOf, takePlaceInQueue } from './queue-cap'

export interface CreateIncident {
  incident: NewIncident
  /** The writer has seen the candidates and says it is another event. */
  allowDuplicate?: boolean
  idempotencyKey?: string
  /** How the writer may be asked about it; kept apart from the record. */
  contact?: string
}
export type Created = { outcome: 'published'; incident: IncidentDetail } | { outcome: 'in_review'; answer: InReview }

const Kept = z.object({ id: z.ulid(), publicAfter: z.iso.datetime(), published: z.boolean(), reasons: z.array(z.string()) })

/** Writes a prepared incident and its reports; the ledger's first rows of it. */
export async function appendIncident(tx: WriteTransaction, { record }: PreparedIncident): Promise<void> {
  await tx.append({ verb: 'incident.created', payload: record.incident })
  for (const report of record.reports) await tx.append({ verb: 'report.added', payload: report })
}

/**
 * Takes in an incident with its reports. An editor's is published where the guard allows, everybody else's waits in review.
 * Throws invalid-record, likely-duplicate with the candidates, conflict (a key used for another request), or
 * too-many-requests where too much of the sender waits already.
 */
export async function createIncident(ctx: Context, input: CreateIncident): Promise<Created> {
  const prepared = prepareIncident(ctx, input.incident)
  const now = ctx.clock()
  const sender = await senderOf(ctx)
  const kept = await ctx.store.write({ actor: ctx.actor, time: now }, (tx) =>
    once(tx, input.idempotencyKey, input.incident, Kept, async () => {
      const candidates = input.allowDuplicate ? [] : await likelyDuplicates(tx, prepared.record.reports)
      if (candidates.length > 0) {
        throw new ServiceError('likely-duplicate', 'An incident here already holds a report from this address.', { candidates })
      }
      await takePlaceInQueue(ctx, tx, prepared.record.reports, sender)
      await appendIncident(tx, prepared)
      const [first] = prepared.record.reports
      if (input.contact !== undefined && first) await tx.keepContact(first.id, input.contact)
      const { id, publicAfter, reviewState } = prepared.record.incident
      return { id, publicAfter, published: reviewState === 'published', reasons: prepared.reasons }
    }),
  )
  if (!kept.published) return { outcome: 'in_review', answer: { id: kept.id, reviewState: 'in_review', reasons: kept.reasons } }
  // The writer may see at once what the public sees when the hold has ended.
  const seenFrom = kept.publicAfter > now ? kept.publicAfter : ctx.clock()
  return { outcome: 'published', incident: await getIncident(ctx, kept.id, seenFrom) }
}
