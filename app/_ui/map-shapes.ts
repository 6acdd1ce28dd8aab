import type { Point } from './map-projection'

/** A closed line; the last point is not the first again. */
export type Ring = readonly Point[]

/** Twice the signed area, positive where the ring runs clockwise on a screen. */
export const doubleArea = (ring: Ring): number =>
  ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)

const triangle = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point) => Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

/**
 * A line with the bends left out that span less than `area` (square units of the drawing), smallest first (Visvalingam and Whyatt, 1993).
 * Both ends stay, so that lines that meet still do.
 */
export function simplify(line: readonly Point[], area: number): Point[] {
  const kept = [...line]
  // A packed array of numbers, shortened in place: a phone draws the map by this, a bend at a time.
  const spans = Float64Array.from(kept, (point, at) => spanAt(kept, at, point))
  for (;;) {
    const smallest = smallestBelow(area, spans, kept.length - 1)
    if (smallest < 0) return kept
    kept.splice(smallest, 1)
    spans.copyWithin(smallest, smallest + 1)
    for (const at of [smallest - 1, smallest]) spans[at] = spanAt(kept, at, kept[at])
  }
}

/** Where the least of the spans before `end` is, the first left out; -1 where none is less than `limit`. */
function smallestBelow(limit: number, spans: Float64Array, end: number): number {
  let [least, found] = [limit, -1]
  for (let at = 1; at < end; at++) {
    const span = spans[at] ?? limit
    if (span < least) [least, found] = [span, at]
  }
  return found
}

function spanAt(line: readonly Point[], at: number, point: Point | undefined): number {
  const [before, after] = [line[at - 1], line[at + 1]]
  return point && before && after ? triangle(before, point, after) : Infinity
}

type Side = (point: Point) => number

/** The part of a ring inside a rectangle, by the four half planes in turn (Sutherland and Hodgman, 1974). May be empty. */
export function clipRing(ring: Ring, left: number, top: number, right: number, bottom: number): Point[] {
  const sides: Side[] = [([x]) => x - left, ([x]) => right - x, ([, y]) => y - top, ([, y]) => bottom - y]
  return sides.reduce(clipSide, [...ring])
}

function clipSide(ring: Point[], inside: Side): Point[] {
  return ring.flatMap((point, at) => {
    const before = ring[(at + ring.length - 1) % ring.length] ?? point
    const [from, to] = [inside(before), inside(point)]
    const crossing: Point[] = from < 0 !== to < 0 ? [between(before, point, from / (from - to))] : []
    return to < 0 ? crossing : [...crossing, point]
  })
}

const between = ([ax, ay]: Point, [bx, by]: Point, part: number): Point => [ax + (bx - ax) * part, ay + (by - ay) * part]

/** The runs of a line that pass through a rectangle; a run keeps one point outside at each end. */
export function clipLine(line: readonly Point[], left: number, top: number, right: number, bottom: number): Point[][] {
  const runs: Point[][] = []
  let open = false
  line.forEach((point, at) => {
    const before = line[at - 1]
    if (!before) return
    const passes =
      Math.max(before[0], point[0]) >= left &&
      Math.min(before[0], point[0]) <= right &&
      Math.max(before[1], point[1]) >= top &&
      Math.min(before[1], point[1]) <= bottom
    if (passes && !open) runs.push([before])
    if (passes) runs.at(-1)?.push(point)
    open = passes
  })
  return runs
}

/** Path units in a unit of the drawing: half a pixel is finer than the outlines are, and whole numbers are the shortest to write. */
export const grain = 2

const signed = (n: number) => (n < 0 ? `${n}` : ` ${n}`)

/** Writes points as relative path commands on the grid; points that fall on the same place are written once. */
function writeLine(points: readonly Point[], closed: boolean): string {
  let [atX, atY] = [0, 0]
  let path = ''
  for (const [x, y] of points) {
    const [toX, toY] = [Math.round(x * grain), Math.round(y * grain)]
    if (path === '') path = `M${toX}${signed(toY)}l`
    else if (toX !== atX || toY !== atY) path += `${path.endsWith('l') ? toX - atX : signed(toX - atX)}${signed(toY - atY)}`
    atX = toX
    atY = toY
  }
  if (path.endsWith('l')) return ''
  return closed ? `${path}z` : path
}

/** SVG path data of closed rings, in `grain`ths of a unit. Empty where nothing is left of them. */
export const pathOf = (rings: readonly Ring[]): string => rings.map((ring) => writeLine(ring, true)).join('')

/** SVG path data of open lines, in `grain`ths of a unit. */
export const linePathOf = (lines: readonly (readonly Point[])[]): string => lines.map((line) => writeLine(line, false)).join('')

/** Whether a point is inside rings, by the even-odd rule. */
export function isInside([x, y]: Point, rings: readonly Ring[]): boolean {
  let inside = false
  for (const ring of rings)
    ring.forEach(([ax, ay], at) => {
      const [bx, by] = ring[(at + ring.length - 1) % ring.length] ?? [ax, ay]
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
    })
  return inside
}
