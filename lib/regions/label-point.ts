import type { Geometry, Position } from 'geojson'
import { signedArea } from './topology'

type Polygon = Position[][]
interface Cell {
  x: number
  y: number
  half: number
  distance: number
}

/** Fine enough for a label on a map of a whole country: a hundredth of a degree. */
const precision = 0.01

const polygonsOf = (geometry: Geometry): Polygon[] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : []

const outerArea = ([outer = []]: Polygon) => Math.abs(signedArea(outer))

/** The square of the distance from a point to the segment between two others. */
function toSegment(x: number, y: number, [ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length))
  return (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2
}

/** Distance to the nearest edge: positive inside, negative outside or in a hole. */
function edgeDistance(x: number, y: number, polygon: Polygon): number {
  let inside = false
  let nearest = Number.POSITIVE_INFINITY
  for (const ring of polygon) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [a = [], b = []] = [ring[i], ring[j]]
      const [ax = 0, ay = 0, bx = 0, by = 0] = [a[0], a[1], b[0], b[1]]
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
      nearest = Math.min(nearest, toSegment(x, y, a, b))
    }
  }
  return (inside ? 1 : -1) * Math.sqrt(nearest)
}

const reach = (cell: Cell) => cell.distance + cell.half * Math.SQRT2

/** The point of a polygon farthest from its edges, by halving squares that may still hold a better one (pole of inaccessibility). */
function pole(polygon: Polygon): Cell {
  const [outer = []] = polygon
  const xs = outer.map(([x = 0]) => x)
  const ys = outer.map(([, y = 0]) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const size = Math.min(Math.max(...xs) - left, Math.max(...ys) - top)
  const cell = (x: number, y: number, half: number): Cell => ({ x, y, half, distance: edgeDistance(x, y, polygon) })
  const half = size / 2
  let cells: Cell[] = []
  for (let x = left; x < Math.max(...xs); x += size)
    for (let y = top; y < Math.max(...ys); y += size) cells.push(cell(x + half, y + half, half))
  let best = cells.reduce((a, b) => (b.distance > a.distance ? b : a))
  while (cells.length > 0) {
    const quarters = cells.flatMap(({ x, y, half: h }) =>
      [-1, 1].flatMap((dx) => [-1, 1].map((dy) => cell(x + (dx * h) / 2, y + (dy * h) / 2, h / 2))),
    )
    best = quarters.reduce((a, b) => (b.distance > a.distance ? b : a), best)
    cells = quarters.filter((quarter) => reach(quarter) - best.distance > precision)
  }
  return best
}

/**
 * Where the label of an area stands: inside its largest part, as far from every edge as can be, [longitude, latitude] in degrees.
 * Degrees of longitude are shortened to the latitude's scale first, so that the distance is one on the ground.
 */
export function labelPoint(geometry: Geometry): [number, number] | null {
  const largest = polygonsOf(geometry).reduce<Polygon | null>((a, b) => (a === null || outerArea(b) > outerArea(a) ? b : a), null)
  if (largest === null) return null
  const latitude = largest[0]?.[0]?.[1] ?? 0
  const scale = Math.cos((latitude * Math.PI) / 180)
  const { x, y } = pole(largest.map((ring) => ring.map(([lon = 0, lat = 0]) => [lon * scale, lat])))
  return [round(x / scale), round(y)]
}

const round = (degrees: number) => Math.round(degrees * 10_000) / 10_000
