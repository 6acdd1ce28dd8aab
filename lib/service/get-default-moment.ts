import type { Instant } from '@/lib/schema/time'
import { addHours, spanOf } from '@/lib/time/interval'
import type { Context } from './context'
import { presentMinute } from './present-minute'
import { publicRecords } from './public-records'

/** A view opens on now while figures are at most this old, else on the last day that has any. */
const freshHours = 48

/**
 * Where a view without a time opens: now, or the last moment of the last day that has data when there is nothing newer.
 * `isLatest` is false in the second case, so that the page can say so.
 */
export async function getDefaultMoment(ctx: Context): Promise<{ asOf: Instant; isLatest: boolean }> {
  const now = presentMinute(ctx)
  const view = publicRecords(ctx)
  const [bounds, feeds] = await Promise.all([view.bounds(), view.feeds()])
  const last = [bounds?.last, ...feeds.map(({ lastTime }) => lastTime)]
    .flatMap((time) => time ?? [])
    .sort()
    .at(-1)
  if (last === undefined || addHours(last, freshHours) >= now) return { asOf: now, isLatest: true }
  const day = spanOf({ time: last, precision: 'day' }, ctx.territory.zone)
  return { asOf: new Date(Date.parse(day.until) - 1).toISOString(), isLatest: false }
}
