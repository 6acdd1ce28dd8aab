import type { Geometry, Position } from 'geojson'

const crosses = ([x = 0, y = 0]: Position, [ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position) =>
  ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax

/** Whether a point lies in an area, holes left out (even-odd rule over every ring). */
export function inside(point: Position, geometry: Geometry): boolean {
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : []
  const crossings = rings.flatMap((ring) => ring.filter((a, i) => crosses(point, a, ring[i + 1] ?? ring[0] ?? a)))
  return crossings.length % 2 === 1
}
