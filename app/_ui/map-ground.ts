import type { Box } from './map-projection'
import type { Ring } from './map-shapes'

const cell = 3

/** Which area lies where in a drawing, on cells of three units: a fast answer to "is this box inside that area". */
export interface Ground {
  /** Whether every cell under a box belongs to the area of that index. */
  isWithin: (box: Box, area: number) => boolean
  /** Whether no cell under a box belongs to any area. */
  isOpen: (box: Box) => boolean
}

/** For each row of cells, where its middle crosses the sides of the rings, from left to right: each side is looked at once. */
function crossingsByRow(rings: readonly Ring[], rows: number): number[][] {
  const found = Array.from({ length: rows }, (): number[] => [])
  for (const ring of rings) {
    let [ax, ay] = ring.at(-1) ?? [0, 0]
    for (const [bx, by] of ring) {
      const first = Math.max(0, Math.ceil(Math.min(ay, by) / cell - 0.5))
      const last = Math.min(rows, Math.ceil(Math.max(ay, by) / cell - 0.5))
      for (let row = first; row < last; row++) found[row]?.push(((bx - ax) * ((row + 0.5) * cell - ay)) / (by - ay) + ax)
      ax = bx
      ay = by
    }
  }
  for (const crossings of found) crossings.sort((a, b) => a - b)
  return found
}

/** Lays areas (each its rings) out on a grid; where two overlap the later one lies on top. */
export function layGround(areas: readonly (readonly Ring[])[], size: { width: number; height: number }): Ground {
  const [columns, rows] = [Math.ceil(size.width / cell), Math.ceil(size.height / cell)]
  const owner = new Int16Array(columns * rows).fill(-1)
  areas.forEach((rings, area) => {
    crossingsByRow(rings, rows).forEach((crossings, row) => {
      for (let at = 0; at + 1 < crossings.length; at += 2) {
        const from = Math.max(0, Math.ceil((crossings[at] ?? 0) / cell - 0.5))
        const until = Math.min(columns, Math.ceil((crossings[at + 1] ?? 0) / cell - 0.5))
        if (until > from) owner.fill(area, row * columns + from, row * columns + until)
      }
    })
  })
  const everyCell = (box: Box, wanted: number) => {
    const [left, right] = [Math.floor(box.x / cell), Math.floor((box.x + box.width) / cell)]
    const [top, bottom] = [Math.floor(box.y / cell), Math.floor((box.y + box.height) / cell)]
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) {
        const inside = row >= 0 && row < rows && column >= 0 && column < columns
        if (!inside || owner[row * columns + column] !== wanted) return false
      }
    return true
  }
  return { isWithin: everyCell, isOpen: (box) => everyCell(box, -1) }
}
