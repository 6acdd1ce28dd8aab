import { useMemo } from 'react'
import { type MapRegion, type MapTelling, regionAt } from '@/app/_ui/map-regions'
import { useShownFrame } from '@/app/_ui/shown-frame'

/** The regions as they are to be drawn: at the step that time has been moved to, else at the page's own moment. */
export function useShownRegions(regions: readonly MapRegion[], telling: MapTelling): { shown: readonly MapRegion[]; isOfPage: boolean } {
  const frame = useShownFrame()
  const shown = useMemo(
    () => (frame === null ? regions : regions.map((region) => regionAt(region, frame.regions.get(region.code), telling))),
    [frame, regions, telling],
  )
  return { shown, isOfPage: frame === null }
}
