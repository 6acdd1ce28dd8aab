import { type Item, itemsOfImpact, regionItem } from '@/lib/ogc/items'
import { ImpactQuery } from '@/lib/schema/query'
import type { Instant } from '@/lib/schema/time'
import { services } from '@/lib/schema/vocabulary'
import type { Context } from './context'
import { getDefaultMoment } from './get-default-moment'
import { getImpact } from './get-impact'

/** Every region of the territory as a feature. */
export const regionItems = ({ territory }: Context): Item[] => territory.regions.map(regionItem)

/** How each region of level 1 stands for each service, as features: at a moment, else where a view without one opens. */
export async function impactItems(ctx: Context, asked: string | undefined): Promise<{ items: Item[]; asOf: Instant }> {
  const opening = asked === undefined ? await getDefaultMoment(ctx) : null
  // Now is left to the verb, which takes the minute, so that an answer stays the same while nothing changes.
  const asOf = opening === null ? asked : opening.isLatest ? undefined : opening.asOf
  const impact = await getImpact(ctx, ImpactQuery.parse({ asOf, service: [...services] }))
  return { items: itemsOfImpact(ctx.territory, impact), asOf: impact.asOf }
}
