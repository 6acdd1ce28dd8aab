import { useRef, useState } from 'react'
import { useMap, useMapEvents } from 'react-leaflet'

/** How many units of the drawing a screen pixel is: 1 at rest, else what a pinch has made of it until Leaflet draws anew. */
export function useTileUnit(): number {
  const map = useMap()
  const drawnAt = useRef(map.getZoom())
  const [unit, setUnit] = useState(1)
  useMapEvents({
    zoom: () => setUnit(1 / map.getZoomScale(map.getZoom(), drawnAt.current)),
    zoomend: () => {
      drawnAt.current = map.getZoom()
      setUnit(1)
    },
  })
  return unit
}
