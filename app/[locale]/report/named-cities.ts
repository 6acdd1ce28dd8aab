import type { NamedCity } from '@/lib/finder/known-places'
import type { Context } from '@/lib/service/context'

/** The cities a text may name, as the finder takes them. */
export const namedCities = ({ territory }: Context): NamedCity[] =>
  territory.cities().map(({ name, region, capital }) => ({ name, region, capital: capital === 'country' }))
