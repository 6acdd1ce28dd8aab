import { formatCell, formatRange } from '@/lib/i18n/numbers'
import type { Series } from '@/lib/schema/impact'
import type { ChartTable } from './chart-frame'
import { dayOf, type Speech, stampsOf, stretchOf, unitOf } from './chart-speech'
import type { PanelFrame } from './series-option'
import type { SeriesBar, SeriesPanel, SeriesRows, StandingRun } from './series-rows'

/** What a panel says besides its drawing. */
export interface PanelWords {
  name: string
  /** How it stands at the end of the period. */
  now: string
  /** The panel in one sentence. */
  summary: string
}

/** A stretch of a panel that tells of itself. */
export interface PanelTip {
  start: number
  end: number
  lines: string[]
}

function nowOf({ strip, bars }: SeriesPanel, isNow: boolean, speech: Speech): string {
  const { t, locale } = speech
  const run = strip.at(-1)
  const bar = bars.at(-1)
  if (!run || run.mark.kind === 'notReported') return t(isNow ? 'nowNotReported' : 'endNotReported')
  if (run.mark.kind === 'reported' && bar) return t(isNow ? 'nowReported' : 'endReported', { range: formatRange(bar, locale) ?? '' })
  const since = dayOf(run.start, speech)
  if (run.mark.kind === 'restored') return t('nowRestored', { day: since })
  return run.mark.kind === 'stale' ? t('nowStale', { day: since }) : t('nowNoFigure', { day: since })
}

/** `isNow` says that the period ends at the moment the page shows. */
export function panelWords(panel: SeriesPanel, name: string, speech: Speech, isNow = true): PanelWords {
  const { t, locale } = speech
  const now = nowOf(panel, isNow, speech)
  const { peak } = panel
  const said = { name, peak: formatCell(peak, locale) ?? '', unit: unitOf(peak.unit, speech), day: dayOf(peak.start, speech), now }
  return { name, now, summary: t('summary', said) }
}

const day = 86_400_000

/** Days along the axis: the first, some round steps between, and the last; never so many that they would touch. */
export function axisTicks({ from, to }: Pick<SeriesRows, 'from' | 'to'>, speech: Speech): PanelFrame['ticks'] {
  const every = Math.max(1, Math.round((to - from) / day / 3)) * day
  const between = Array.from({ length: Math.floor((to - from) / every) }, (_, step) => from + (step + 1) * every)
  const room = (to - from) / 5
  const inner = between.filter((at) => to - at > room)
  return [...[from, ...inner].map((at) => ({ at, label: dayOf(at, speech) })), { at: to, label: dayOf(to - 1, speech) }]
}

interface Stretch {
  run: StandingRun
  bar: SeriesBar | null
}

/** Stretches of one standing and one figure: what the drawing shows, without the scale. */
function stretches({ strip, bars }: SeriesPanel): Stretch[] {
  return strip.flatMap((run): Stretch[] => {
    const inside = bars.filter(({ start, end }) => start >= run.start && end <= run.end)
    if (inside.length === 0) return [{ run, bar: null }]
    return inside.map((bar) => ({ run: { ...run, start: bar.start, end: bar.end }, bar }))
  })
}

const standingOf = ({ mark }: StandingRun, { words }: Speech) => words(`standing.${mark.kind === 'noFigure' ? 'reported' : mark.kind}`)

function whatOf({ run, bar }: Stretch, speech: Speech): string {
  const { t, locale } = speech
  const { mark } = run
  const standing = standingOf(run, speech)
  if (mark.kind === 'noFigure') return t('told', { standing, figure: t('noFigure') })
  if (mark.kind !== 'reported' || !bar) return standing
  const figure = `${formatRange(bar, locale) ?? ''} ${unitOf(bar.unit, speech)}`.trim()
  return t('told', { standing, figure })
}

/** The columns of the chart's table; `tableRows` fills them. */
export const tableColumns = ({ t }: Speech): ChartTable['columns'] => [
  { label: t('region') },
  { label: t('from') },
  { label: t('to') },
  { label: t('standing') },
  ...(['best', 'low', 'high'] as const).map((end) => ({ label: t(end), numeric: true })),
  { label: t('counted') },
]

/** The rows of a panel in the chart's table: every stretch but those of which nothing is known. A figure is only where one stood. */
export function tableRows(panel: SeriesPanel, name: string, step: Series['step'], speech: Speech): ChartTable['rows'][number][] {
  return stretches(panel)
    .filter(({ run }) => run.mark.kind !== 'notReported')
    .map(({ run, bar }) => [
      name,
      ...stampsOf(run, step, speech),
      standingOf(run, speech),
      ...(bar && run.mark.kind === 'reported' ? [bar.best, bar.low, bar.high, unitOf(bar.unit, speech)] : [null, null, null, null]),
    ])
}

/** The chart in sentences: the largest figure, how many regions were out at once, and the days of which nothing is known. */
export function seriesSummary({ panels, others }: SeriesRows, { buckets, step }: Series, speech: Speech): string {
  const { t, nameOf, locale } = speech
  const [first, ...rest] = [...panels, ...others]
  if (first === undefined) return ''
  const { region, peak } = rest.reduce((largest, one) => (one.peak.best > largest.peak.best ? one : largest), first)
  const said = {
    name: nameOf(region),
    figure: formatCell(peak, locale) ?? '',
    unit: unitOf(peak.unit, speech),
    day: dayOf(peak.start, speech),
  }
  const counts = buckets.map(({ total }) => total.reported)
  const most = Math.max(...counts)
  const on = buckets[counts.indexOf(most)]
  return [
    t('summaryLargest', said),
    on ? t('summaryMost', { count: most, day: dayOf(Date.parse(on.start), speech), end: String(counts.at(-1) ?? 0) }) : '',
    t('summaryGaps', { gaps: String(counts.filter((count) => count === 0).length), all: String(counts.length), step }),
  ].join(' ')
}

/** What is told of a stretch of a panel when it is pointed at. */
export function tipsOf(panel: SeriesPanel, step: Series['step'], speech: Speech): PanelTip[] {
  return stretches(panel).map((stretch) => {
    const { start, end } = stretch.run
    return { start, end, lines: [stretchOf(stretch.run, step, speech), whatOf(stretch, speech)] }
  })
}
