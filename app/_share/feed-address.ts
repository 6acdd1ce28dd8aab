import type { Locale } from '@/lib/i18n/locale'
import { FeedQuery, parseQuery, serialiseQuery } from '@/lib/schema/query'

/** The filters of a page that a feed of it follows. A feed is of what comes, so the page's moments and period are none of them. */
const Followed = FeedQuery.omit({ from: true, to: true, asOf: true, knownAt: true, publishedBy: true, limit: true })

/** The feed of what a page shows, for programs that look for one, by its media type; the plain one where the page's query cannot be read. */
export function feedsOf(locale: Locale, asked: URLSearchParams): Record<string, string> {
  const known = [...asked].filter(([name]) => Object.hasOwn(Followed.shape, name) && name !== 'lang')
  const { data } = parseQuery(Followed, new URLSearchParams([...known, ['lang', locale]]))
  const params = serialiseQuery(Followed, data ?? Followed.parse({ lang: locale })).toString()
  return { 'application/atom+xml': `/api/v1/feed.atom${params && `?${params}`}` }
}
