import type { StandingMark } from '@/app/_ui/standing-mark'
import type { StandingRun } from './series-rows'
import type { PointMark, StepBar } from './step-line-rows'

/** What a drawing measures by: time (or hours) across its whole width, counts up its plot. Lengths are pixels, places across are per cent. */
export interface StepScale {
  from: number
  to: number
  top: number
  /** Room above the plot, for what stands over its highest figure. */
  head: number
  height: number
}

interface Level {
  x1: number
  x2: number
  y: number
}

interface Upright {
  x: number
  y1: number
  y2: number
}

interface Box {
  x: number
  width: number
  y: number
  height: number
}

/** Where an end is open: pointing up for "at least", down for "at most". */
interface Chevron {
  x: number
  y: number
  up: boolean
}

export interface StepShapes {
  bands: Box[]
  levels: Level[]
  /** Between two levels that touch, and nowhere else. */
  risers: Upright[]
  chevrons: Chevron[]
  strip: { x: number; width: number; mark: StandingMark }[]
}

export interface MarkShape {
  mark: PointMark
  x: number
  y: number
  /** The time the source allows; null where it is a point in time. */
  span: Level | null
  whisker: Upright | null
  chevrons: Chevron[]
}

const tenth = (value: number) => Math.round(value * 10) / 10

export const xOf = (time: number, { from, to }: StepScale): number =>
  tenth((Math.min(Math.max(time, from), to) - from) * (100 / (to - from)))
export const yOf = (count: number, { top, head, height }: StepScale): number => tenth(head + (1 - count / top) * height)

function bandOf({ start, end, low, best, high }: StepBar, scale: StepScale): Box[] {
  const [upper, lower] = [high ?? best, low ?? best]
  if (upper <= lower) return []
  const [x, y] = [xOf(start, scale), yOf(upper, scale)]
  return [{ x, width: tenth(xOf(end, scale) - x), y, height: tenth(yOf(lower, scale) - y) }]
}

function openEnds({ low, best, high }: Pick<StepBar, 'low' | 'best' | 'high'>, x: number, scale: StepScale): Chevron[] {
  return [
    ...(high === null ? [{ x, y: yOf(best, scale), up: true }] : []),
    ...(low === null ? [{ x, y: yOf(best, scale), up: false }] : []),
  ]
}

/** Bars and the strip under them as shapes: levels are joined where they touch, and nothing is drawn through a gap. Pure. */
export function stepShapes(bars: readonly StepBar[], strip: readonly StandingRun[], scale: StepScale): StepShapes {
  const shown = bars.filter(({ start, end }) => end > scale.from && start < scale.to)
  return {
    bands: shown.flatMap((bar) => bandOf(bar, scale)),
    levels: shown.map(({ start, end, best }) => ({ x1: xOf(start, scale), x2: xOf(end, scale), y: yOf(best, scale) })),
    risers: shown.flatMap(({ start, best }, index) => {
      const before = shown[index - 1]
      return before?.end === start && before.best !== best
        ? [{ x: xOf(start, scale), y1: yOf(before.best, scale), y2: yOf(best, scale) }]
        : []
    }),
    chevrons: shown.flatMap((bar) => openEnds(bar, tenth((xOf(bar.start, scale) + xOf(bar.end, scale)) / 2), scale)),
    strip: strip
      .filter(({ start, end }) => end > scale.from && start < scale.to)
      .map(({ start, end, mark }) => ({ x: xOf(start, scale), width: tenth(xOf(end, scale) - xOf(start, scale)), mark })),
  }
}

/** Sources of the same time stand side by side within it: where in a day a mark stands says nothing. */
function placeOf(mark: PointMark, marks: readonly PointMark[]): number {
  if (mark.exact) return mark.start
  const together = marks.filter(({ start, end, exact }) => !exact && start === mark.start && end === mark.end)
  return mark.start + ((mark.end - mark.start) * (together.indexOf(mark) + 1)) / (together.length + 1)
}

/** Every source's figure as a shape: as wide as the time it speaks of, as tall as its range. Pure. */
export function markShapes(marks: readonly PointMark[], scale: StepScale): MarkShape[] {
  return marks.map((mark) => {
    const { low, best, high, start, end } = mark
    const x = xOf(placeOf(mark, marks), scale)
    const y = yOf(best, scale)
    const [upper, lower] = [high ?? best, low ?? best]
    return {
      mark,
      x,
      y,
      span: mark.exact ? null : { x1: xOf(start, scale), x2: xOf(end, scale), y },
      whisker: upper > lower ? { x, y1: yOf(upper, scale), y2: yOf(lower, scale) } : null,
      chevrons: openEnds(mark, x, scale),
    }
  })
}

export interface Label {
  x: number
  y: number
  text: string
  /** Which way the text runs from its place. */
  anchor: 'start' | 'end'
}

/** The narrowest a drawing gets, and how wide a letter is at its size: labels that would touch there are left out. */
const narrowest = 300
const letter = 6.6
const line = 13
/** How high a figure stands over a level that has a chevron on it. */
const chevronRoom = 13

const widthOf = (text: string) => (text.length * letter * 100) / narrowest
const edgesOf = ({ x, text, anchor }: Label) => (anchor === 'start' ? [x, x + widthOf(text)] : [x - widthOf(text), x]) as [number, number]

function touches(a: Label, b: Label): boolean {
  const [[a1, a2], [b1, b2]] = [edgesOf(a), edgesOf(b)]
  return Math.abs(a.y - b.y) < line && a1 < b2 && b1 < a2
}

/** The figures written at their levels: the highest first, then the last, then the others as far as there is room. */
export function levelLabels(bars: readonly StepBar[], scale: StepScale, say: (bar: StepBar) => string): Label[] {
  const peak = bars.reduce<StepBar | null>((best, bar) => (best === null || bar.best > best.best ? bar : best), null)
  const last = bars.at(-1)
  const wanted = [...new Set([peak, last, ...bars])].filter((bar): bar is StepBar => bar !== null && bar !== undefined && bar.best > 0)
  const labels: Label[] = []
  for (const bar of wanted) {
    const text = say(bar)
    const y = tenth(yOf(bar.best, scale) - (bar.high === null ? chevronRoom : 5))
    const start: Label = { x: xOf(bar.start, scale), y, text, anchor: 'start' }
    const fits = edgesOf(start)[1] <= 100
    const label = fits ? start : { ...start, x: xOf(bar.end, scale), anchor: 'end' as const }
    if (!labels.some((other) => touches(other, label))) labels.push(label)
  }
  return labels
}
