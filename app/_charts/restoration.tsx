import { formatCell, formatRange, formatShort } from '@/lib/i18n/numbers'
import type { RestorationCurve } from '@/lib/schema/incident-series'
import { formatAge, formatPrecise } from '@/lib/time/format'
import { ChartFrame, type ChartTable } from './chart-frame'
import styles from './restoration.module.css'
import { type RestorationRow, type RestorationRows, restorationRows, sinceTicks } from './restoration-rows'
import { type DrawnTick, StepDrawing } from './step-line-drawing'
import { levelLabels, type StepScale, stepShapes, xOf, yOf } from './step-line-shapes'
import { levelText, panelName, type StepSpeech } from './step-line-words'

const plot = { head: 20, height: 64 }
const hour = 3_600_000

interface Props {
  curves: readonly RestorationCurve[]
  /** What they are without: `Without electricity`. */
  without: string
  speech: StepSpeech
  titleId: string
  /** The address of the view without that incident; null where it is the only one. */
  withoutIncident: (incident: string) => string | null
}

/** Incidents on one time axis, each from its own beginning: how fast what was lost came back, as far as anybody said. */
export function Restoration({ curves, without, speech, titleId, withoutIncident }: Props) {
  const { t, locale } = speech
  const shown = restorationRows(curves)
  return (
    <ChartFrame
      dek={t('compare.dek')}
      id="restoration"
      locale={locale}
      parts
      source={t('compare.source')}
      summary={shown.rows.map((row) => `${sentence(row, speech)}.`).join(' ') || t('compare.none')}
      table={tableOf(shown, speech)}
      title={t('compare.title', { without })}
      titleId={titleId}
      unit={t('compare.unit')}
    >
      {shown.rows.length === 0 && <p className="second">{t('compare.none')}</p>}
      {shown.rows.map((row) => (
        <Row key={row.incident} remove={withoutIncident(row.incident)} row={row} speech={speech} to={shown.to} />
      ))}
    </ChartFrame>
  )
}

const age = (time: number, { locale }: StepSpeech) => (time === 0 ? '0' : formatAge(time / hour, locale))

/** What is counted where, and the most that was told: `Dnipropetrovsk, customers; highest 600,000–800,000`. */
function subject({ regions, unit, peak }: RestorationRow, speech: StepSpeech): string {
  if (unit === null || peak === null) return speech.t('compare.notCounted')
  const counted = speech.words(`unitPlural.${unit}`)
  const highest = (peak.high === null ? formatCell(peak, speech.locale) : formatRange(peak, speech.locale)) ?? ''
  // A figure may end with the full stop of its own shortened word.
  return speech.t('compare.subject', { place: panelName({ regions }, speech), unit: counted, highest: highest.replace(/\.$/, '') })
}

function sentence(row: RestorationRow, speech: StepSpeech): string {
  const levels = row.bars.map((bar) =>
    speech.t('compare.level', { figure: formatRange(bar, speech.locale) ?? '', from: age(bar.start, speech), to: age(bar.end, speech) }),
  )
  const end = row.strip.at(-1)?.mark.kind
  const last = end === undefined || end === 'noFigure' ? [] : [speech.t('line.end', { standing: speech.words(`standing.${end}`) })]
  return [`${row.title}: ${subject(row, speech)}`, ...levels, ...last].join('; ')
}

function tableOf({ rows }: RestorationRows, speech: StepSpeech): ChartTable {
  const { t, words } = speech
  return {
    columns: [
      { label: t('compare.colIncident') },
      { label: t('line.colRegion') },
      ...(['compare.colFrom', 'compare.colTo', 'line.colBestNumber', 'line.colLow', 'line.colHigh'] as const).map((key) => ({
        label: t(key),
        numeric: true,
      })),
      { label: t('line.colUnit') },
    ],
    rows: rows.flatMap(({ title, regions, unit, bars }) =>
      bars.map(({ start, end, best, low, high }) => [
        title,
        panelName({ regions }, speech),
        ...[Math.round(start / hour), Math.round(end / hour), best, low, high],
        unit && words(`unitPlural.${unit}`),
      ]),
    ),
  }
}

function Row({ row, to, speech, remove }: { row: RestorationRow; to: number; speech: StepSpeech; remove: string | null }) {
  const { locale, zone, t } = speech
  const scale: StepScale = { ...plot, from: 0, to, top: row.top }
  const ticks: DrawnTick[] = sinceTicks(to).map((at, index) => ({ x: xOf(at, scale), label: age(at, speech), minor: index % 2 === 1 }))
  return (
    <div className={styles.row}>
      <div>
        <h3>
          <a href={`/${locale}/incidents/${row.incident}`}>{row.title}</a>
        </h3>
        <p className={styles.subject}>
          {t('compare.began', { time: formatPrecise(row.start, { locale, zone, form: 'long' }) })} {subject(row, speech)}
          {remove !== null && (
            <span data-aside="">
              {' '}
              <a aria-label={t('compare.removeNamed', { title: row.title })} href={remove}>
                {t('compare.remove')}
              </a>
            </span>
          )}
        </p>
      </div>
      <StepDrawing
        grid={[{ y: yOf(row.top, scale), label: formatShort(row.top, locale) }]}
        labels={levelLabels(row.bars, scale, (bar) => levelText(bar, speech))}
        marks={[]}
        name={sentence(row, speech)}
        scale={scale}
        shapes={stepShapes(row.bars, row.strip, scale)}
        ticks={ticks}
      />
    </div>
  )
}
