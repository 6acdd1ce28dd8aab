import type { ObservationPage } from '@/lib/schema/answers'
import type { IncidentQuery } from '@/lib/schema/query'
import type { Context } from './context'
import { ServiceError } from './errors'
import { resolveFilter, resolveMoments } from './resolve-query'

/** Public observations as flat rows, newest as-of first. */
export async function listObservations(ctx: Context, query: IncidentQuery): Promise<ObservationPage> {
  const { limit, cursor, ...filters } = query
  if (query.standing.length > 0) {
    throw new ServiceError('invalid-parameter', 'An observation is a statement and has no standing; ask impact or incidents.', {
      errors: [{ path: 'standing', message: 'does not apply to observations' }],
    })
  }
  const moments = resolveMoments(ctx, filters)
  const page = await ctx.store
    .publicView(ctx.clock())
    .observations(resolveFilter(ctx, filters, moments), { limit, ...(cursor !== undefined && { cursor }) })
  return { data: page.rows, next: page.next, total: page.total, asOf: moments.asOf, knownAt: moments.knownAt ?? null }
}
