import type { ObservationPage } from '@/lib/schema/answers'
import type { IncidentQuery } from '@/lib/schema/query'
import type { Context } from './context'
import { ServiceError } from './errors'
import { publicRecords } from './public-records'
import { resolveFilter, resolveMoments } from './resolve-query'

/** Throws invalid-parameter for a query that asks observations how they stand. */
export function refuseStanding({ standing }: Pick<IncidentQuery, 'standing'>): void {
  if (standing.length === 0) return
  throw new ServiceError('invalid-parameter', 'An observation is a statement and has no standing; ask impact or incidents.', {
    errors: [{ path: 'standing', message: 'does not apply to observations' }],
  })
}

/** Public observations as flat rows, newest as-of first. */
export async function listObservations(ctx: Context, query: IncidentQuery): Promise<ObservationPage> {
  const { limit, cursor, ...filters } = query
  refuseStanding(query)
  const moments = resolveMoments(ctx, filters)
  const page = await publicRecords(ctx).observations(resolveFilter(ctx, filters, moments), {
    limit,
    ...(cursor !== undefined && { cursor }),
  })
  return { data: page.rows, next: page.next, total: page.total, asOf: moments.asOf, knownAt: moments.knownAt ?? null }
}
