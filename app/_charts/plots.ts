import { type PlotTime, pickAt, plotTimeIn } from './plot-time'

/** A drawing along time, with the ground its days lie on: every strip of a chart spans the same width. */
export interface Plot {
  element: HTMLElement
  time: PlotTime
}

const strips = ({ element }: Plot): SVGSVGElement[] =>
  [...element.querySelectorAll('svg')].filter((svg) => svg.querySelector('[data-tip]') !== null && svg.getClientRects().length > 0)

/** The plot that something on the page stands in, or null. */
export function plotAt(target: EventTarget | null): Plot | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-plot]') : null
  const time = element && plotTimeIn(element.dataset)
  return element && time ? { element, time } : null
}

/** The window's box of the ground that days are chosen on: as wide as a strip, as high as all of them. Null where nothing is drawn. */
export function groundOf(plot: Plot): DOMRect | null {
  const all = strips(plot)
  const [first, last] = [all[0]?.getBoundingClientRect(), all.at(-1)?.getBoundingClientRect()]
  return first && last ? new DOMRect(first.left, first.top, first.width, last.bottom - first.top) : null
}

/** The day or week under a point of the window. */
export function pickUnder(plot: Plot, clientX: number): number {
  const ground = groundOf(plot)
  return ground ? pickAt(plot.time, (clientX - ground.left) / ground.width) : 0
}

/** How many rows of stretches a plot has. */
export const rowCount = (plot: Plot): number => strips(plot).length

/** The stretch of a row that lies at a fraction of the width. */
export function stretchAt(plot: Plot, row: number, fraction: number): Element | null {
  const strip = strips(plot)[row]
  if (strip === undefined) return null
  const { left, width } = strip.getBoundingClientRect()
  const x = left + fraction * width
  const holds = (one: Element) => {
    const box = one.getBoundingClientRect()
    return box.left <= x && x < box.right
  }
  return [...strip.querySelectorAll('[data-tip]')].find(holds) ?? null
}

/** What a stretch tells of itself, line by line. */
export const tipOf = (stretch: Element): string[] => (stretch.getAttribute('data-tip') ?? '').split('\n')
