import type { IncidentDetail } from '@/lib/schema/incident'
import type { Instant } from '@/lib/schema/time'
import type { Context } from './context'
import { ServiceError } from './errors'
import { statusesAt } from './incident-status'
import { shownIncident } from './list-incidents'

/** One public incident with its reports and its history. Throws not-found, or gone with the tombstone. */
export async function getIncident(ctx: Context, id: string, now: Instant = ctx.clock()): Promise<IncidentDetail> {
  const found = await ctx.store.publicView(now).incident(id)
  if (found === null) throw new ServiceError('not-found', 'There is no such incident, or it is not public.')
  if ('takenDownAt' in found) throw new ServiceError('gone', 'This record was taken down.', { tombstone: found })
  const statusOf = await statusesAt(ctx, { asOf: now })
  return { ...shownIncident(found.incident, statusOf(id)), reports: found.reports, history: found.history }
}
