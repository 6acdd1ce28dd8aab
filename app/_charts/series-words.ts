import type { Locale } from '@/lib/i18n/locale'
import { formatCell, formatRange } from '@/lib/i18n/numbers'
import { translator, type Words } from '@/lib/i18n/translator'
import type { Series } from '@/lib/schema/impact'
import { formatClock, formatInstant, formatPrecise } from '@/lib/time/format'
import { canonicalTime } from '@/lib/time/interval'
import type { ChartTable } from './chart-frame'
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

/** The language and clock of a chart, with its words. */
export interface Speech {
  locale: Locale
  zone: string
  t: Words<'chart'>
  words: Words<'words'>
}

const day = 86_400_000
const tickEvery = 10 * day

export const speechOf = (locale: Locale, zone: string): Speech => ({
  locale,
  zone,
  t: translator(locale, 'chart'),
  words: translator(locale, 'words'),
})

const isoOf = (time: number) => new Date(time).toISOString()

const dayOf = (time: number, { locale, zone }: Speech) =>
  formatPrecise({ time: isoOf(time), precision: 'day' }, { locale, zone, form: 'short' })

/** The last day of a half-open stretch. */
const lastDayOf = (end: number, speech: Speech) => dayOf(end - 1, speech)

const unitOf = ({ unit }: SeriesBar, { words }: Speech) => (unit === null ? '' : words(`unitPlural.${unit}`))

function nowOf({ strip, bars }: SeriesPanel, speech: Speech): string {
  const { t, locale } = speech
  const run = strip.at(-1)
  const bar = bars.at(-1)
  if (!run || run.mark.kind === 'notReported') return t('nowNotReported')
  if (run.mark.kind === 'reported' && bar) return t('nowReported', { range: formatRange(bar, locale) ?? '' })
  const since = dayOf(run.start, speech)
  if (run.mark.kind === 'restored') return t('nowRestored', { day: since })
  return run.mark.kind === 'stale' ? t('nowStale', { day: since }) : t('nowNoFigure', { day: since })
}

export function panelWords(panel: SeriesPanel, name: string, speech: Speech): PanelWords {
  const { t, locale } = speech
  const now = nowOf(panel, speech)
  const { peak } = panel
  const said = { name, peak: formatCell(peak, locale) ?? '', unit: unitOf(peak, speech), day: dayOf(peak.start, speech), now }
  return { name, now, summary: t('summary', said) }
}

/** Days along the axis: the first, every tenth, and the last. */
export function axisTicks({ from, to }: SeriesRows, speech: Speech): PanelFrame['ticks'] {
  const between = Array.from({ length: Math.floor((to - from) / tickEvery) }, (_, step) => from + (step + 1) * tickEvery)
  const room = (to - from) / 8
  const inner = between.filter((at) => to - at > room)
  return [...[from, ...inner].map((at) => ({ at, label: dayOf(at, speech) })), { at: to, label: lastDayOf(to, speech) }]
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

function whenOf({ start, end }: StandingRun, step: Series['step'], speech: Speech): string {
  const nameOf = (time: number) => (step === 'hour' ? formatInstant(isoOf(time), { ...speech, form: 'short' }) : dayOf(time, speech))
  const [first, last] = [nameOf(start), nameOf(step === 'hour' ? end : end - 1)]
  return first === last ? first : `${first} – ${last}`
}

const standingOf = ({ mark }: StandingRun, { words }: Speech) => words(`standing.${mark.kind === 'noFigure' ? 'reported' : mark.kind}`)

function whatOf({ run, bar }: Stretch, speech: Speech): string {
  const { t, locale } = speech
  const { mark } = run
  const standing = standingOf(run, speech)
  if (mark.kind === 'noFigure') return t('told', { standing, figure: t('noFigure') })
  if (mark.kind !== 'reported' || !bar) return standing
  const figure = `${formatRange(bar, locale) ?? ''} ${unitOf(bar, speech)}`.trim()
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

/** A moment of the table: the day in the territory, with the hour where hours are told apart; sorts as text. */
function stamp(time: number, step: Series['step'], { locale, zone }: Speech): string {
  const at = isoOf(time)
  const { time: plain } = canonicalTime({ time: at, precision: 'day' }, zone)
  return step === 'hour' ? `${plain} ${formatClock(at, { locale, zone, form: 'short' })}` : plain
}

/** The rows of a panel in the chart's table: every stretch but those of which nothing is known. A figure is only where one stood. */
export function tableRows(panel: SeriesPanel, name: string, step: Series['step'], speech: Speech): ChartTable['rows'][number][] {
  return stretches(panel)
    .filter(({ run }) => run.mark.kind !== 'notReported')
    .map(({ run, bar }) => [
      name,
      stamp(run.start, step, speech),
      stamp(step === 'hour' ? run.end : run.end - 1, step, speech),
      standingOf(run, speech),
      ...(bar && run.mark.kind === 'reported' ? [bar.best, bar.low, bar.high, unitOf(bar, speech)] : [null, null, null, null]),
    ])
}

/** What is told of a stretch of a panel when it is pointed at. */
export function tipsOf(panel: SeriesPanel, step: Series['step'], speech: Speech): PanelTip[] {
  return stretches(panel).map((stretch) => {
    const { start, end } = stretch.run
    return { start, end, lines: [whenOf(stretch.run, step, speech), whatOf(stretch, speech)] }
  })
}
