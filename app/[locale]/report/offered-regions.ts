import { namesListed, type RegionChoice, regionChoices, regionFinder } from '@/lib/form/region-names'
import type { ReportFormValues } from '@/lib/form/report-form-values'
import type { Region } from '@/lib/schema/region'

/** So many regions can come with a form; of more, the smaller ones are asked for by their names. */
const mostOffered = 500

/** The regions a form comes with, and whether there are others to be asked for. */
export interface Offered {
  choices: readonly RegionChoice[]
  more: boolean
}

/** The regions of a territory for a form with these values: all, or the larger ones and those that the values name. */
export function offeredRegions(regions: readonly Region[], { figures }: Pick<ReportFormValues, 'figures'>): Offered {
  const all = regionChoices(regions)
  if (all.length <= mostOffered) return { choices: all, more: false }
  const find = regionFinder(all)
  const named = new Set(figures.flatMap(({ region }) => namesListed(region, find)).map(find))
  return { choices: all.filter(({ code, level }) => level < 2 || named.has(code)), more: true }
}
