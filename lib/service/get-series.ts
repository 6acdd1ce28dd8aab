import { type SeriesAsk, seriesOf } from '@/lib/impact/series'
import type { Series } from '@/lib/schema/impact'
import type { ImpactQuery, SeriesQuery } from '@/lib/schema/query'
import type { Statement } from '@/lib/schema/statement'
import type { Context } from './context'
import { ServiceError } from './errors'
import { clocksOf, regionsAsked, statementsFor } from './get-impact'
import { areasAsked, feedsAsked, readingsWithin } from './reading-statements'
import { type QueryMoments, resolveMoments } from './resolve-query'
import { seriesOfReadings } from './series-of-readings'

const stepHours = { hour: 1, day: 24, week: 168 } as const
const defaultDays = 30
const minute = 60_000
/** An hour is covered up to the next figure, at most three days after one that may be said of a whole month: figures past the end matter so far. */
const reach = 35 * 24 * 60 * minute
const mostBuckets = 2200

/** A series that is asked for, its moments and regions known, with what was reported of its time. */
interface Asked {
  filters: ImpactQuery
  ask: SeriesAsk
  moments: QueryMoments
  reported: readonly Statement[]
}

async function askedOf(ctx: Context, query: SeriesQuery): Promise<Asked> {
  const { step, ...filters } = query
  const moments = resolveMoments(ctx, filters)
  const to = moments.to ?? moments.asOf
  // The end of a day is its last millisecond: the days before are counted from the minute after it, or the first bucket would be that moment alone.
  const from = moments.from ?? new Date(Math.ceil(Date.parse(to) / minute) * minute - defaultDays * 86_400_000).toISOString()
  if (from >= to)
    throw new ServiceError('invalid-parameter', 'The period ends before it begins.', {
      errors: [{ path: 'from', message: 'is not before to' }],
    })
  if ((Date.parse(to) - Date.parse(from)) / 3_600_000 / stepHours[step] > mostBuckets) {
    throw new ServiceError('invalid-parameter', `A series has at most ${mostBuckets} buckets; take a longer step or a shorter period.`, {
      errors: [{ path: 'step', message: `more than ${mostBuckets} buckets` }],
    })
  }
  const [service = 'electricity'] = query.service
  if (query.service.length > 1)
    throw new ServiceError('invalid-parameter', 'A series is of one service.', {
      errors: [{ path: 'service', message: 'is given more than once' }],
    })
  const level = query.level ?? 1
  const until = new Date(Date.parse(to) + reach).toISOString()
  const reported = await statementsFor(ctx, { ...filters, from: undefined, to: undefined }, from, until)
  const ask = {
    services: [service],
    measures: query.measure,
    level,
    regions: regionsAsked(ctx, filters, level),
    step,
    from,
    to,
    zone: ctx.territory.zone,
    ...(query.unit !== undefined && { unit: query.unit }),
  }
  return { filters, ask, moments, reported }
}

function told({ ask: { services, step, from, to }, moments }: Asked, answer: Pick<Series, 'buckets' | 'hours'>): Series {
  const [service = 'electricity'] = services
  return { service, step, from, to, ...clocksOf(moments), ...answer }
}

/** Standing and range of each region over a period, in buckets of the territory's hours, days or weeks; the last 30 days unless asked otherwise. */
export async function getSeries(ctx: Context, query: SeriesQuery): Promise<Series> {
  const asked = await askedOf(ctx, query)
  return told(asked, (await fromReadings(ctx, asked)) ?? (await fromStatements(ctx, asked)))
}

/** The same where it is of days or weeks and rests on the readings of one feed alone, so that it costs a row a day; else null. */
export async function getRolledSeries(ctx: Context, query: SeriesQuery): Promise<Series | null> {
  const asked = await askedOf(ctx, query)
  const answer = await fromReadings(ctx, asked)
  return answer && told(asked, answer)
}

/** By whole days as they were rolled up, where nothing but the readings of a feed is to be told, as they stand now. */
async function fromReadings(ctx: Context, { filters, ask, moments, reported }: Asked) {
  if (moments.knownAt !== undefined || moments.publishedBy !== undefined) return null
  return seriesOfReadings(ctx, await feedsAsked(ctx, filters), ask, areasAsked(ctx, filters), reported)
}

/** By the definition: whatever was said in the period, reported or read by machines. */
async function fromStatements(ctx: Context, { filters, ask, moments, reported }: Asked) {
  const read = await readingsWithin(ctx, filters, moments, ask)
  return seriesOf(read.length === 0 ? reported : [...reported, ...read], ctx.territory.regions, ask, moments)
}
