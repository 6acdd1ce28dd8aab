import type { Locale } from '@/lib/i18n/locale'
import { formatCell, formatRange } from '@/lib/i18n/numbers'
import { translator, type Words } from '@/lib/i18n/translator'
import type { Range } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import { formatPrecise } from '@/lib/time/format'
import type { ChartTable } from './chart-frame'
import type { NumberedPoint, StepBar, StepFigure, StepPanel } from './step-line-rows'

/** The language and clock of the drawings, with what regions are called. */
export interface StepSpeech {
  locale: Locale
  zone: string
  regions: ReadonlyMap<string, Pick<Region, 'shortName'>>
  t: Words<'incident'>
  words: Words<'words'>
}

export const stepSpeech = (locale: Locale, zone: string, regions: StepSpeech['regions']): StepSpeech => ({
  locale,
  zone,
  regions,
  t: translator(locale, 'incident'),
  words: translator(locale, 'words'),
})

/** What is counted: `Without electricity`, `Electricity: reconnected`. */
export function figureTitle({ service, measure }: StepFigure, { t, words }: StepSpeech): string {
  if (measure === 'without') return words(`without.${service}`)
  return t('line.title', { service: words(`service.${service}`), measure: words(`measure.${measure}`) })
}

const namesShown = 4

/** The region of a panel; of many that one figure was given for, the first and how many more. */
export function panelName({ regions: codes }: Pick<StepPanel, 'regions'>, { locale, regions, t }: StepSpeech): string {
  const names = codes.map((code) => regions.get(code)?.shortName[locale] ?? code)
  const rest = names.length - namesShown
  return rest > 0
    ? t('line.andMore', { names: names.slice(0, namesShown).join(', '), count: rest })
    : names.length > 1
      ? t('line.together', { names: names.join(', ') })
      : (names[0] ?? '')
}

/** A figure on the drawing: `600,000`, `≥ 430,000`. */
export const levelText = (bar: StepBar, { locale }: StepSpeech): string => formatCell(bar, locale) ?? ''

/** A figure in the list: `600,000–800,000 customers`. */
export function figureText(range: Range, { unit }: Pick<StepFigure, 'unit'>, { locale, words }: StepSpeech): string {
  return `${formatRange(range, locale) ?? ''}\u00a0${words(`unitPlural.${unit}`)}`
}

export const timeText = ({ asOf }: Pick<NumberedPoint, 'asOf'>, { locale, zone }: StepSpeech): string =>
  formatPrecise(asOf, { locale, zone, form: 'short' })

/** The panel in a sentence, for who does not see it. */
export function panelSummary(panel: StepPanel, figure: StepFigure, speech: StepSpeech): string {
  const { t, words, locale, zone } = speech
  const name = panelName(panel, speech)
  const day = (time: number) => formatPrecise({ time: new Date(time).toISOString(), precision: 'hour' }, { locale, zone, form: 'short' })
  const sources = t('line.sources', { count: panel.points.length })
  const levels = panel.bars.map((bar) =>
    t('line.level', { figure: figureText(bar, figure, speech), from: day(bar.start), to: day(bar.end) }),
  )
  const ends = panel.strip.at(-1)?.mark.kind
  const end = ends === undefined || ends === 'noFigure' ? [] : [t('line.end', { standing: words(`standing.${ends}`) })]
  return [`${name}: ${sources}`, ...levels, ...end].join('; ')
}

export const tableOf = (figure: StepFigure, speech: StepSpeech): ChartTable => {
  const { t, words } = speech
  return {
    columns: [
      { label: t('line.colRegion') },
      { label: t('line.colPlace') },
      { label: t('line.colTime') },
      ...(['colBestNumber', 'colLow', 'colHigh'] as const).map((key) => ({ label: t(`line.${key}`), numeric: true })),
      { label: t('line.colUnit') },
      { label: t('line.colRole') },
      { label: t('line.colTier') },
      { label: t('line.colStated') },
      { label: t('line.colPublisher') },
      { label: t('line.colReport') },
    ],
    rows: figure.panels.flatMap((panel) =>
      panel.points.map(({ source, ...point }) => [
        panelName(panel, speech),
        point.place,
        point.asOf.time,
        ...[point.best, point.low, point.high],
        words(`unitPlural.${figure.unit}`),
        t(`line.role.${point.role}`),
        String(source.tier),
        source.statedBy,
        source.publisher,
        point.report,
      ]),
    ),
  }
}
