import { groundOf, inBox, inRange } from '@/lib/ogc/asked'
import { parseFilter } from '@/lib/ogc/cql2-parser'
import { FilterFault } from '@/lib/ogc/cql2-tokens'
import { holds } from '@/lib/ogc/holds'
import { featureOf, type Item } from '@/lib/ogc/items'
import { type Places, placesOf } from '@/lib/ogc/places'
import type { CollectionId, LedgerFeature } from '@/lib/schema/feature'
import type { FeaturesQuery } from '@/lib/schema/feature-query'
import type { RecordCondition } from '@/lib/schema/record-condition'
import type { Instant } from '@/lib/schema/time'
import type { Context } from './context'
import { ServiceError } from './errors'
import { type ItemPage, incidentItems, observationItems } from './record-items'
import { impactItems, regionItems } from './region-items'

/** One page of a collection. `asOf` is the moment that impact is of; null for everything else. */
export interface ListedFeatures {
  features: LedgerFeature[]
  matched: number
  next: string | null
  asOf: Instant | null
}

const refused = (path: string, message: string) =>
  new ServiceError('invalid-parameter', 'The query cannot be read.', { errors: [{ path, message }] })

/** Throws invalid-parameter, which says at which character the filter cannot be read. */
function filterOf(ctx: Context, places: Places, collection: CollectionId, filter: string): RecordCondition {
  try {
    return parseFilter(filter, groundOf(places, collection, ctx.territory.zone))
  } catch (error) {
    if (error instanceof FilterFault) throw refused('filter', `at character ${error.at}: ${error.message}`)
    throw error
  }
}

/** What a query asks of each feature. Throws invalid-parameter. */
function conditionOf(ctx: Context, places: Places, collection: CollectionId, { bbox, datetime, filter }: FeaturesQuery): RecordCondition {
  const range = datetime === undefined ? undefined : inRange(datetime, ctx.territory.zone)
  if (range === null) throw refused('datetime', 'ends before it begins')
  const of = [
    ...(bbox === undefined ? [] : [inBox(places, bbox)]),
    ...(range === undefined ? [] : [range]),
    ...(filter === undefined ? [] : [filterOf(ctx, places, collection, filter)]),
  ]
  return { op: 'and', of }
}

/** The opaque place behind an item of a list that is worked out whole: its id. */
const cursorOf = ({ id }: Item) => Buffer.from(JSON.stringify(['f', id])).toString('base64url')

/** Throws invalid-parameter for a cursor that no page of the list ends with. */
function pageOf(items: readonly Item[], { limit, cursor }: FeaturesQuery): Item[] {
  const after = cursor === undefined ? -1 : items.findIndex((item) => cursorOf(item) === cursor)
  if (cursor !== undefined && after < 0) throw refused('cursor', 'is not a cursor given by this list')
  return items.slice(after + 1, after + 1 + limit)
}

/** One page of items of which all are at hand. */
function pageOfMatching(items: readonly Item[], where: RecordCondition, query: FeaturesQuery): ItemPage {
  const matching = items.filter((item) => holds(where, item) === true)
  const page = pageOf(matching, query)
  const last = page.at(-1)
  return { items: page, next: last === undefined || last === matching.at(-1) ? null : cursorOf(last), total: matching.length }
}

/** One page of a collection's features as GeoJSON, in an order that stays. Throws invalid-parameter. */
export async function listFeatures(ctx: Context, collection: CollectionId, query: FeaturesQuery): Promise<ListedFeatures> {
  const places = placesOf(ctx.territory, collection)
  const where = conditionOf(ctx, places, collection, query)
  if (query.asOf !== undefined && collection !== 'impact') throw refused('asOf', 'applies to impact alone')
  const impact = collection === 'impact' ? await impactItems(ctx, query.asOf) : null
  const { items, next, total } =
    collection === 'incidents'
      ? await incidentItems(ctx, where, query)
      : collection === 'observations'
        ? await observationItems(ctx, where, query)
        : pageOfMatching(impact?.items ?? regionItems(ctx), where, query)
  return { features: items.map((item) => featureOf(item, places)), matched: total, next, asOf: impact?.asOf ?? null }
}
