import { DomEvent, type LatLngTuple, type Layer, type Map as LeafletMap, layerGroup, type Polygon, polygon } from 'leaflet'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useMap } from 'react-leaflet'
import type { MapRegion } from '@/app/_ui/map-regions'
import { setMarkedRegion, useMarkedRegion } from '@/app/_ui/marked-region'
import { PatternDefs } from '@/app/_ui/patterns'
import { markFill } from '@/app/_ui/standing-mark'
import type { Area } from './lat-lngs'
import { openRow } from './open-row'
import { type PaneName, paneOf } from './panes'
import styles from './region-map.module.css'
import type { CardHandle } from './use-card'
import { useTileUnit } from './use-tile-unit'

/** The name of the live drawing: its patterns' ids begin with it. */
export const drawing = 'map-live'

export type Areas = ReadonlyMap<string, Area>

interface Props {
  areas: Areas
  regions: readonly MapRegion[]
  inside: readonly MapRegion[]
  /** Whether smaller ones lie over them, here or on a canvas of their own. */
  isDivided: boolean
  card: CardHandle
}

/** The regions with their marks, in the order of the table, for pointer and keyboard; smaller ones over the larger they lie in. */
export function RegionLayer({ areas, regions, inside, isDivided, card }: Props) {
  const outer = usePolygons('regions', areas, regions)
  const inner = usePolygons('inside', areas, inside)
  usePainting(outer, regions)
  usePainting(inner, inside)
  useListening(outer, regions, card)
  useListening(inner, inside, card)
  const every = useMemo(() => [...regions, ...inside], [regions, inside])
  const borders = useMemo(
    () => (isDivided ? regions.flatMap(({ code }) => (areas.get(code)?.lines.length ? [code] : [])) : []),
    [isDivided, regions, areas],
  )
  return (
    <>
      <Patterns polygons={outer} />
      <Outlines pane="over" areas={areas} codes={borders} classes={overClasses} />
      <RestoredLayer areas={areas} regions={every} />
      <MarkedLayer areas={areas} />
    </>
  )
}

type Polygons = ReadonlyMap<string, Polygon>

/** One polygon a region, made anew only where other regions or another order are shown. */
function usePolygons(pane: 'regions' | 'inside', areas: Areas, regions: readonly MapRegion[]): Polygons {
  const map = useMap()
  const [polygons, setPolygons] = useState<Polygons>(new Map())
  const order = regions.map(({ code }) => code).join(' ')
  useEffect(
    function addRegions() {
      paneOf(map, pane)
      const codes = order.split(' ').filter((code) => areas.has(code))
      const made = new Map(
        codes.map((code) => [code, polygon(areas.get(code)?.lines ?? [], { pane, fillOpacity: 1, className: styles.region ?? '' })]),
      )
      const layers = layerGroup([...made.values()]).addTo(map)
      setPolygons(made)
      return () => void layers.remove()
    },
    [map, pane, areas, order],
  )
  return polygons
}

/** Gives each polygon its paint and its words; what has not changed since the last time is left alone. */
function usePainting(polygons: Polygons, regions: readonly MapRegion[]): void {
  const painted = useRef(new WeakMap<Polygon, string>())
  useLayoutEffect(
    function paintRegions() {
      for (const { code, mark, sentence } of regions) {
        const area = polygons.get(code)
        const fillColor = markFill(mark, drawing)
        if (!area || painted.current.get(area) === `${fillColor} ${sentence}`) continue
        painted.current.set(area, `${fillColor} ${sentence}`)
        const element = area.setStyle({ fillColor }).getElement()
        element?.setAttribute('tabindex', '0')
        element?.setAttribute('role', 'link')
        element?.setAttribute('aria-label', sentence)
        element?.setAttribute('data-region', code)
      }
    },
    [polygons, regions],
  )
}

function useListening(polygons: Polygons, regions: readonly MapRegion[], card: CardHandle): void {
  const map = useMap()
  const latest = useRef({ regions, card })
  useEffect(() => {
    latest.current = { regions, card }
  })
  useEffect(
    function listenToRegions() {
      const listening = new AbortController()
      for (const [code, area] of polygons) listenTo(map, code, area, latest, listening.signal)
      return () => {
        listening.abort()
        for (const area of polygons.values()) area.off('click')
      }
    },
    [map, polygons],
  )
}

interface Latest {
  current: { regions: readonly MapRegion[]; card: CardHandle }
}

function listenTo(map: LeafletMap, code: string, area: Polygon, latest: Latest, signal: AbortSignal): void {
  const element = area.getElement()
  if (!element) return
  const on = (type: string, listener: (event: Event) => void) => element.addEventListener(type, listener, { signal })
  for (const type of ['pointerenter', 'focus'])
    on(type, () => {
      setMarkedRegion(code)
      latest.current.card.enter(code)
    })
  on('focus', () => bringIntoView(map, area))
  for (const type of ['pointerleave', 'blur'])
    on(type, () => {
      setMarkedRegion(null)
      latest.current.card.leave()
    })
  on('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter') return
    // Else the key goes on to the row that has the focus by then, and closes it again.
    event.preventDefault()
    const away = latest.current.regions.find((region) => region.code === code)?.away
    if (!openRow(code) && away !== undefined) window.location.assign(away)
  })
  area.on('click', (event) => {
    DomEvent.stopPropagation(event)
    latest.current.card.pin(code)
  })
}

/** Follows the keyboard to a region off the screen. The browser's own way, to scroll inside the frame, would tear the layers apart. */
function bringIntoView(map: LeafletMap, area: Polygon): void {
  map.getContainer().scrollTo(0, 0)
  if (!map.getBounds().contains(area.getCenter())) map.panTo(area.getCenter(), { animate: false })
}

/** The patterns, inside the drawing that uses them. */
function Patterns({ polygons }: { polygons: Polygons }) {
  const unit = useTileUnit()
  const [first] = polygons.values()
  const element = first?.getElement()
  const svg = element instanceof SVGElement ? element.ownerSVGElement : null
  return svg && createPortal(<PatternDefs drawing={drawing} unit={unit} />, svg)
}

interface OutlinesProps {
  pane: PaneName
  areas: Areas
  codes: readonly string[]
  classes: readonly (string | undefined)[]
}

/** The outlines of some regions, one line for each class, under each other. */
function Outlines({ pane, areas, codes, classes }: OutlinesProps) {
  const map = useMap()
  const wanted = codes.join(' ')
  useEffect(
    function addOutlines() {
      paneOf(map, pane)
      const outline = (lines: LatLngTuple[][], className: string | undefined): Layer =>
        polygon(lines, { pane, interactive: false, fill: false, className: className ?? '' })
      const shapes = wanted.split(' ').flatMap((code) => areas.get(code) ?? [])
      const layers = layerGroup(shapes.flatMap(({ lines }) => classes.map((className) => outline(lines, className)))).addTo(map)
      return () => void layers.remove()
    },
    [map, pane, areas, wanted, classes],
  )
  return null
}

const overClasses = [styles.over]
const restoredClasses = [styles.halo, styles.light]
const markedClasses = [styles.marked]

/** The light that came back: an outline over a halo, clear of its neighbours. */
function RestoredLayer({ areas, regions }: { areas: Areas; regions: readonly MapRegion[] }) {
  const codes = regions.filter(({ mark }) => mark.kind === 'restored').map(({ code }) => code)
  return <Outlines pane="restored" areas={areas} codes={codes} classes={restoredClasses} />
}

/** The region that is hovered or focused, here or in the table. */
export function MarkedLayer({ areas }: { areas: Areas }) {
  const [marked] = useMarkedRegion()
  return <Outlines pane="marked" areas={areas} codes={marked === null ? [] : [marked]} classes={markedClasses} />
}
