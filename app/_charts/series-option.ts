import type { CustomSeriesOption } from 'echarts/charts'
import type { GridComponentOption } from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import { markFill } from '@/app/_ui/standing-mark'
import type { Locale } from '@/lib/i18n/locale'
import { formatCell, formatShort } from '@/lib/i18n/numbers'
import type { SeriesBar, SeriesPanel, StandingRun } from './series-rows'

export type PanelOption = ComposeOption<CustomSeriesOption | GridComponentOption>

/** What all panels of a chart share. */
export interface PanelFrame {
  from: number
  to: number
  top: number
  ticks: readonly { at: number; label: string }[]
  locale: Locale
  /** The drawing whose patterns fill the strip. */
  drawing: string
}

/** The size of a panel in pixels, and of its letters. */
export interface PanelSize {
  width: number
  height: number
  font: number
}

/** Custom properties of the page, so that light and dark switch without drawing anew. */
export const colours = {
  line: 'var(--line)',
  band: 'var(--band)',
  grid: 'var(--rule)',
  axis: 'var(--ink-3)',
  label: 'var(--ink-2)',
  value: 'var(--ink)',
  page: 'var(--page)',
  light: 'var(--lamp-ink)',
} as const

export const stripHeight = 7
const stripGap = 4
const chevron = { width: 7, height: 4.5, gap: 3 }
const lineWidth = 2

type Render = NonNullable<CustomSeriesOption['renderItem']>
type Api = Parameters<Render>[1]
type Item = ReturnType<Render>

const still = { silent: true, animation: false, clip: false } as const
const custom = (data: number[][], renderItem: Render): CustomSeriesOption => ({ type: 'custom', ...still, data, renderItem })

const at = (api: Api, time: number, count: number): [number, number] => {
  const [x = 0, y = 0] = api.coord([time, count])
  return [x, y]
}

/** From low to high, as far as they are known: an open end is not drawn but marked. */
function bands(bars: readonly SeriesBar[]): CustomSeriesOption {
  const ranges = bars.map(({ start, end, low, best, high }) => ({ start, end, low: low ?? best, high: high ?? best }))
  const wide = ranges.filter(({ low, high }) => low < high)
  return custom(
    wide.map(({ start, end, low, high }) => [start, end, low, high]),
    (params, api): Item => {
      const bar = wide[params.dataIndex]
      if (!bar) return null
      const [left, top] = at(api, bar.start, bar.high)
      const [right, bottom] = at(api, bar.end, bar.low)
      return { type: 'rect', shape: { x: left, y: top, width: right - left, height: bottom - top }, style: { fill: colours.band } }
    },
  )
}

/** The best figure: level over its time, joined to the one before only where they touch. */
function steps(bars: readonly SeriesBar[]): CustomSeriesOption {
  return custom(
    bars.map(({ start, end, best }) => [start, end, best]),
    (params, api): Item => {
      const [bar, before] = [bars[params.dataIndex], bars[params.dataIndex - 1]]
      if (!bar) return null
      const points = [at(api, bar.start, bar.best), at(api, bar.end, bar.best)]
      if (before?.end === bar.start) points.unshift(at(api, bar.start, before.best))
      return { type: 'polyline', shape: { points }, style: { stroke: colours.line, lineWidth, fill: 'none' } }
    },
  )
}

/** A chevron over each figure whose upper end is open. */
function openEnds(bars: readonly SeriesBar[]): CustomSeriesOption {
  const open = bars.filter(({ high }) => high === null)
  return custom(
    open.map(({ start, best }) => [start, best]),
    (params, api): Item => {
      const bar = open[params.dataIndex]
      if (!bar) return null
      const [x, y] = at(api, (bar.start + bar.end) / 2, bar.best)
      const foot = y - chevron.gap
      const points = [
        [x - chevron.width / 2, foot],
        [x, foot - chevron.height],
        [x + chevron.width / 2, foot],
      ]
      return { type: 'polyline', shape: { points }, style: { stroke: colours.line, lineWidth: 1.5, fill: 'none' } }
    },
  )
}

/** Under the axis: how far each stretch of time can be trusted, in the five marks. */
function strip(runs: readonly StandingRun[], drawing: string): CustomSeriesOption {
  return custom(
    runs.map(({ start, end }) => [start, end]),
    (params, api): Item => {
      const run = runs[params.dataIndex]
      if (!run) return null
      const [left, axis] = at(api, run.start, 0)
      const [right] = at(api, run.end, 0)
      const shape = { x: left, y: axis + stripGap, width: right - left, height: stripHeight }
      if (run.mark.kind !== 'restored') {
        const fill = run.mark.kind === 'reported' ? colours.line : markFill(run.mark, drawing)
        return { type: 'rect', shape, style: { fill } }
      }
      const inside = { x: shape.x + 1, y: shape.y + 1, width: Math.max(shape.width - 2, 1), height: shape.height - 2 }
      return { type: 'rect', shape: inside, style: { fill: colours.page, stroke: colours.light, lineWidth: 2 } }
    },
  )
}

const digitWidth = 0.62

/** Below a line of the scale, as high as its label. */
const labelBelow = 4

/** The highest figure, written over its bar from the bar's start: beside a label of the scale that it would cover, and not beyond the panel. */
function peakLabel({ peak }: SeriesPanel, { locale, to, top }: PanelFrame, { font }: PanelSize): CustomSeriesOption {
  const text = formatCell(peak, locale) ?? ''
  const widthOf = (words: string) => words.length * font * digitWidth
  const clearOf = (api: Api, x: number, y: number) => {
    const covers = [top, top / 2].filter((count) => {
      const [, line] = at(api, to, count)
      return y > line && y - font < line + labelBelow + font
    })
    return Math.max(x, ...covers.map((count) => widthOf(formatShort(count, locale)) + font))
  }
  return custom([[peak.start, peak.best]], (_params, api): Item => {
    const [left, y] = at(api, peak.start, Math.max(peak.best, peak.high ?? 0))
    const [right] = at(api, peak.end, 0)
    const [edge] = at(api, to, 0)
    const isLate = left + widthOf(text) > edge
    const lift = peak.high === null ? chevron.gap + chevron.height + 4 : 4
    const place = {
      x: isLate ? right : clearOf(api, left, y - lift),
      y: y - lift,
      align: isLate ? 'right' : 'left',
      verticalAlign: 'bottom',
    } as const
    return { type: 'text', style: { text, fill: colours.value, fontSize: font, lineHeight: font, fontWeight: 650, ...place } }
  })
}

/** How one panel is laid out: the range as a band, the best as a step line, the strip under the axis. Pure: the same on server and in the browser. */
export function panelOption(panel: SeriesPanel, frame: PanelFrame, size: PanelSize): PanelOption {
  const { from, to, top, ticks, locale, drawing } = frame
  const { font } = size
  // The library measures a line's height by a letter that not every font has.
  const label = { color: colours.label, fontSize: font, lineHeight: font }
  return {
    animation: false,
    grid: { left: 1, right: 1, top: font * 1.6, bottom: stripGap + stripHeight + font * 1.9, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: from,
      max: to,
      axisLine: { lineStyle: { color: colours.axis } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...label,
        margin: stripGap + stripHeight + 5,
        customValues: ticks.map((tick) => tick.at),
        formatter: (time: number) => ticks.find((tick) => tick.at === time)?.label ?? '',
        alignMinLabel: 'left',
        alignMaxLabel: 'right',
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: top,
      interval: top / 2,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: colours.grid }, showMinLine: false },
      axisLabel: {
        ...label,
        inside: true,
        margin: 0,
        align: 'left',
        verticalAlign: 'top',
        padding: [labelBelow, 0, 0, 0],
        showMinLabel: false,
        formatter: (count: number) => formatShort(count, locale),
      },
    },
    series: [bands(panel.bars), steps(panel.bars), openEnds(panel.bars), strip(panel.strip, drawing), peakLabel(panel, frame, size)],
  }
}
