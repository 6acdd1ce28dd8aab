import type { Region } from '@/lib/schema/region'
import type { Context } from './context'
import { ServiceError } from './errors'

/** One region by any of its codes. Throws not-found. */
export async function getRegion({ territory }: Context, code: string): Promise<Region> {
  const region = territory.find(code)
  if (!region) throw new ServiceError('not-found', `${code} is not a region of this territory.`)
  return region
}
