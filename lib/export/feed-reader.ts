import type { Locale } from '@/lib/i18n/locale'
import type { Names } from '@/lib/i18n/said-observation'
import type { Territory } from '@/lib/regions/territory'
import { type CalendarQuery, FeedQuery, IncidentQuery, serialiseQuery } from '@/lib/schema/query'

/** For whom a feed is written, and where it and the site stand. */
export interface FeedReader {
  locale: Locale
  /** IANA zone of the territory. */
  zone: string
  names: Names
  /** Absolute addresses: of the feed as it was asked for, of the list that it is about, and the beginning of every page's. */
  self: string
  home: string
  pages: string
}

/** Regions by their short names, cities by their names; the code and the recorded name for what the territory does not know. */
function namesIn(territory: Pick<Territory, 'find' | 'cities'>, locale: Locale): Names {
  const cities = new Map(territory.cities().map(({ name }) => [name.en, name[locale]]))
  return {
    region: (code) => territory.find(code)?.shortName[locale] ?? code,
    place: (place) => cities.get(place.replace(/ city$/, '')) ?? place,
  }
}

const withQuery = (address: string, params: URLSearchParams): string => (params.size === 0 ? address : `${address}?${params}`)

/** The reader of a feed or calendar that was asked for by `query` at `path` of a site. The list it is about takes the same filters. */
export function feedReader(
  territory: Pick<Territory, 'find' | 'cities' | 'zone'>,
  { site, path, query }: { site: URL; path: string; query: FeedQuery | CalendarQuery },
): FeedReader {
  const { lang: locale, limit: _limit, ...filters } = query
  const pages = new URL(`/${locale}`, site).href
  return {
    locale,
    zone: territory.zone,
    names: namesIn(territory, locale),
    self: withQuery(new URL(path, site).href, serialiseQuery(FeedQuery, query)),
    home: withQuery(`${pages}/incidents`, serialiseQuery(IncidentQuery, IncidentQuery.parse(filters))),
    pages,
  }
}
