import type { CalendarEntry } from '@/lib/schema/calendar'
import type { CalendarQuery } from '@/lib/schema/query'
import type { Context } from './context'
import { publicRecords } from './public-records'
import { resolveFilter, resolveMoments } from './resolve-query'

/** Public incidents with when they changed, and what was retracted. Throws invalid-parameter as every list does. */
export async function getCalendar(ctx: Context, { limit, lang: _lang, ...filters }: CalendarQuery): Promise<CalendarEntry[]> {
  const query = { ...filters, standing: [] }
  return publicRecords(ctx).calendar(resolveFilter(ctx, query, resolveMoments(ctx, query)), limit)
}
