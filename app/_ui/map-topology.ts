import type { Topology } from 'topojson-specification'
import type { Point } from './map-projection'
import { simplify } from './map-shapes'

/** One thing of a topology: its properties, and its lines, closed for an area. */
export interface Outline {
  properties: Record<string, unknown>
  lines: Point[][]
}

type Geometry = Topology['objects'][string]

function geometriesOf(topology: Topology, name: string | undefined): Geometry[] {
  const chosen = name === undefined ? Object.values(topology.objects) : [topology.objects[name]]
  return chosen.flatMap((object) => {
    if (!object) return []
    return object.type === 'GeometryCollection' ? object.geometries : [object]
  })
}

function lineIndexes(geometry: Geometry): number[][] {
  if (geometry.type === 'Polygon' || geometry.type === 'MultiLineString') return geometry.arcs
  if (geometry.type === 'MultiPolygon') return geometry.arcs.flat()
  return geometry.type === 'LineString' ? [geometry.arcs] : []
}

/** The longitudes and latitudes of every arc, the quantisation undone. */
export function arcsOf({ arcs, transform }: Topology): Point[][] {
  return arcs.map((arc) => {
    let [x, y] = [0, 0]
    return arc.map((position): Point => {
      const [a = 0, b = 0] = position
      if (!transform) return [a, b]
      x += a
      y += b
      return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]]
    })
  })
}

/** The points of what a map opens on: of every area but those that lie aside. All points, where everything does. */
export function mainPoints(topology: Topology): Point[] {
  const arcs = arcsOf(topology)
  const main = geometriesOf(topology, undefined).filter(({ properties }) => !isAside({ ...properties }))
  const used = new Set(main.flatMap((geometry) => lineIndexes(geometry).flat()).map((index) => (index < 0 ? ~index : index)))
  return (used.size === 0 ? arcs : arcs.filter((_, index) => used.has(index))).flat()
}

/** Whether a map opens without this area. */
export const isAside = (properties: Record<string, unknown>): boolean => properties.aside === true

const joined = (pieces: readonly Point[][]) => pieces.flatMap((piece, at) => (at === 0 ? piece : piece.slice(1)))

/**
 * The outlines of one object of a topology (of all, without a name), each longitude and latitude put where `place` says,
 * simplified by `area` square units of that. Arcs are simplified once each, so neighbours keep one border between them.
 */
export function outlinesOf(topology: Topology, name: string | undefined, place: (position: Point) => Point, area: number): Outline[] {
  const arcs = arcsOf(topology).map((arc) => simplify(arc.map(place), area))
  const walk = (index: number) => (index < 0 ? [...(arcs[~index] ?? [])].reverse() : (arcs[index] ?? []))
  return geometriesOf(topology, name).map((geometry) => ({
    properties: { ...geometry.properties },
    lines: lineIndexes(geometry).map((line) => joined(line.map(walk))),
  }))
}
