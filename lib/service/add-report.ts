import { z } from 'zod'
import type { InReview } from '@/lib/schema/answers'
import { type NewReport, Report } from '@/lib/schema/report'
import type { Context } from './context'
import { ServiceError } from './errors'
import { once } from './idempotency'
import { prepareReport } from './prepare-record'

export interface AddReport {
  incident: string
  report: NewReport
  idempotencyKey?: string
}
export type Added = { outcome: 'published'; report: Report } | { outcome: 'in_review'; answer: InReview }

const Kept = z.object({ report: Report, reasons: z.array(z.string()) })

/**
 * Adds a report (an update, a restoration, a contradiction, a correction) to an incident. Only an editor's may supersede.
 * Throws not-found for an incident that is not there or not public to this writer, invalid-record, conflict.
 */
export async function addReport(ctx: Context, input: AddReport): Promise<Added> {
  const { record, reasons } = prepareReport(ctx, input.incident, input.report)
  const now = ctx.clock()
  const isEditor = ctx.actor.role !== 'contributor'
  const kept = await ctx.store.write({ actor: ctx.actor, time: now }, (tx) =>
    once(tx, input.idempotencyKey, input, Kept, async () => {
      const found = await tx.findIncident(input.incident)
      const isPublic = found?.incident.reviewState === 'published' && found.incident.publicAfter <= now
      if (!found || !(isPublic || isEditor)) throw new ServiceError('not-found', 'There is no such incident, or it is not public.')
      if (record.supersedes !== null && !found.reports.some(({ id }) => id === record.supersedes)) {
        throw new ServiceError('invalid-record', 'A report corrects one of the same incident.', {
          errors: [{ path: 'supersedes', message: 'is not a report of this incident' }],
        })
      }
      const { time } = await tx.append({ verb: 'report.added', payload: record })
      const { asOfSpan: _span, publishedBy: _by, ...shown } = record
      return { report: { ...shown, recordedAt: time, supersededBy: null }, reasons }
    }),
  )
  if (kept.report.reviewState === 'published') return { outcome: 'published', report: kept.report }
  return { outcome: 'in_review', answer: { id: kept.report.id, reviewState: 'in_review', reasons: kept.reasons } }
}
