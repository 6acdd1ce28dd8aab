import { featureOf } from '@/lib/ogc/items'
import { placesOf } from '@/lib/ogc/places'
import type { CollectionId, LedgerFeature } from '@/lib/schema/feature'
import type { FeatureQuery } from '@/lib/schema/feature-query'
import type { RecordCondition } from '@/lib/schema/record-condition'
import type { Context } from './context'
import { ServiceError } from './errors'
import { incidentItems, observationItems } from './record-items'
import { impactItems, regionItems } from './region-items'

async function itemsCalled(ctx: Context, collection: CollectionId, id: string, asOf: string | undefined) {
  const called: RecordCondition = { op: 'compare', property: 'id', how: '=', value: id }
  if (collection === 'incidents') return (await incidentItems(ctx, called, { limit: 1 })).items
  if (collection === 'observations') return (await observationItems(ctx, called, { limit: 1 })).items
  const items = collection === 'regions' ? regionItems(ctx) : (await impactItems(ctx, asOf)).items
  return items.filter((item) => item.id === id)
}

/** One feature of a collection as GeoJSON. Throws not-found, and invalid-parameter. */
export async function getFeature(ctx: Context, collection: CollectionId, id: string, { asOf }: FeatureQuery): Promise<LedgerFeature> {
  if (asOf !== undefined && collection !== 'impact') {
    throw new ServiceError('invalid-parameter', 'The query cannot be read.', {
      errors: [{ path: 'asOf', message: 'applies to impact alone' }],
    })
  }
  const [item] = await itemsCalled(ctx, collection, id, asOf)
  if (item === undefined) throw new ServiceError('not-found', `There is no ${id} in ${collection}.`)
  return featureOf(item, placesOf(ctx.territory, collection))
}
