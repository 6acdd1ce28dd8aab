import { impactAt } from '@/lib/impact/impact'
import type { Impact } from '@/lib/schema/impact'
import type { ImpactQuery } from '@/lib/schema/query'
import type { Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import type { RecordFilter } from '@/lib/store/store'
import type { Context } from './context'
import { knownStatements } from './known-statements'
import { readingsAt } from './reading-statements'
import { type QueryMoments, resolveFilter, resolveMoments, resolveRegions } from './resolve-query'

const hour = 3_600_000
/** No figure older than this can stand: 30 days of staleness after the longest shelf life, said of a whole month. */
const longestMemory = 70 * 24 * hour
/** A window of time is widened to whole ones of these, so that the moments of a week rest on one reading of the store. */
const windowStep = 7 * 24 * hour

/**
 * What an answer about `from`…`to` asks of the store: narrowed only by what cannot change a region's number by its absence
 * (service, kind, tier, text, time); regions, measures and units are the impact rules' own to weigh, and so are times near the ends.
 */
export function windowFor(ctx: Context, query: ImpactQuery, from: Instant, to: Instant): RecordFilter {
  const { knownAt: _k, publishedBy: _p, ...filter } = resolveFilter(ctx, { ...query, asOf: undefined, level: undefined }, { asOf: to })
  const [first, last] = [Date.parse(from) - longestMemory, Date.parse(to) + 1]
  return {
    ...filter,
    regions: [],
    measures: [],
    units: [],
    from: new Date(Math.floor(first / windowStep) * windowStep).toISOString(),
    to: new Date(Math.ceil(last / windowStep) * windowStep).toISOString(),
  }
}

/** The statements an answer about `from`…`to` can rest on. */
export const statementsFor = (ctx: Context, query: ImpactQuery, from: Instant, to: Instant): Promise<readonly Statement[]> =>
  knownStatements(ctx, windowFor(ctx, query, from, to))

/** The statements that an answer about one moment rests on: what was reported, and the last reading of each area of each feed. */
export async function statementsAt(ctx: Context, query: ImpactQuery, moments: QueryMoments): Promise<readonly Statement[]> {
  const { asOf } = moments
  const [reported, read] = await Promise.all([statementsFor(ctx, query, asOf, asOf), readingsAt(ctx, query, moments)])
  return read.length === 0 ? reported : [...reported, ...read]
}

/** The clocks of the answer, null where the reader set none. */
export const clocksOf = (moments: QueryMoments) => ({ knownAt: moments.knownAt ?? null, publishedBy: moments.publishedBy ?? null })

/** Regions of the query at its level: a parent means its children, none means all, and a child means nobody at the level above. */
export function regionsAsked(ctx: Context, query: ImpactQuery, level: 1 | 2): string[] {
  const asked = ctx.territory.widen(resolveRegions(ctx, query.region))
  const there = asked.filter((code) => ctx.territory.find(code)?.level === level)
  return there.length > 0 ? there : asked
}

/** What each region is without, at one moment, and why: design "Impact", sections 1 to 3. Electricity is told in connections unless a unit is asked. */
export async function getImpact(ctx: Context, query: ImpactQuery): Promise<Impact> {
  const moments = resolveMoments(ctx, query)
  const level = query.level ?? 1
  const services = query.service.length > 0 ? query.service : (['electricity'] as const)
  const statements = await statementsAt(ctx, query, moments)
  const regions = regionsAsked(ctx, query, level)
  const answer = impactAt(
    statements,
    ctx.territory.regions,
    { services, measures: query.measure, level, regions, ...(query.unit !== undefined && { unit: query.unit }) },
    moments,
  )
  const data = answer.data.filter(({ standing }) => query.standing.length === 0 || query.standing.includes(standing))
  return { ...answer, asOf: moments.asOf, ...clocksOf(moments), level, data }
}
