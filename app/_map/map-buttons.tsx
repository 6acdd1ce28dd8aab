import type { LatLngBounds } from 'leaflet'
import { useState } from 'react'
import { useMap, useMapEvents } from 'react-leaflet'
import type { MapWords } from '@/app/_ui/map-regions'
import { fitOptions, isFit } from './fit'
import styles from './region-map.module.css'

/** Zoom in, zoom out, and back to the whole; the last two only while there is something to go back from. */
export function MapButtons({ words, bounds }: { words: MapWords; bounds: LatLngBounds }) {
  const map = useMap()
  const [zoom, setZoom] = useState(map.getZoom())
  useMapEvents({ zoomend: () => setZoom(map.getZoom()) })
  const isWhole = isFit(map, bounds)
  return (
    <div className={styles.buttons}>
      <button type="button" aria-label={words.zoomIn} disabled={zoom >= map.getMaxZoom()} onClick={() => map.zoomIn()}>
        +
      </button>
      <button type="button" aria-label={words.zoomOut} disabled={isWhole} onClick={() => map.zoomOut()}>
        −
      </button>
      {!isWhole && (
        <button type="button" className={styles.reset} onClick={() => map.fitBounds(bounds, fitOptions)}>
          {words.reset}
        </button>
      )}
    </div>
  )
}
