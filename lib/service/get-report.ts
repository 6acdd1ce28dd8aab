import type { ReportDetail } from '@/lib/schema/incident'
import type { Instant } from '@/lib/schema/time'
import type { Context } from './context'
import { ServiceError } from './errors'
import { retraction } from './get-incident'

/**
 * One public report by its id, corrected ones too: what was cited stays to be read. Throws not-found, or gone with a tombstone where it
 * was retracted, alone or with its incident, or taken down.
 */
export async function getReport(ctx: Context, id: string, now: Instant = ctx.clock()): Promise<ReportDetail> {
  const found = await ctx.store.publicView(now).report(id)
  if (found === null) throw new ServiceError('not-found', 'There is no such report, or it is not public.')
  if ('takenDownAt' in found) throw new ServiceError('gone', 'This report was taken down.', { tombstone: found })
  const { report, incident, history } = found
  if (report.reviewState === 'retracted') {
    throw new ServiceError('gone', 'This report was retracted.', { tombstone: retraction(id, history) })
  }
  return { ...report, incidentTitle: incident.title, kind: incident.kind, history: history.filter(({ subject }) => subject === report.id) }
}
