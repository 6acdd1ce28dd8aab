import type { LatLngTuple } from 'leaflet'
import type { Topology } from 'topojson-specification'
import type { Point } from '@/app/_ui/map-projection'
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
