import type { RegionImpact, Share } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'
import type { Denominator } from '@/lib/schema/region'

/** The share of a region's connections that is out, and what it is held against. */
export interface ShareRow {
  region: string
  share: Share
  count: Pick<RegionImpact, 'low' | 'best' | 'high'>
  unit: Unit | null
  denominator: Denominator
}

export interface ShareRows {
  /** Largest first. */
  rows: ShareRow[]
  /** The end of the scale, a fraction: 1, and beyond it only where a share is. */
  max: number
  /** Regions that are reported out without a figure that a share could be made of. */
  withoutShare: number
}

const ends = ({ low, best, high }: Share) => [low, best, high].flatMap((end) => end ?? [])
const stepBeyond = 0.25

/** The regions whose share is known: connections against connections alone, as the rules of impact made them. Data only. */
export function shareRows(impacts: readonly RegionImpact[]): ShareRows {
  const rows = impacts.flatMap(({ region, share, denominator, low, best, high, unit }): ShareRow[] =>
    share && denominator ? [{ region, share, denominator, unit, count: { low, best, high } }] : [],
  )
  const most = (share: Share) => share.best ?? share.low ?? share.high ?? 0
  const largest = Math.max(0, ...rows.flatMap(({ share }) => ends(share)))
  return {
    rows: rows.sort((a, b) => most(b.share) - most(a.share) || a.region.localeCompare(b.region)),
    max: largest <= 1 ? 1 : Math.ceil(largest / stepBeyond) * stepBeyond,
    withoutShare: impacts.filter(({ standing, share }) => standing === 'reported' && share === null).length,
  }
}
