import { useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useMap, useMapEvents } from 'react-leaflet'
import type { Topology } from 'topojson-specification'
import { IncidentCircles } from '@/app/_ui/incident-circles'
import { placeMarks } from '@/app/_ui/incident-mark-plan'
import type { LinkedMark } from '@/app/_ui/incident-marks'
import { type Drawn, drawInside, drawTerritory, type MapShapes, reframed } from '@/app/_ui/map-drawing'
import { MapLabel } from '@/app/_ui/map-label'
import { planLabels } from '@/app/_ui/map-label-plan'
import type { Box, Frame } from '@/app/_ui/map-projection'
import type { MapRegion, Sea } from '@/app/_ui/map-regions'
import type { Locale } from '@/lib/i18n/locale'
import { paneOf } from './panes'
import { drawing } from './region-layer'
import styles from './region-map.module.css'

const phoneBelow = 600
const worldAtZero = 256

/** The boundaries that a map is drawn from. */
export interface Grounds {
  geometry: Topology
  context: Topology
  /** Of the smaller regions, once they are here. */
  small: Topology | undefined
}

interface Props {
  grounds: Grounds
  regions: readonly MapRegion[]
  inside: readonly MapRegion[]
  marks: readonly LinkedMark[]
  seas: readonly Sea[]
  locale: Locale
}

/** Where the buttons and the attribution lie over the map; they stand elsewhere on a phone. */
function coveredIn({ width, height }: Frame): Box[] {
  const attribution = { x: width - 180, y: height - 24, width: 180, height: 24 }
  if (width < phoneBelow) return [attribution, { x: 0, y: height - 54, width: 190, height: 54 }]
  return [attribution, { x: width - 60, y: 0, width: 60, height: 172 }]
}

interface View {
  frame: Frame
  left: number
  top: number
}

/** What is on the screen, as a frame of the Mercator plane; a new object after each move. */
function useView(): View {
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

function useShapes({ geometry, context, small }: Grounds, inside: readonly MapRegion[], frame: Frame): MapShapes {
  const codes = inside.map(({ code }) => code).join(' ')
  const drawn: Drawn = useMemo(() => {
    const ground = drawTerritory(geometry, context)
    return small && codes !== '' ? drawInside(ground, small, codes.split(' ')) : ground
  }, [geometry, context, small, codes])
  return useMemo(() => reframed(drawn.shapes.wide, frame), [drawn, frame])
}

/** The labels and marks of what is on the screen, placed anew by the same rules after each move and each step of time. */
export function LabelLayer({ grounds, regions, inside, marks, seas, locale }: Props) {
  const map = useMap()
  const { frame, left, top } = useView()
  const shapes = useShapes(grounds, inside, frame)
  const name = frame.width < phoneBelow ? 'phone' : 'wide'
  const labels = useMemo(
    () => planLabels(shapes, name, { regions: [...inside, ...regions], seas, locale, taken: coveredIn(frame) }),
    [shapes, name, regions, inside, seas, locale, frame],
  )
  const circles = useMemo(() => placeMarks(marks, shapes, name, labels, coveredIn(frame)), [marks, shapes, name, labels, frame])
  const place = (svg: SVGSVGElement | null) => {
    if (svg) svg.style.transform = `translate3d(${left}px, ${top}px, 0)`
  }
  const layer = { ref: place, className: styles.labels, width: frame.width, height: frame.height }
  return (
    <>
      {circles.length > 0 &&
        createPortal(
          // biome-ignore lint/a11y/noSvgWithoutTitle: each circle says what it is
          <svg {...layer}>
            <IncidentCircles marks={circles} />
          </svg>,
          paneOf(map, 'incidents'),
        )}
      {createPortal(
        <svg {...layer} aria-hidden="true">
          {labels.map((label) => (
            <MapLabel key={label.key} label={label} drawing={drawing} unit={1} />
          ))}
        </svg>,
        paneOf(map, 'labels'),
      )}
    </>
  )
}
