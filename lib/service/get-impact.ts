import { impactAt } from '@/lib/impact/impact'
import type { Impact } from '@/lib/schema/impact'
import type { ImpactQuery } from '@/lib/schema/query'
import type { Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import type { Context } from './context'
import { type QueryMoments, resolveFilter, resolveMoments, resolveRegions } from './resolve-query'

/** No figure older than this can stand: 30 days of staleness after the longest shelf life, said of a whole month. */
const longestMemoryDays = 70

/**
 * The statements an answer about `from`…`to` can rest on: narrowed only by what cannot change a region's number by its absence
 * (service, kind, tier, text, time); regions, measures and units are the impact rules' own to weigh.
 */
export async function statementsFor(ctx: Context, query: ImpactQuery, from: Instant, to: Instant): Promise<Statement[]> {
  const { knownAt: _k, publishedBy: _p, ...filter } = resolveFilter(ctx, { ...query, asOf: undefined, level: undefined }, { asOf: to })
  return ctx.store.publicView(ctx.clock()).statements({
    ...filter,
    regions: [],
    measures: [],
    units: [],
    from: new Date(Date.parse(from) - longestMemoryDays * 86_400_000).toISOString(),
    to: new Date(Date.parse(to) + 1).toISOString(),
  })
}

/** The clocks of the answer, null where the reader set none. */
export const clocksOf = (moments: QueryMoments) => ({ knownAt: moments.knownAt ?? null, publishedBy: moments.publishedBy ?? null })

/** Regions of the query at its level: a parent means its children, none means all. */
export function regionsAsked(ctx: Context, query: ImpactQuery, level: 1 | 2): string[] {
  const asked = resolveRegions(ctx, query.region)
  return ctx.territory.widen(asked).filter((code) => ctx.territory.find(code)?.level === level)
}

/** What each region is without, at one moment, and why: design "Impact", sections 1 to 3. Electricity is told in connections unless a unit is asked. */
export async function getImpact(ctx: Context, query: ImpactQuery): Promise<Impact> {
  const moments = resolveMoments(ctx, query)
  const level = query.level ?? 1
  const services = query.service.length > 0 ? query.service : (['electricity'] as const)
  const statements = await statementsFor(ctx, query, moments.asOf, moments.asOf)
  const regions = regionsAsked(ctx, query, level)
  const nothingAsked = query.region.length > 0 && regions.length === 0
  const answer = impactAt(
    statements,
    ctx.territory.regions,
    { services, measures: query.measure, level, regions, ...(query.unit !== undefined && { unit: query.unit }) },
    moments,
  )
  const data = nothingAsked ? [] : answer.data.filter(({ standing }) => query.standing.length === 0 || query.standing.includes(standing))
  return { ...answer, asOf: moments.asOf, ...clocksOf(moments), level, data }
}
