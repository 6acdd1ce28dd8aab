import type { Instant } from '@/lib/schema/time'
import { addHours, spanOf } from '@/lib/time/interval'
import type { Context } from './context'

/** A view opens on now while figures are at most this old, else on the last day that has any. */
const freshHours = 48

/**
 * Where a view without a time opens: now, or the last moment of the last day that has data when there is nothing newer.
 * `isLatest` is false in the second case, so that the page can say so.
 */
export async function getDefaultMoment(ctx: Context): Promise<{ asOf: Instant; isLatest: boolean }> {
  const now = ctx.clock()
  const bounds = await ctx.store.publicView(now).bounds()
  if (bounds === null || addHours(bounds.last, freshHours) >= now) return { asOf: now, isLatest: true }
  const day = spanOf({ time: bounds.last, precision: 'day' }, ctx.territory.zone)
  return { asOf: new Date(Date.parse(day.until) - 1).toISOString(), isLatest: false }
}
