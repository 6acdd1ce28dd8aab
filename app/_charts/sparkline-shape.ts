import type { SeriesPanel } from './series-rows'

/** The drawing's box: figures above, a strip of the standing below. */
export const sparkline = { width: 60, height: 18, top: 2, floor: 12, strip: 16 } as const

/** The paths of one sparkline: the step line of the best figures, and the stretches of each standing. Empty ones are empty texts. */
export interface SparklineShape {
  line: string
  reported: string
  stale: string
  restored: string
  notReported: string
}

const round = (value: number) => Math.round(value * 10) / 10

/**
 * One region over a period as the paths of a small drawing. The scale is its own: from zero to its highest figure. The line is not drawn through a
 * gap.
 */
export function sparklineShape({ bars, strip }: Pick<SeriesPanel, 'bars' | 'strip'>, from: number, to: number): SparklineShape {
  const { width, top, floor, strip: base } = sparkline
  const x = (time: number) => round(((Math.min(Math.max(time, from), to) - from) / (to - from)) * width)
  const most = Math.max(1, ...bars.map(({ best }) => best))
  // Half a pixel is finer than the line is thick.
  const y = (best: number) => Math.round((floor - (best / most) * (floor - top)) * 2) / 2
  const line = bars.map(({ start, end, best }, at) => {
    const touches = bars[at - 1]?.end === start
    return touches ? `V${y(best)}H${x(end)}` : `M${x(start)} ${y(best)}H${x(end)}`
  })
  const stretches = (...kinds: readonly string[]) => {
    const runs = strip.filter(({ mark }) => kinds.includes(mark.kind))
    // Shades are told apart in the line; the strip of one standing is one stretch.
    return runs
      .map(
        ({ start, end }, at) =>
          (runs[at - 1]?.end === start ? '' : `M${x(start)} ${base}`) + (runs[at + 1]?.start === end ? '' : `H${x(end)}`),
      )
      .join('')
  }
  return {
    line: line.join(''),
    reported: stretches('reported', 'noFigure'),
    stale: stretches('stale'),
    restored: stretches('restored'),
    notReported: stretches('notReported'),
  }
}
