import { booleanIntersects } from '@turf/boolean-intersects'
import type { Geometry, Position } from 'geojson'
import { type Area, coarseOutlines, fineBoundaries } from '@/lib/regions/outlines'
import type { Territory } from '@/lib/regions/territory'
import type { CollectionId } from '@/lib/schema/feature'
import type { Box } from '@/lib/schema/feature-query'

/** What an area may be asked to touch: degrees, WGS 84. */
export type Shape = Extract<Geometry, { type: 'Point' | 'Polygon' | 'MultiPolygon' }>

const rectangle = (west: number, south: number, east: number, north: number): Position[][] => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
]

/** A box as an area: a point where it is only one, and two areas where it spans the antimeridian. */
export function boxShape({ west, south, east, north }: Box): Shape {
  if (west === east && south === north) return { type: 'Point', coordinates: [west, south] }
  if (west <= east) return { type: 'Polygon', coordinates: rectangle(west, south, east, north) }
  return { type: 'MultiPolygon', coordinates: [rectangle(west, south, 180, north), rectangle(-180, south, east, north)] }
}

function positionsOf(shape: Shape): Position[] {
  if (shape.type === 'Point') return [shape.coordinates]
  return shape.type === 'Polygon' ? shape.coordinates.flat() : shape.coordinates.flat(2)
}

/** The smallest box around some shapes: [west, south, east, north]. Throws where there is none. */
export function boundsOf(shapes: Iterable<Shape>): [number, number, number, number] {
  let [west, south, east, north] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const shape of shapes) {
    for (const [x = 0, y = 0] of positionsOf(shape)) {
      west = Math.min(west, x)
      south = Math.min(south, y)
      east = Math.max(east, x)
      north = Math.max(north, y)
    }
  }
  if (west > east) throw new Error('nothing to be bounded')
  return [west, south, east, north]
}

const boxes = new WeakMap<Area, ReturnType<typeof boundsOf>>()

/** The bounds of an area, worked out once for each. */
function boxOf(area: Area): ReturnType<typeof boundsOf> {
  const box = boxes.get(area) ?? boundsOf([area])
  boxes.set(area, box)
  return box
}

/** Whether an area and a shape have a point in common, borders included. */
export function touches(area: Area, shape: Shape): boolean {
  const [west, south, east, north] = boxOf(area)
  const [left, bottom, right, top] = boundsOf([shape])
  if (left > east || right < west || bottom > north || top < south) return false
  return booleanIntersects(area, shape)
}

/** Where the regions of a collection lie, and which of them cannot be said to lie anywhere. */
export interface Places {
  of(regions: readonly string[]): Area | null
  areas: ReadonlyMap<string, Area>
  placeless: string[]
}

/** The regions whose areas a shape touches. */
export const touchedBy = ({ areas }: Places, shape: Shape): string[] =>
  [...areas].flatMap(([code, area]) => (touches(area, shape) ? [code] : []))

/** Regions as themselves have their boundaries; what speaks of regions has their outlines, of several together as one. */
export function placesOf(territory: Territory, collection: CollectionId): Places {
  const without = (areas: ReadonlyMap<string, Area>) => territory.regions.flatMap(({ code }) => (areas.has(code) ? [] : [code]))
  if (collection === 'regions') {
    const areas = fineBoundaries(territory)
    return { of: ([code = '']) => areas.get(code) ?? null, areas, placeless: without(areas) }
  }
  const outlines = coarseOutlines(territory)
  return { ...outlines, placeless: without(outlines.areas) }
}
