import { useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useMap, useMapEvents } from 'react-leaflet'
import type { Topology } from 'topojson-specification'
import { drawTerritory, reframed } from '@/app/_ui/map-drawing'
import { MapLabel } from '@/app/_ui/map-label'
import { planLabels } from '@/app/_ui/map-label-plan'
import type { Box, Frame } from '@/app/_ui/map-projection'
import type { MapRegion, Sea } from '@/app/_ui/map-regions'
import type { Locale } from '@/lib/i18n/locale'
import { paneOf } from './panes'
import styles from './region-map.module.css'

const phoneBelow = 600
const worldAtZero = 256

interface Props {
  geometry: Topology
  context: Topology
  regions: readonly MapRegion[]
  seas: readonly Sea[]
  locale: Locale
}

/** Where the buttons and the attribution lie over the map; they stand elsewhere on a phone. */
function coveredIn({ width, height }: Frame): Box[] {
  const attribution = { x: width - 180, y: height - 24, width: 180, height: 24 }
  if (width < phoneBelow) return [attribution, { x: 0, y: height - 64, width: 112, height: 64 }]
  return [attribution, { x: width - 60, y: 0, width: 60, height: 96 }]
}

/** What is on the screen, as a frame of the Mercator plane; a new object after each move. */
function useView(): { frame: Frame; left: number; top: number } {
  const map = useMap()
  const look = () => {
    const { x: width, y: height } = map.getSize()
    const { min } = map.getPixelBounds()
    const { x: left, y: top } = map.containerPointToLayerPoint([0, 0])
    const frame = { width, height, scale: worldAtZero * 2 ** map.getZoom(), left: -(min?.x ?? 0), top: -(min?.y ?? 0) }
    return { frame, left, top }
  }
  const [view, setView] = useState(look)
  const again = () => setView(look())
  useMapEvents({ moveend: again, zoomend: again, resize: again })
  return view
}

/** The labels of what is on the screen, placed anew by the same rules after each move. */
export function LabelLayer({ geometry, context, regions, seas, locale }: Props) {
  const map = useMap()
  const { frame, left, top } = useView()
  const labels = useMemo(() => {
    const shapes = reframed(drawTerritory(geometry, context).shapes.wide, frame)
    const name = frame.width < phoneBelow ? 'phone' : 'wide'
    return planLabels(shapes, name, { regions, seas, locale, taken: coveredIn(frame) })
  }, [geometry, context, regions, seas, locale, frame])
  const place = (svg: SVGSVGElement | null) => {
    if (svg) svg.style.transform = `translate3d(${left}px, ${top}px, 0)`
  }
  return createPortal(
    <svg ref={place} className={styles.labels} width={frame.width} height={frame.height} aria-hidden="true">
      {labels.map((label) => (
        <MapLabel key={label.key} label={label} />
      ))}
    </svg>,
    paneOf(map, 'labels'),
  )
}
