import { type LatLngBounds, type LatLngTuple, latLngBounds } from 'leaflet'
import type { Topology } from 'topojson-specification'
import type { Point } from '@/app/_ui/map-projection'
import type { MapPlace } from '@/app/_ui/map-regions'
import { doubleArea } from '@/app/_ui/map-shapes'
import { outlinesOf } from '@/app/_ui/map-topology'

/** One thing of a topology as Leaflet takes it: latitude before longitude. */
export interface Placed {
  properties: Record<string, unknown>
  lines: LatLngTuple[][]
}

const asItIs = (position: Point) => position

/** The outlines of one object of a topology (of all, without a name), in full detail. */
export function placedLines(topology: Topology, name?: string): Placed[] {
  return outlinesOf(topology, name, asItIs, 0).map(({ properties, lines }) => ({
    properties,
    lines: lines.map((line) => line.map(([longitude, latitude]): LatLngTuple => [latitude, longitude])),
  }))
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The middle of the box around the largest part of a shape, longitude before latitude; null for no shape. */
function middleOf(lines: readonly LatLngTuple[][]): [number, number] | null {
  const area = (line: LatLngTuple[]) => Math.abs(doubleArea(line.map(([latitude, longitude]): Point => [longitude, latitude])))
  const [largest] = [...lines].sort((a, b) => area(b) - area(a))
  if (largest === undefined) return null
  const { lat, lng } = latLngBounds(largest).getCenter()
  return [lng, lat]
}

/** A region of a topology: its names, where it lies and its outline. */
export interface Area extends MapPlace {
  lines: LatLngTuple[][]
}

// A raion is called by its name alone where the map has little room.
const kindOfRegion = /( district| raion| район)$/u

/** The regions of a topology of the territory, by code. */
export function areasOf(topology: Topology): ReadonlyMap<string, Area> {
  return new Map(
    placedLines(topology).map(({ properties, lines }) => {
      const code = textOf(properties.code)
      const shortName = {
        en: textOf(properties.nameEn).replace(kindOfRegion, ''),
        uk: textOf(properties.nameUk).replace(kindOfRegion, ''),
      }
      return [code, { code, shortName, labelPoint: middleOf(lines), lines }]
    }),
  )
}

export const boundsOfArea = ({ lines }: Pick<Area, 'lines'>): LatLngBounds => latLngBounds(lines.flat())
