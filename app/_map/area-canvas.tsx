import {
  type Bounds,
  Canvas,
  DomEvent,
  type LeafletMouseEvent,
  layerGroup,
  type PathOptions,
  type Point,
  type Polygon,
  polygon,
  type Renderer,
} from 'leaflet'
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

/** An area in Leaflet's drawing order: its options, its rings in pixels and the box around them. */
interface Order {
  layer: { options: PaintedOptions; _parts: readonly (readonly Point[])[]; _pxBounds?: Bounds }
  next: Order | null
}

/** What Leaflet's canvas keeps: the first of its areas, the part to be drawn anew (none is everything), and where to draw. */
interface Drawing {
  _drawFirst: Order | null
  _redrawBounds: Bounds | null
  _ctx: CanvasRenderingContext2D
  _drawing: boolean
}

function addArea(path: Path2D, parts: Order['layer']['_parts']): void {
  for (const part of parts) {
    for (const [at, { x, y }] of part.entries()) {
      if (at === 0) path.moveTo(x, y)
      else path.lineTo(x, y)
    }
    path.closePath()
  }
}

/** Leaflet's canvas, but all areas of one mark in one stroke of the brush: a few paints for thousands of areas. */
const MarkCanvas: new (options: object) => Renderer = Canvas.extend({
  _draw(this: Drawing) {
    const bounds = this._redrawBounds
    const groups = new Map<string, PaintedOptions & { areas: Path2D }>()
    for (let order = this._drawFirst; order; order = order.next) {
      const { options, _parts, _pxBounds } = order.layer
      if (bounds && !_pxBounds?.intersects(bounds)) continue
      const key = keyOf(options.mark)
      const group = groups.get(key) ?? { ...options, areas: new Path2D() }
      groups.set(key, group)
      addArea(group.areas, _parts)
    }
    this._drawing = true
    this._ctx.save()
    if (bounds) {
      const { x, y } = bounds.getSize()
      this._ctx.beginPath()
      this._ctx.rect(bounds.min?.x ?? 0, bounds.min?.y ?? 0, x, y)
      this._ctx.clip()
    }
    for (const { mark, palette: colours, areas } of groups.values()) colours.paint(this._ctx, mark, areas)
    this._drawing = false
    this._ctx.restore()
  },
})

const keyOf = (mark: StandingMark) => `${mark.kind}${'step' in mark ? mark.step : ''}`

interface Props {
  areas: Areas
  regions: readonly MapRegion[]
  /** Where they lie: smaller regions over the larger ones that they are in. */
  pane: 'regions' | 'inside'
  card: CardHandle
}

/**
 * Very many areas with their marks on one canvas. They answer to the pointer; by keyboard and for screen readers they are in the table
 * and in the search, since what is painted has no elements.
 */
export function AreaCanvas({ areas, regions, pane, card }: Props) {
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
      paneOf(map, pane)
      const renderer = new MarkCanvas({ pane, padding: 0.1 })
      const options = { pane, renderer, mark: { kind: 'notReported' }, palette: colours } as const
      const made = new Map(order.split(' ').map((code) => [code, polygon(areas.get(code)?.lines ?? [], options)]))
      for (const [code, area] of made) listenTo(code, area, latest)
      const layers = layerGroup([...made.values()]).addTo(map)
      setPolygons(made)
      return () => {
        layers.remove()
        renderer.remove()
      }
    },
    [map, areas, order, pane, colours],
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
