import { type FilterName, filterNames, valuesOf, withoutFilter } from '@/app/_filters/active-filters'
import type { ViewQuery } from '@/app/_filters/view'
import type { Impact } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import type { Context } from '@/lib/service/context'
import { getImpact } from '@/lib/service/get-impact'
import { askOf } from './overview-data'

/** A filter whose removal brings something back: how many regions then have something to tell. */
export interface Removal {
  name: FilterName
  values: string[]
  regions: number
}

/** Regions with something to tell; those not reported count where they are what was asked for. */
export function tellingRegions({ data }: Pick<Impact, 'data'>, { standing }: Pick<ViewQuery, 'standing'>): number {
  return data.filter((row) => row.standing !== 'notReported' || standing.includes('notReported')).length
}

/** Whether the filters of a view, and not the state of things, may be why it has nothing to tell. */
export const isFilteredOut = (impact: Pick<Impact, 'data'>, query: ViewQuery): boolean =>
  tellingRegions(impact, query) === 0 && filterNames.some((name) => valuesOf(query, name).length > 0)

/** The one filter whose removal gives most: the same question asked without each in turn. Null where none alone gives anything. */
export async function bestRemoval(ctx: Context, query: ViewQuery, service: Service): Promise<Removal | null> {
  const set = filterNames.filter((name) => valuesOf(query, name).length > 0)
  const removals = await Promise.all(
    set.map(async (name): Promise<Removal> => {
      const less = withoutFilter(query, name)
      const regions = tellingRegions(await getImpact(ctx, askOf(less, service)), less)
      return { name, values: valuesOf(query, name), regions }
    }),
  )
  const [best] = removals.filter(({ regions }) => regions > 0).sort((a, b) => b.regions - a.regions)
  return best ?? null
}
