import type { HistoryEntry, IncidentDetail, Tombstone } from '@/lib/schema/incident'
import type { Instant } from '@/lib/schema/time'
import type { Context } from './context'
import { ServiceError } from './errors'
import { statusesAt } from './incident-status'
import { shownIncident } from './list-incidents'

/** What is said of a retracted incident or report: that it was, since when it is not, and why. Its words are not the public's any more. */
export function retraction(id: string, history: readonly HistoryEntry[]): Tombstone {
  const entry = history.findLast(({ verb }) => verb === 'incident.retracted' || verb === 'report.retracted')
  return { id, takenDownAt: entry?.time ?? '', reason: entry?.reason ?? '' }
}

/**
 * One public incident with its reports and its history, by its id or that of a duplicate that was merged into it; a retracted report leaves its line in the history and no words.
 * Throws not-found, or gone with a tombstone where the whole was retracted or taken down.
 */
export async function getIncident(ctx: Context, id: string, now: Instant = ctx.clock()): Promise<IncidentDetail> {
  const found = await ctx.store.publicView(now).incident(id)
  if (found === null) throw new ServiceError('not-found', 'There is no such incident, or it is not public.')
  if ('takenDownAt' in found) throw new ServiceError('gone', 'This record was taken down.', { tombstone: found })
  if (found.incident.reviewState === 'retracted') {
    throw new ServiceError('gone', 'This record was retracted.', { tombstone: retraction(id, found.history) })
  }
  // Its own id, which is another where the one asked for was merged into it.
  const own = found.incident.id
  const statusOf = await statusesAt(ctx, { asOf: now }, { incidents: [own] })
  return {
    ...shownIncident(found.incident, statusOf(own)),
    reports: found.reports.filter(({ reviewState }) => reviewState !== 'retracted'),
    history: found.history,
  }
}
