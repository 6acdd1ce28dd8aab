import type { National } from './national'

/** Heights of the strip in pixels; across it is as wide as the page and measured in hundredths of the period. */
export const strip = { top: 24, base: 108, runs: 113, runHeight: 7, ticks: 124, axis: 154, height: 160 } as const

/** Where a time lies across the strip, as the attribute of a drawing: `33.33%`. */
export const across = (time: number, { from, to }: Pick<National, 'from' | 'to'>): string =>
  `${Number(((Math.min(Math.max(time, from), to) - from) / ((to - from) / 100)).toFixed(2))}%`

/** How wide a stretch of time is. */
export const wide = (start: number, end: number, { from, to }: Pick<National, 'from' | 'to'>): string =>
  `${Number(((Math.min(end, to) - Math.max(start, from)) / ((to - from) / 100)).toFixed(2))}%`

/** Where a count lies above the base. */
export const above = (count: number, top: number): number => Number((strip.base - (count / top) * (strip.base - strip.top)).toFixed(1))

const dayMs = 86_400_000
const tickDays = [1, 2, 5, 7, 10, 15, 30, 61, 91, 182, 365]
const mostTicks = 6

/** The beginnings of the days that are named on the axis; each second one has no room on a phone. The last day is named apart. */
export function namedDays({ from, to }: Pick<National, 'from' | 'to'>, dayStarts: readonly number[]): { at: number; isMinor: boolean }[] {
  const every = tickDays.find((days) => (to - from) / dayMs / days <= mostTicks) ?? 365
  const room = (to - from) / 9
  return dayStarts.filter((start, index) => index % every === 0 && to - start > room).map((at, index) => ({ at, isMinor: index % 2 === 1 }))
}
