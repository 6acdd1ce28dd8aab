import { DomEvent, type LatLngTuple, type Layer, type Map as LeafletMap, layerGroup, type Polygon, polygon } from 'leaflet'
import { useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useMap } from 'react-leaflet'
import type { Topology } from 'topojson-specification'
import { boundaryCode } from '@/app/_ui/map-drawing'
import type { MapRegion } from '@/app/_ui/map-regions'
import { useMarkedRegion } from '@/app/_ui/marked-region'
import { PatternDefs } from '@/app/_ui/patterns'
import { markFill } from '@/app/_ui/standing-mark'
import { placedLines } from './lat-lngs'
import { openRow } from './open-row'
import { paneOf } from './panes'
import styles from './region-map.module.css'
import { useTileUnit } from './use-tile-unit'

const drawing = 'map-live'

interface Props {
  geometry: Topology
  regions: readonly MapRegion[]
  onPin: (code: string) => void
}

type Shapes = ReadonlyMap<string, LatLngTuple[][]>

/** The regions with their marks, in the order of the table, for pointer and keyboard. */
export function RegionLayer({ geometry, regions, onPin }: Props) {
  const map = useMap()
  const shapes: Shapes = useMemo(
    () => new Map(placedLines(geometry).map(({ properties, lines }) => [boundaryCode(properties), lines])),
    [geometry],
  )
  const [areas, setAreas] = useState<ReadonlyMap<string, Polygon>>(new Map())
  const [, mark] = useMarkedRegion()
  const order = regions.map(({ code }) => code).join(' ')

  useEffect(
    function addRegions() {
      paneOf(map, 'regions')
      const made = new Map(
        order
          .split(' ')
          .map((code) => [code, polygon(shapes.get(code) ?? [], { pane: 'regions', fillOpacity: 1, className: styles.region })]),
      )
      const layers = layerGroup([...made.values()]).addTo(map)
      setAreas(made)
      return () => void layers.remove()
    },
    [map, shapes, order],
  )

  useEffect(
    function listenToRegions() {
      const listening = new AbortController()
      for (const [code, area] of areas) {
        const element = area.getElement()
        if (!element) continue
        const on = (type: string, listener: (event: Event) => void) =>
          element.addEventListener(type, listener, { signal: listening.signal })
        for (const type of ['pointerenter', 'focus']) on(type, () => mark(code))
        on('focus', () => bringIntoView(map, area))
        for (const type of ['pointerleave', 'blur']) on(type, () => mark(null))
        on('keydown', (event) => {
          if (!(event instanceof KeyboardEvent) || event.key !== 'Enter') return
          // Else the key goes on to the row that has the focus by then, and closes it again.
          event.preventDefault()
          openRow(code)
        })
        area.on('click', (event) => {
          DomEvent.stopPropagation(event)
          onPin(code)
        })
      }
      return () => {
        listening.abort()
        for (const area of areas.values()) area.off('click')
      }
    },
    [map, areas, mark, onPin],
  )

  useEffect(
    function paintRegions() {
      for (const { code, mark: standing, sentence } of regions) {
        const area = areas.get(code)
        const element = area?.setStyle({ fillColor: markFill(standing, drawing) }).getElement()
        element?.setAttribute('tabindex', '0')
        element?.setAttribute('role', 'link')
        element?.setAttribute('aria-label', sentence)
        element?.setAttribute('data-region', code)
      }
    },
    [areas, regions],
  )

  return (
    <>
      <Patterns areas={areas} />
      <RestoredLayer shapes={shapes} regions={regions} />
      <MarkedLayer shapes={shapes} />
    </>
  )
}

/** Follows the keyboard to a region off the screen. The browser's own way, to scroll inside the frame, would tear the layers apart. */
function bringIntoView(map: LeafletMap, area: Polygon): void {
  map.getContainer().scrollTo(0, 0)
  if (!map.getBounds().contains(area.getCenter())) map.panTo(area.getCenter(), { animate: false })
}

/** The patterns, inside the drawing that uses them. */
function Patterns({ areas }: { areas: ReadonlyMap<string, Polygon> }) {
  const unit = useTileUnit()
  const [first] = areas.values()
  const element = first?.getElement()
  const svg = element instanceof SVGElement ? element.ownerSVGElement : null
  return svg && createPortal(<PatternDefs drawing={drawing} unit={unit} />, svg)
}

function useOutlines(name: 'restored' | 'marked', lines: readonly LatLngTuple[][][], classes: readonly (string | undefined)[]): void {
  const map = useMap()
  useEffect(
    function addOutlines() {
      paneOf(map, name)
      const outline = (area: LatLngTuple[][], className: string | undefined): Layer =>
        polygon(area, { pane: name, interactive: false, fill: false, className: className ?? '' })
      const layers = layerGroup(lines.flatMap((area) => classes.map((className) => outline(area, className)))).addTo(map)
      return () => void layers.remove()
    },
    [map, name, lines, classes],
  )
}

const restoredClasses = [styles.halo, styles.light]
const markedClasses = [styles.marked]

/** The light that came back: an outline over a halo, clear of its neighbours. */
function RestoredLayer({ shapes, regions }: { shapes: Shapes; regions: readonly MapRegion[] }) {
  const lines = useMemo(() => {
    const restored = regions.filter(({ mark }) => mark.kind === 'restored')
    return restored.flatMap(({ code }) => [shapes.get(code) ?? []])
  }, [shapes, regions])
  useOutlines('restored', lines, restoredClasses)
  return null
}

/** The region that is hovered or focused, here or in the table. */
function MarkedLayer({ shapes }: { shapes: Shapes }) {
  const [marked] = useMarkedRegion()
  const lines = useMemo(() => {
    const shape = marked === null ? undefined : shapes.get(marked)
    return shape ? [shape] : []
  }, [shapes, marked])
  useOutlines('marked', lines, markedClasses)
  return null
}
