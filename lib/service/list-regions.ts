import type { RegionList } from '@/lib/schema/answers'
import type { Context } from './context'

/** Every region of the territory, with codes, names and denominators. */
export async function listRegions({ territory }: Context): Promise<RegionList> {
  return { territory: territory.code, version: territory.version, data: [...territory.regions] }
}
