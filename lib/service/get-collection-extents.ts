import { boundsOf, placesOf } from '@/lib/ogc/places'
import type { CollectionId, Extent } from '@/lib/schema/feature'
import { crs84 } from '@/lib/schema/feature-query'
import type { Instant } from '@/lib/schema/time'
import type { Context } from './context'

interface Span {
  from: Instant
  until: Instant
}

/** Where and when the features of each collection lie; a collection without times is open at both ends. */
export async function getCollectionExtents(ctx: Context): Promise<Record<CollectionId, Extent>> {
  const { observations, incidents } = await ctx.store.publicView(ctx.clock()).extents()
  const extent = (collection: CollectionId, span: Span | null): Extent => ({
    spatial: { bbox: [boundsOf(placesOf(ctx.territory, collection).areas.values())], crs: crs84 },
    temporal: { interval: [[span?.from ?? null, span?.until ?? null]] },
  })
  return {
    regions: extent('regions', null),
    // Impact speaks of what observations said, at whatever moment it is asked for.
    impact: extent('impact', observations),
    incidents: extent('incidents', incidents),
    observations: extent('observations', observations),
  }
}
