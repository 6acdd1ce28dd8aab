import { tiersAllow } from '@/lib/guard/tiers'
import type { Actor } from '@/lib/schema/ledger'
import type { Approval } from '@/lib/schema/review'
import type { ReviewedIncident, ReviewedReport, WriteTransaction } from '@/lib/store/store'
import { conflict } from './conflict'
import type { Context } from './context'
import { ServiceError } from './errors'
import { type Decided, isUndecided, whatStands, whatWaits } from './review-plan'

/** Whose yes a record has: that of the editor who wrote it, and those that were given since. Of keys, since nothing is known of people. */
function yesOf({ writer, approvals }: { writer: Actor; approvals: readonly Approval[] }): Set<string> {
  const written = writer.role === 'contributor' || writer.role === 'system' ? [] : [writer]
  return new Set([...written, ...approvals.map(({ actor }) => actor)].map(({ key }) => key ?? ''))
}

/** Whether this editor's yes is the last one needed. Throws conflict where it was given already and another's is missing. */
function completes(ctx: Context, of: ReviewedIncident, records: readonly (ReviewedIncident | ReviewedReport)[]): boolean {
  const given = records.map(yesOf)
  const key = ctx.actor.key ?? ''
  const lacking = given.filter((yes) => new Set([...yes, key]).size < ctx.settings.reviewersRequired)
  if (lacking.length > 0 && given.every((yes) => yes.has(key))) {
    throw conflict(of, 'This key has agreed already; the yes of another editor is needed.', null, 'agreed')
  }
  return lacking.length === 0
}

/** The guard's rule that no editor can set aside: among the sources of what is public is one whose word suffices. */
function requireTier({ settings }: Context, reports: readonly ReviewedReport[]): void {
  const tiers = reports.map(({ report }) => report.source.tier)
  if (tiersAllow(tiers, settings.publishingTiers)) return
  const message = tiers.length === 0 ? 'leaves no report that could be public' : `no source of tier ${settings.publishingTiers} is in it`
  throw new ServiceError('invalid-record', 'The guard does not let this be public.', { errors: [{ path: 'decision', message }] })
}

/**
 * Publishes an incident with what waits in it, or notes the first of two yeses. A waiting report that another one corrects is passed
 * over: its words were never public and are not to become so.
 */
export async function publishIncident(ctx: Context, tx: WriteTransaction, of: ReviewedIncident, reason: string): Promise<Decided> {
  const { id, reviewState } = of.incident
  if (!isUndecided(reviewState)) throw conflict(of, `The incident is ${reviewState} already.`, id)
  const waiting = whatWaits(of)
  const corrected = new Set(waiting.map(({ report }) => report.supersedes))
  requireTier(ctx, [...whatStands(of).filter(({ report }) => !corrected.has(report.id)), ...waiting])
  if (!completes(ctx, of, [of, ...waiting])) {
    const { seq } = await tx.append({ verb: 'incident.approved', payload: { id, reason } })
    return { outcome: 'approved', reviewState, seq }
  }
  // The incident last: what was corrected before then was never public.
  for (const { report } of waiting) await tx.append({ verb: 'report.published', payload: { id: report.id, reason } })
  const { seq } = await tx.append({ verb: 'incident.published', payload: { id, reason } })
  return { outcome: 'decided', reviewState: 'published', seq }
}

/** The same of one report; in an incident that still waits it becomes public with that. */
export async function publishReport(
  ctx: Context,
  tx: WriteTransaction,
  of: ReviewedIncident,
  reviewed: ReviewedReport,
  reason: string,
): Promise<Decided> {
  const { id, reviewState, supersedes } = reviewed.report
  if (!isUndecided(reviewState)) throw conflict(of, `The report is ${reviewState} already.`, id)
  if (reviewed.supersededBy !== null) throw conflict(of, `The report was corrected by ${reviewed.supersededBy}.`, reviewed.supersededBy)
  const others = whatStands(of).filter(({ report }) => report.id !== supersedes)
  if (of.incident.reviewState === 'published') requireTier(ctx, [...others, reviewed])
  const payload = { id, reason }
  if (!completes(ctx, of, [reviewed])) {
    const { seq } = await tx.append({ verb: 'report.approved', payload })
    return { outcome: 'approved', reviewState, seq }
  }
  const { seq } = await tx.append({ verb: 'report.published', payload })
  return { outcome: 'decided', reviewState: 'published', seq }
}
