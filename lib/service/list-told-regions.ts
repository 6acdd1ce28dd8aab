import type { ImpactQuery } from '@/lib/schema/query'
import type { RegionCode } from '@/lib/schema/region'
import type { Context } from './context'
import { publicRecords } from './public-records'
import { readingsAt } from './reading-statements'
import { resolveFilter, resolveMoments } from './resolve-query'

/**
 * The regions that any public statement of the query names, however long ago, up to its `asOf`. A region that is not among them has never been
 * spoken of here, which is less than "nothing current": a page says the one or the other. The query's own regions and level do not narrow it.
 */
export async function listToldRegions(ctx: Context, query: ImpactQuery): Promise<ReadonlySet<RegionCode>> {
  const ofAllRegions = { ...query, region: [], level: undefined, from: undefined, to: undefined }
  const filter = resolveFilter(ctx, ofAllRegions, resolveMoments(ctx, ofAllRegions))
  const statements = await publicRecords(ctx).statements(filter)
  return new Set(statements.flatMap(({ regions }) => regions))
}

/** The areas of the query of which a machine feed tells something at its moment, be it as the last word. */
export async function listReadRegions(ctx: Context, query: ImpactQuery): Promise<ReadonlySet<RegionCode>> {
  const statements = await readingsAt(ctx, query, resolveMoments(ctx, query))
  return new Set(statements.flatMap(({ regions }) => regions))
}
