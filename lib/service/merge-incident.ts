import type { StoredReport } from '@/lib/schema/ledger'
import type { ReviewRequest } from '@/lib/schema/review'
import type { Instant } from '@/lib/schema/time'
import type { ReviewedIncident, ReviewedReport, WriteTransaction } from '@/lib/store/store'
import { conflict } from './conflict'
import type { Context } from './context'
import { ServiceError, type Why } from './errors'
import { newId } from './new-id'
import { type Decided, isUndecided } from './review-plan'

type Merge = Extract<ReviewRequest, { decision: 'merge' }>

type Obstacle = [why: Why, message: string]

const refused = ([why, message]: Obstacle) =>
  new ServiceError('invalid-record', 'The incident cannot be merged into that one.', { why, errors: [{ path: 'into', message }] })

/** Why a target cannot take a duplicate, or null. A merge neither takes away what is public nor lifts a hold. */
function obstacle({ incident: duplicate }: ReviewedIncident, { incident: target }: ReviewedIncident, now: Instant): Obstacle | null {
  if (target.id === duplicate.id) return ['intoSame', 'is the same incident']
  if (target.reviewState === 'rejected' || target.reviewState === 'retracted') {
    return ['intoEnded', `is ${target.reviewState}`]
  }
  if (duplicate.reviewState !== 'published') return null
  if (target.reviewState !== 'published') {
    return ['intoOtherWay', 'is not published, while the duplicate is: merge the other way round']
  }
  const isHeld = duplicate.publicAfter > now
  if (isHeld && target.publicAfter < duplicate.publicAfter) {
    return ['intoHold', 'is public before the hold of the duplicate ends']
  }
  if (!isHeld && target.publicAfter > now) {
    return ['intoOtherWay', 'is under hold, while the duplicate is public: merge the other way round']
  }
  return null
}

async function targetOf(tx: WriteTransaction, of: ReviewedIncident, into: string, now: Instant): Promise<ReviewedIncident> {
  const target = await tx.reviewed(into)
  if (target === null) throw refused(['intoUnknown', 'is not an incident'])
  if ('takenDownAt' in target) throw refused(['intoUnknown', 'was taken down'])
  if (target.mergedInto !== null) throw refused(['intoMerged', `was itself merged into ${target.mergedInto}`])
  const met = obstacle(of, target, now)
  if (met !== null) throw refused(met)
  return target
}

/** What of a duplicate goes on: what waits, what stands, and what either corrects, so that the correction stays to be read. */
function whatGoesOn({ reports }: ReviewedIncident): ReviewedReport[] {
  const byId = new Map(reports.map((each) => [each.report.id, each]))
  const goesOn = ({ report, supersededBy, known }: ReviewedReport): boolean => {
    if (isUndecided(report.reviewState)) return true
    if (report.reviewState !== 'published') return false
    const correction = supersededBy === null ? undefined : byId.get(supersededBy)
    return correction ? goesOn(correction) : known.until === null && supersededBy === null
  }
  return reports.filter(goesOn)
}

/** A report as one of another incident, under a new id. What was not public with the duplicate waits there as well. */
function counterpart(
  { report }: ReviewedReport,
  { incident: duplicate }: ReviewedIncident,
  into: string,
  ids: ReadonlyMap<string, string>,
): StoredReport {
  const id = ids.get(report.id) ?? report.id
  const wasPublished = report.reviewState === 'published' && duplicate.reviewState === 'published'
  return {
    ...report,
    id,
    incident: into,
    supersedes: report.supersedes === null ? null : (ids.get(report.supersedes) ?? null),
    reviewState: wasPublished ? 'published' : 'in_review',
    observations: report.observations.map((observation, i) => ({ ...observation, id: `${id}.${i + 1}` })),
  }
}

/** Ends a duplicate: its reports are added to the other incident, in the same write, and both ids answer that one from now on. */
export async function mergeIncident(ctx: Context, tx: WriteTransaction, of: ReviewedIncident, { into, reason }: Merge): Promise<Decided> {
  const { id, reviewState } = of.incident
  if (reviewState === 'rejected' || reviewState === 'retracted') throw conflict(of, `The incident is ${reviewState} already.`, id)
  const now = ctx.clock()
  const target = await targetOf(tx, of, into, now)
  const moving = whatGoesOn(of)
  const ids = new Map(moving.map(({ report }) => [report.id, newId(now)]))
  for (const each of moving) await tx.append({ verb: 'report.added', payload: counterpart(each, of, into, ids) })
  const reports = [...ids].map(([from, to]) => ({ from, to }))
  const { seq } = await tx.append({ verb: 'incident.merged', payload: { id, into, reason, reports } })
  return { outcome: 'decided', reviewState: target.incident.reviewState, seq }
}
