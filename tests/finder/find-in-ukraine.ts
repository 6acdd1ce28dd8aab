import { figureFinder } from '@/lib/finder/find-figures'
import { regionChoices } from '@/lib/form/region-names'
import { loadTerritory } from '@/lib/regions/territory'

const territory = loadTerritory('ua')

/** The finder with the names of the shipped territory. */
export const find = figureFinder({
  regions: regionChoices(territory.regions),
  cities: territory.cities().map(({ name, region, capital }) => ({ name, region, capital: capital === 'country' })),
  zone: territory.zone,
})
