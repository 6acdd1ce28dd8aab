import { useCallback, useMemo } from 'react'
import { type MapRegion, type MapTelling, markedAt, regionAt } from '@/app/_ui/map-regions'
import { useShownFrame } from '@/app/_ui/shown-frame'

interface Shown {
  regions: readonly MapRegion[]
  /** Whether the page's own moment is shown, and not a step that time was moved to. */
  isOfPage: boolean
  /** All that is told of one region at the moment that is shown. */
  tell: (region: MapRegion) => MapRegion
}

/**
 * The regions as they are to be drawn: at the step that time has been moved to, else at the page's own moment. Of `wordless` regions, which
 * have no labels and no elements, the marks alone are worked out.
 */
export function useShownRegions(regions: readonly MapRegion[], telling: MapTelling, wordless: boolean): Shown {
  const frame = useShownFrame()
  const shown = useMemo(() => {
    const at = wordless ? markedAt : regionAt
    return frame === null ? regions : regions.map((region) => at(region, frame.regions.get(region.code), telling))
  }, [frame, regions, telling, wordless])
  const tell = useCallback(
    (region: MapRegion) => (frame !== null && wordless ? regionAt(region, frame.regions.get(region.code), telling) : region),
    [frame, telling, wordless],
  )
  return { regions: shown, isOfPage: frame === null, tell }
}
