import type { Instant } from '@/lib/schema/time'
import type { PublicState } from '@/lib/store/store'
import type { PublicReading } from './context'

/** What all public records together tell of. */
export interface WholeCoverage {
  seq: number
  changed: Instant | null
  covers: { first: Instant; last: Instant } | null
  place: { code: string; name: string }
  boundaries: PublicReading['territory']['boundaries']
}

/** Up to where the public records go, of which times they speak, and of which territory. */
export async function getCoverage({ store, clock, territory }: PublicReading, state?: PublicState): Promise<WholeCoverage> {
  const view = store.publicView(clock())
  const { seq, time } = state ?? (await view.state())
  const country = territory.regions.find(({ level, inPack }) => level === 0 && inPack)
  const place = { code: country?.code ?? territory.code, name: country?.name.en ?? territory.code }
  return { seq, changed: time, covers: await view.bounds(), place, boundaries: territory.boundaries }
}
