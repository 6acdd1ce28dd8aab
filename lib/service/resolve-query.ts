import type { ImpactQuery } from '@/lib/schema/query'
import type { Instant } from '@/lib/schema/time'
import { connectionUnits } from '@/lib/schema/vocabulary'
import type { RecordFilter } from '@/lib/store/store'
import { instant, spanOf } from '@/lib/time/interval'
import type { Context } from './context'
import { ServiceError } from './errors'
import { presentMinute } from './present-minute'

/** The moments a query names, as instants. */
export interface QueryMoments {
  from?: Instant
  to?: Instant
  asOf: Instant
  knownAt?: Instant
  publishedBy?: Instant
}

/**
 * A plain day in a query is a day of the territory: its beginning for `from`, its last moment for everything else, so that
 * "as of 8 January" holds what was said of that day and nothing of the next.
 */
function resolveTime(time: string, edge: 'start' | 'end', zone: string): Instant {
  if (time.length > 10) return instant(time)
  const span = spanOf({ time, precision: 'day' }, zone)
  return edge === 'start' ? span.from : new Date(Date.parse(span.until) - 1).toISOString()
}

/**
 * The query's moments; `asOf` is the present minute where it is not given, so that an answer keeps its tag while nothing changes.
 * Throws invalid-parameter where `to` lies before `from`.
 */
export function resolveMoments(ctx: Pick<Context, 'clock' | 'territory'>, query: Pick<ImpactQuery, keyof QueryMoments>): QueryMoments {
  const { zone } = ctx.territory
  const end = (name: 'to' | 'knownAt' | 'publishedBy') => {
    const time = query[name]
    return time === undefined ? {} : { [name]: resolveTime(time, 'end', zone) }
  }
  const from = query.from === undefined ? {} : { from: resolveTime(query.from, 'start', zone) }
  // The clock is looked at only where it is needed: what does not depend on the present is kept longer.
  const asOf = query.asOf === undefined ? presentMinute(ctx) : resolveTime(query.asOf, 'end', zone)
  const moments: QueryMoments = { asOf, ...from, ...end('to'), ...end('knownAt'), ...end('publishedBy') }
  if (moments.from !== undefined && moments.to !== undefined && moments.to < moments.from) {
    throw new ServiceError('invalid-parameter', 'The period ends before it begins.', {
      errors: [{ path: 'to', message: 'is before from' }],
    })
  }
  return moments
}

/** The canonical codes behind the query's `region`s, whatever code system they were given in. Throws invalid-parameter naming each unknown one. */
export function resolveRegions(ctx: Pick<Context, 'territory'>, codes: readonly string[]): string[] {
  const found = codes.map((code) => ctx.territory.find(code)?.code)
  const errors = codes.flatMap((code, i) =>
    found[i] === undefined ? [{ path: `region[${i}]`, message: `${code} is not a region of this territory` }] : [],
  )
  if (errors.length > 0) throw new ServiceError('invalid-parameter', 'A region is not known here.', { errors })
  return [...new Set(found.filter((code) => code !== undefined))]
}

/** The query as a filter on records; `level` keeps to records that name a region of that level. */
export function resolveFilter(ctx: Pick<Context, 'territory'>, query: ImpactQuery, moments: QueryMoments): RecordFilter {
  const asked = ctx.territory.widen(resolveRegions(ctx, query.region))
  const ofLevel = (code: string) => query.level === undefined || ctx.territory.find(code)?.level === query.level
  const regions = (query.level !== undefined && asked.length === 0 ? ctx.territory.regions.map(({ code }) => code) : asked).filter(ofLevel)
  const until = query.asOf !== undefined && (moments.to === undefined || moments.asOf < moments.to) ? moments.asOf : moments.to
  return {
    regions,
    services: query.service,
    measures: query.measure,
    units: query.unit === undefined ? [] : query.unit === 'connections' ? [...connectionUnits] : [query.unit],
    kinds: query.kind,
    tiers: query.tier,
    ...(moments.from !== undefined && { from: moments.from }),
    ...(until !== undefined && { to: new Date(Date.parse(until) + 1).toISOString() }),
    ...(query.q !== undefined && { q: query.q }),
    ...(moments.knownAt !== undefined && { knownAt: moments.knownAt }),
    ...(moments.publishedBy !== undefined && { publishedBy: moments.publishedBy }),
  }
}
