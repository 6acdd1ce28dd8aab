import type { Range } from '@/lib/schema/impact'

const niceSteps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10]

/** An open end needs room to be seen. */
const roomForOpen = 1.3

/** The end of a scale from zero that several ranges share: a round number at or above the largest, with room beyond an open one. 1 where there is none. */
export function rangeScaleEnd(ranges: readonly Range[]): number {
  const most = Math.max(1, ...ranges.map(({ low, best, high }) => high ?? (best ?? low ?? 0) * roomForOpen))
  const power = 10 ** Math.floor(Math.log10(most))
  return (niceSteps.find((step) => step * power >= most) ?? 10) * power
}
