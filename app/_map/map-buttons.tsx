import type { LatLngBounds } from 'leaflet'
import { useState } from 'react'
import { useMap, useMapEvents } from 'react-leaflet'
import type { MapWords } from '@/app/_ui/map-words'
import { fitOptions, isFit } from './fit'
import { MapSign } from './map-sign'
import styles from './region-map.module.css'
import { useFullScreen } from './use-full-screen'

interface Props {
  words: MapWords
  bounds: LatLngBounds
  /** Goes to where something is known; null where nothing is. */
  onFit: (() => void) | null
  stage: HTMLElement | null
  onReset: () => void
}

/** Nearer, farther, to where something is known, full screen, and back to the whole while there is something to go back from. */
export function MapButtons({ words, bounds, onFit, stage, onReset }: Props) {
  const map = useMap()
  const [zoom, setZoom] = useState(map.getZoom())
  useMapEvents({ zoomend: () => setZoom(map.getZoom()) })
  const screen = useFullScreen(stage)
  const isWhole = isFit(map, bounds)
  const reset = () => {
    map.fitBounds(bounds, fitOptions)
    onReset()
  }
  const screenWord = screen?.isFull ? words.leaveFullScreen : words.fullScreen
  return (
    <div className={styles.buttons}>
      <button type="button" aria-label={words.zoomIn} title={words.zoomIn} disabled={zoom >= map.getMaxZoom()} onClick={() => map.zoomIn()}>
        <MapSign of="zoomIn" />
      </button>
      <button type="button" aria-label={words.zoomOut} title={words.zoomOut} disabled={isWhole} onClick={() => map.zoomOut()}>
        <MapSign of="zoomOut" />
      </button>
      {onFit && (
        <button type="button" aria-label={words.fit} title={words.fit} onClick={onFit}>
          <MapSign of="fit" />
        </button>
      )}
      {screen && (
        <button type="button" aria-label={screenWord} title={screenWord} aria-pressed={screen.isFull} onClick={screen.toggle}>
          <MapSign of="fullScreen" />
        </button>
      )}
      {!isWhole && (
        <button type="button" className={styles.reset} onClick={reset}>
          {words.reset}
        </button>
      )}
    </div>
  )
}
