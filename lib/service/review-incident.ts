import { tiersAllow } from '@/lib/guard/tiers'
import type { LedgerEvent, LedgerRow } from '@/lib/schema/ledger'
import type { ReviewState } from '@/lib/schema/report'
import { ReviewAnswer, type ReviewRequest } from '@/lib/schema/review'
import type { ReviewedIncident, ReviewedReport, WriteTransaction } from '@/lib/store/store'
import { conflict } from './conflict'
import type { Context } from './context'
import { ServiceError } from './errors'
import { once } from './idempotency'
import { mergeIncident } from './merge-incident'
import { publishIncident, publishReport } from './publish-record'
import { requireEditor } from './require-editor'
import { type Decided, isUndecided, whatStands } from './review-plan'
import { unseenIn } from './unseen-characters'

export interface ReviewIncident {
  id: string
  request: ReviewRequest
  idempotencyKey?: string
}

/** The incident as it stands. Throws not-found, or gone with its tombstone. */
async function find(tx: WriteTransaction, id: string): Promise<ReviewedIncident> {
  const found = await tx.reviewed(id)
  if (found === null) throw new ServiceError('not-found', 'There is no such incident.')
  if ('takenDownAt' in found) throw new ServiceError('gone', 'This record was taken down.', { tombstone: found })
  return found
}

function requireCurrent(of: ReviewedIncident, seenSeq: number | undefined): void {
  if (of.mergedInto !== null) throw conflict(of, `This incident was merged into ${of.mergedInto}; decide there.`)
  const last = of.history.at(-1)?.seq ?? 0
  if (seenSeq !== undefined && seenSeq < last) throw conflict(of, 'The record has changed since it was read for this decision.')
}

function reportOf(of: ReviewedIncident, id: string): ReviewedReport {
  const found = of.reports.find(({ report }) => report.id === id)
  if (!found) throw new ServiceError('not-found', 'There is no such report in this incident.')
  const { reviewState } = of.incident
  if (reviewState === 'rejected' || reviewState === 'retracted') throw conflict(of, `The incident is ${reviewState}.`, of.incident.id)
  return found
}

const decided = ({ seq }: LedgerRow, reviewState: ReviewState | null): Decided => ({ outcome: 'decided', reviewState, seq })

/** Throws where what would stand without this report rests on no source that suffices: then the incident goes as a whole. */
function requireTierWithout(ctx: Context, of: ReviewedIncident, report: string): void {
  const rest = whatStands(of).filter((other) => other.report.id !== report)
  if (of.incident.reviewState !== 'published' || rest.length === 0) return
  const tiers = rest.map((other) => other.report.source.tier)
  if (tiersAllow(tiers, ctx.settings.publishingTiers)) return
  throw new ServiceError('invalid-record', 'What would stay rests on no source that suffices alone: retract the incident.', {
    errors: [{ path: 'report', message: `no source of tier ${ctx.settings.publishingTiers} would be left` }],
  })
}

/** Puts away what waits, or takes back what is published; about the incident, or about one of its reports. */
async function end(
  ctx: Context,
  tx: WriteTransaction,
  of: ReviewedIncident,
  { decision, reason, report }: Extract<ReviewRequest, { decision: 'reject' | 'retract' }>,
): Promise<Decided> {
  const target = report === undefined ? of.incident : reportOf(of, report).report
  const { id, reviewState } = target
  const ends = decision === 'reject' ? isUndecided(reviewState) : reviewState === 'published'
  if (!ends) throw conflict(of, `What is ${reviewState} cannot be ${decision === 'reject' ? 'rejected' : 'retracted'}.`, id)
  if (decision === 'retract' && report !== undefined) requireTierWithout(ctx, of, report)
  const what = report === undefined ? 'incident' : 'report'
  const done = decision === 'reject' ? 'rejected' : 'retracted'
  const event: LedgerEvent = { verb: `${what}.${done}`, payload: { id, reason } }
  return decided(await tx.append(event), done)
}

async function decide(ctx: Context, tx: WriteTransaction, of: ReviewedIncident, request: ReviewRequest): Promise<Decided> {
  switch (request.decision) {
    case 'publish': {
      const { reason, report } = request
      return report === undefined ? publishIncident(ctx, tx, of, reason) : publishReport(ctx, tx, of, reportOf(of, report), reason)
    }
    case 'reject':
    case 'retract':
      return end(ctx, tx, of, request)
    case 'takedown':
      return decided(await tx.append({ verb: 'incident.takenDown', payload: { id: of.incident.id, reason: request.reason } }), null)
    case 'merge':
      return mergeIncident(ctx, tx, of, request)
  }
}

/**
 * An editor's decision about an incident or one of its reports, written as ledger rows. Throws unauthorised or forbidden for anyone
 * who is no editor; not-found and gone; conflict where it was decided already or has changed since `seenSeq`, with what happened;
 * invalid-record where the guard does not allow it, which no editor can override.
 */
export async function reviewIncident(ctx: Context, { id, request, idempotencyKey }: ReviewIncident): Promise<ReviewAnswer> {
  requireEditor(ctx)
  const errors = unseenIn(request)
  if (errors.length > 0) throw new ServiceError('invalid-record', 'The decision cannot be taken as it is.', { errors })
  return ctx.store.write({ actor: ctx.actor, time: ctx.clock() }, (tx) =>
    once(tx, idempotencyKey, { id, request }, ReviewAnswer, async () => {
      const of = await find(tx, id)
      requireCurrent(of, request.seenSeq)
      return { id, decision: request.decision, ...(await decide(ctx, tx, of, request)) }
    }),
  )
}
