import { z } from 'zod'
import type { Locale } from '@/lib/i18n/locale'
import { QueryTime, serialiseQuery } from '@/lib/schema/query'
import { ViewQuery } from './view'

/** What the page of one region may be asked: a view's grammar without what chooses or orders regions. */
export const RegionViewQuery = ViewQuery.omit({
  region: true,
  level: true,
  standing: true,
  shade: true,
  marks: true,
  sort: true,
  find: true,
  compare: true,
})
export type RegionViewQuery = z.infer<typeof RegionViewQuery>

/** The list of all regions: the moment, and part of a region's or a town's name. */
export const RegionsViewQuery = z.strictObject({
  find: ViewQuery.shape.find,
  asOf: QueryTime.optional(),
  knownAt: QueryTime.optional(),
  publishedBy: QueryTime.optional(),
})
export type RegionsViewQuery = z.infer<typeof RegionsViewQuery>

/** The address of a region's page. Of a view of all regions it keeps what the page of one can be asked. */
export function regionAddress(locale: Locale, code: string, query: Partial<ViewQuery> = {}): string {
  const params = serialiseQuery(RegionViewQuery, RegionViewQuery.strip().parse(query)).toString()
  return `/${locale}/regions/${code}${params && `?${params}`}`
}

/** The address of the list of regions. */
export function regionsAddress(locale: Locale, query: RegionsViewQuery = {}): string {
  const params = serialiseQuery(RegionsViewQuery, query).toString()
  return `/${locale}/regions${params && `?${params}`}`
}

/** The same question asked of all regions: the dashboard's address, kept to one region where a code is given. */
export const viewOfRegion = (query: RegionViewQuery, code: string): ViewQuery => ViewQuery.parse({ ...query, region: [code] })
