import type { Locale } from '@/lib/i18n/locale'
import { formatCell, formatRange } from '@/lib/i18n/numbers'
import { translator, type Words } from '@/lib/i18n/translator'
import { formatInstant, formatPrecise } from '@/lib/time/format'
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

/** One line of the table that is the chart's twin. */
export interface RunRow {
  region: string
  from: string
  until: string
  standing: string
  figure: string
}

interface Speech {
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

function figureOf(bar: SeriesBar | null, run: StandingRun, speech: Speech): string {
  if (bar && run.mark.kind === 'reported') return `${formatRange(bar, speech.locale) ?? ''} ${unitOf(bar, speech)}`.trim()
  return run.mark.kind === 'noFigure' ? speech.t('noFigure') : '–'
}

/** The rows of the chart's table: every stretch but those of which nothing is known. */
export function runRows(panel: SeriesPanel, region: string, speech: Speech): RunRow[] {
  const standingOf = ({ mark }: StandingRun) => speech.words(`standing.${mark.kind === 'noFigure' ? 'reported' : mark.kind}`)
  return stretches(panel)
    .filter(({ run }) => run.mark.kind !== 'notReported')
    .map(({ run, bar }) => ({
      region,
      from: dayOf(run.start, speech),
      until: lastDayOf(run.end, speech),
      standing: standingOf(run),
      figure: figureOf(bar, run, speech),
    }))
}

/** What is told of a bucket when it is pointed at: its day (or hour) and its figure or standing. */
export function tipsOf(panel: SeriesPanel, step: 'hour' | 'day' | 'week', speech: Speech): { start: number; end: number; text: string }[] {
  const whenOf = (start: number) => (step === 'hour' ? formatInstant(isoOf(start), { ...speech, form: 'short' }) : dayOf(start, speech))
  return stretches(panel).map(({ run, bar }) => {
    const last = lastDayOf(run.end, speech)
    const first = whenOf(run.start)
    const span = first === last ? first : `${first} – ${last}`
    const figure = figureOf(bar, run, speech)
    const standing = speech.words(`standing.${run.mark.kind === 'noFigure' ? 'reported' : run.mark.kind}`)
    return { start: run.start, end: run.end, text: `${span}\n${standing}${figure === '–' ? '' : `: ${figure}`}` }
  })
}
