import type { Feed } from '@/lib/schema/feed'
import type { FeedQuery } from '@/lib/schema/query'
import type { Context } from './context'
import { publicRecords } from './public-records'
import { resolveFilter, resolveMoments } from './resolve-query'

/** The newest public reports and corrections, and what is no more. Throws invalid-parameter as every list does. */
export async function getFeed(ctx: Context, { limit, lang: _lang, ...filters }: FeedQuery): Promise<Feed> {
  const query = { ...filters, standing: [] }
  return publicRecords(ctx).feed(resolveFilter(ctx, query, resolveMoments(ctx, query)), limit)
}
