import { type LinkedMark, markRadius } from './incident-marks'
import { type DrawingName, type MapShapes, placeIn } from './map-drawing'
import { crosses, offsets, overlaps, type PlacedLabel } from './map-labels'
import type { Box, Point } from './map-projection'

export interface PlacedMark {
  mark: LinkedMark
  x: number
  y: number
  radius: number
  /** Where its count begins, beside a circle that is too small to hold it; null inside. */
  countAt: number | null
}

const spots = offsets(96, 6)
const gap = 2
const smallestHolding = 8
const digitWidth = 7.5

/**
 * Where the marks of a drawing stand: nearest to their region's label point where neither a label nor another mark is, on their own ground if
 * there is room, else with their middle on it, else wherever it is free. Labels stay where they are, and nothing
 * stands on what is `covered` by other things.
 */
export function placeMarks(
  marks: readonly LinkedMark[],
  shapes: MapShapes,
  name: DrawingName,
  labels: readonly PlacedLabel[],
  covered: readonly Box[] = [],
): PlacedMark[] {
  const taken: Box[] = [...covered, ...labels.map(({ box }) => box)]
  return marks.flatMap((mark) => {
    const anchor = placeIn(shapes, mark.anchor)
    if (anchor === null) return []
    const radius = markRadius(mark.best, name)
    const around = ([x, y]: Point, reach = radius): Box => ({ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach })
    const isBeside = mark.count > 1 && radius < smallestHolding
    const beside = isBeside ? gap + digitWidth * String(mark.count).length : 0
    const whole = (at: Point): Box => ({ ...around(at), width: 2 * radius + beside })
    // A leader may point at a circle, but not run through a number.
    const isLegible = (at: Point) => mark.count === 1 || labels.every(({ leader }) => leader === null || !crosses(leader, whole(at), gap))
    const index = shapes.regions.findIndex(({ code }) => code === mark.region)
    const free = spots
      .map(([dx, dy]): Point => [anchor[0] + dx, anchor[1] + dy])
      .filter((at) => isLegible(at) && taken.every((box) => !overlaps(whole(at), box, gap)))
    const isOwn = (at: Point, reach: number) => shapes.ground.isWithin(around(at, reach), index)
    const [x, y] = free.find((at) => isOwn(at, radius)) ?? free.find((at) => isOwn(at, 0)) ?? free[0] ?? anchor
    taken.push(whole([x, y]))
    return [{ mark, x, y, radius, countAt: isBeside ? x + radius + gap : null }]
  })
}
