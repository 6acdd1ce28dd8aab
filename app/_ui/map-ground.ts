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

function crossingsAt(rings: readonly Ring[], y: number): number[] {
  const found: number[] = []
  for (const ring of rings)
    ring.forEach(([ax, ay], at) => {
      const [bx, by] = ring[(at + ring.length - 1) % ring.length] ?? [ax, ay]
      if (ay > y !== by > y) found.push(((bx - ax) * (y - ay)) / (by - ay) + ax)
    })
  return found.sort((a, b) => a - b)
}

/** Lays areas (each its rings) out on a grid; where two overlap the later one lies on top. */
export function layGround(areas: readonly (readonly Ring[])[], size: { width: number; height: number }): Ground {
  const [columns, rows] = [Math.ceil(size.width / cell), Math.ceil(size.height / cell)]
  const owner = new Int16Array(columns * rows).fill(-1)
  areas.forEach((rings, area) => {
    for (let row = 0; row < rows; row++) {
      const crossings = crossingsAt(rings, (row + 0.5) * cell)
      for (let at = 0; at + 1 < crossings.length; at += 2) {
        const from = Math.max(0, Math.ceil((crossings[at] ?? 0) / cell - 0.5))
        const until = Math.min(columns, Math.ceil((crossings[at + 1] ?? 0) / cell - 0.5))
        if (until > from) owner.fill(area, row * columns + from, row * columns + until)
      }
    }
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
