import { type LinkedMark, markRadius } from './incident-marks'
import { type DrawingName, type MapShapes, placeIn } from './map-drawing'
import { offsets, overlaps, type PlacedLabel } from './map-labels'
import type { Box, Point } from './map-projection'

export interface PlacedMark {
  mark: LinkedMark
  x: number
  y: number
  radius: number
}

const spots = offsets(96, 6)
const gap = 2

/**
 * Where the marks of a drawing stand: nearest to their region's label point where neither a label nor another mark is, on their own ground if
 * there is room, else with their middle on it, else wherever it is free. Labels stay where they are.
 */
export function placeMarks(
  marks: readonly LinkedMark[],
  shapes: MapShapes,
  name: DrawingName,
  labels: readonly PlacedLabel[],
): PlacedMark[] {
  const taken: Box[] = labels.map(({ box }) => box)
  return marks.flatMap((mark) => {
    const anchor = placeIn(shapes, mark.anchor)
    if (anchor === null) return []
    const radius = markRadius(mark.best, name)
    const around = ([x, y]: Point, reach = radius): Box => ({ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach })
    const index = shapes.regions.findIndex(({ code }) => code === mark.region)
    const free = spots
      .map(([dx, dy]): Point => [anchor[0] + dx, anchor[1] + dy])
      .filter((at) => taken.every((box) => !overlaps(around(at), box, gap)))
    const isOwn = (at: Point, reach: number) => shapes.ground.isWithin(around(at, reach), index)
    const [x, y] = free.find((at) => isOwn(at, radius)) ?? free.find((at) => isOwn(at, 0)) ?? free[0] ?? anchor
    taken.push(around([x, y]))
    return [{ mark, x, y, radius }]
  })
}
