import { denominatorFor } from '@/lib/impact/share'
import type { Denominator, Region } from '@/lib/schema/region'
import { connectionUnits } from '@/lib/schema/vocabulary'

/** What a count of each region may be held against, by region and by the unit of the count: the choice the impact answer makes, for every region. */
export function servedIn(regions: readonly Region[]): Map<string, Partial<Record<(typeof connectionUnits)[number], Denominator>>> {
  return new Map(
    regions.map((region) => {
      const served = connectionUnits.flatMap((unit) => {
        const denominator = denominatorFor(region, unit)
        return denominator === null ? [] : [[unit, denominator] as const]
      })
      return [region.code, Object.fromEntries(served)]
    }),
  )
}
