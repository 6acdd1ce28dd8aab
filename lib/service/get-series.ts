import { seriesOf } from '@/lib/impact/series'
import type { Series } from '@/lib/schema/impact'
import type { SeriesQuery } from '@/lib/schema/query'
import type { Context } from './context'
import { ServiceError } from './errors'
import { clocksOf, regionsAsked, statementsFor } from './get-impact'
import { resolveMoments } from './resolve-query'

const stepHours = { hour: 1, day: 24, week: 168 } as const
const defaultDays = 30
const minute = 60_000
const mostBuckets = 2200

/** Standing and range of each region over a period, in buckets of the territory's hours, days or weeks; the last 30 days unless asked otherwise. */
export async function getSeries(ctx: Context, query: SeriesQuery): Promise<Series> {
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
  const statements = await statementsFor(ctx, { ...filters, from: undefined, to: undefined }, from, to)
  const answer = seriesOf(
    statements,
    ctx.territory.regions,
    {
      services: [service],
      measures: query.measure,
      level,
      regions: regionsAsked(ctx, filters, level),
      step,
      from,
      to,
      zone: ctx.territory.zone,
      ...(query.unit !== undefined && { unit: query.unit }),
    },
    moments,
  )
  return { service, step, from, to, ...clocksOf(moments), ...answer }
}
