import { Canvas, DomEvent, type LeafletMouseEvent, layerGroup, type PathOptions, type Polygon, polygon, type Renderer } from 'leaflet'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useMap } from 'react-leaflet'
import type { MapRegion } from '@/app/_ui/map-regions'
import { setMarkedRegion } from '@/app/_ui/marked-region'
import type { StandingMark } from '@/app/_ui/standing-mark'
import { type Palette, palette, usePaletteVersion } from './canvas-patterns'
import { paneOf } from './panes'
import { type Areas, MarkedLayer } from './region-layer'
import type { CardHandle } from './use-card'

interface PaintedOptions extends PathOptions {
  /** What the area's mark is, for the painter. */
  mark: StandingMark
  palette: Palette
}

/** Leaflet's canvas, which fills an area whose path lies open in the context: here by its mark, patterns included. */
const MarkCanvas: new (options: object) => Renderer = Canvas.extend({
  _fillStroke(context: CanvasRenderingContext2D, { options }: { options: PaintedOptions }) {
    options.palette.paint(context, options.mark)
  },
})

const keyOf = (mark: StandingMark) => `${mark.kind}${'step' in mark ? mark.step : ''}`

interface Props {
  areas: Areas
  regions: readonly MapRegion[]
  card: CardHandle
}

/**
 * Very many areas with their marks on one canvas. They answer to the pointer; by keyboard and for screen readers they are in the table
 * and in the search, since what is painted has no elements.
 */
export function AreaCanvas({ areas, regions, card }: Props) {
  const map = useMap()
  const [polygons, setPolygons] = useState<ReadonlyMap<string, Polygon>>(new Map())
  const version = usePaletteVersion()
  const colours = useMemo(() => palette(map.getContainer(), version), [map, version])
  const latest = useRef(card)
  useEffect(() => {
    latest.current = card
  })
  const order = regions.map(({ code }) => code).join(' ')

  useEffect(
    function addAreas() {
      paneOf(map, 'regions')
      const renderer = new MarkCanvas({ pane: 'regions', padding: 0.1 })
      const options = { pane: 'regions', renderer, mark: { kind: 'notReported' }, palette: colours } as const
      const made = new Map(order.split(' ').map((code) => [code, polygon(areas.get(code)?.lines ?? [], options)]))
      for (const [code, area] of made) listenTo(code, area, latest)
      const layers = layerGroup([...made.values()]).addTo(map)
      setPolygons(made)
      return () => {
        layers.remove()
        renderer.remove()
      }
    },
    [map, areas, order, colours],
  )

  const painted = useRef(new WeakMap<Polygon, string>())
  useLayoutEffect(
    function paintAreas() {
      for (const { code, mark } of regions) {
        const area = polygons.get(code)
        if (!area || painted.current.get(area) === keyOf(mark)) continue
        painted.current.set(area, keyOf(mark))
        const options: PathOptions & { mark: StandingMark } = { mark }
        area.setStyle(options)
      }
    },
    [polygons, regions],
  )
  return <MarkedLayer areas={areas} />
}

function listenTo(code: string, area: Polygon, latest: { current: CardHandle }): void {
  area.on('mouseover', () => {
    setMarkedRegion(code)
    latest.current.enter(code)
  })
  area.on('mouseout', () => {
    setMarkedRegion(null)
    latest.current.leave()
  })
  area.on('click', (event: LeafletMouseEvent) => {
    DomEvent.stopPropagation(event)
    latest.current.pin(code)
  })
}
