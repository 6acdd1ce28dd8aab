import { markFill, type StandingMark } from '@/app/_ui/standing-mark'
import { softHyphens } from '@/lib/i18n/soft-hyphens'
import type { Series } from '@/lib/schema/impact'
import { ChartFrame } from './chart-frame'
import { type ChartView, RegionName } from './chart-links'
import { chartPatterns } from './chart-patterns'
import { columnTimeOf, dayOf, type Speech } from './chart-speech'
import styles from './heat-map.module.css'
import { type HeatCell, type HeatRow, type HeatRows, heatRows } from './heat-rows'
import { heatSummary, heatTable, heatTicks, heatTip } from './heat-words'
import { plotAttributes } from './plot-time'
import { Swatch } from './swatch'

const id = 'region-by-day'
/** More columns than these are too narrow for a tick each. */
const mostTicks = 70

interface Props {
  series: Series
  /** The regions to show, first to last. */
  order: readonly string[]
  speech: Speech
  titleId: string
  view?: ChartView
  api?: string
}

const percent = (part: number, all: number) => `${Math.round((part / all) * 1000) / 10}%`

interface CellProps {
  cell: HeatCell
  all: number
  tip: string
}

/** A cell; where the light came back within it, framed by it. */
function Cell({ cell: { first, last, mark, back }, all, tip }: CellProps) {
  const place = { x: percent(first, all), width: percent(last + 1 - first, all), height: '100%' }
  const fill = markFill(mark, chartPatterns)
  if (mark.kind !== 'restored' && !back) return <rect {...place} fill={fill} data-tip={tip} />
  return (
    // The frame's outer half is cut off by its own drawing, so that it keeps to the cell.
    <svg {...place} data-tip={tip} aria-hidden="true">
      <rect width="100%" height="100%" fill={fill} stroke="var(--lamp-ink)" strokeWidth="5" />
    </svg>
  )
}

interface RowProps {
  row: HeatRow
  heat: HeatRows
  weeks: readonly number[]
  step: Series['step']
  speech: Speech
  view: ChartView | undefined
}

function Row({ row: { region, cells }, heat: { columns }, weeks, step, speech, view }: RowProps) {
  const name = speech.nameOf(region)
  const all = columns.length
  return (
    <li className={styles.row} data-region={region}>
      <span className={styles.name}>
        <RegionName code={region} name={softHyphens(name)} view={view} place={id} />
      </span>
      <svg className={styles.strip} aria-hidden="true">
        {cells.map((cell) => (
          <Cell key={cell.first} cell={cell} all={all} tip={heatTip(cell, name, columns, step, speech).join('\n')} />
        ))}
        {weeks.map((at) => (
          <line key={at} x1={percent(at, all)} x2={percent(at, all)} y2="100%" />
        ))}
      </svg>
    </li>
  )
}

/** The days along the top: a tick each, weeks named, and the last day. It takes the focus for the whole drawing. */
function Axis({ heat, speech, label }: { heat: HeatRows; speech: Speech; label: string }) {
  const { columns } = heat
  const all = columns.length
  const { weeks, named } = heatTicks(heat, speech)
  const ticks = all <= mostTicks ? columns.map((_, at) => at) : weeks
  return (
    <div className={styles.axis} data-axis="" role="img" aria-label={label}>
      <svg aria-hidden="true">
        {ticks.map((at) => (
          <line key={at} x1={percent(at, all)} x2={percent(at, all)} y1={weeks.includes(at) ? 14 : 18} y2="22" />
        ))}
        {named.map(({ at, label: day }) => (
          <text key={at} x={percent(at, all)} dx="3" y="12">
            {day}
          </text>
        ))}
        <text x="100%" y="12" textAnchor="end">
          {dayOf((columns.at(-1)?.end ?? 0) - 1, speech)}
        </text>
      </svg>
    </div>
  )
}

const keys = [
  { word: 'noFigure', mark: { kind: 'noFigure' } },
  { word: 'stale', mark: { kind: 'stale', step: 3 } },
  { word: 'restored', mark: { kind: 'restored' } },
  { word: 'notReported', mark: { kind: 'notReported' } },
] as const satisfies readonly { word: string; mark: StandingMark }[]

const steps = [0, 1, 2, 3, 4, 5] as const

function Key({ speech: { t } }: { speech: Speech }) {
  return (
    <ul className={styles.key}>
      <li>
        {'<'}10
        <svg width={steps.length * 14} height="14" aria-hidden="true">
          {steps.map((step) => (
            <rect key={step} x={step * 14} width="14" height="14" fill={markFill({ kind: 'reported', step }, chartPatterns)} />
          ))}
        </svg>
        {t('heat.shades')}
      </li>
      {keys.map(({ word, mark }) => (
        <li key={word}>
          <Swatch mark={mark} />
          {t(`key.${word}`)}
        </li>
      ))}
    </ul>
  )
}

/** Region × day: how each region stood on each day, by the highest figure of the day. The rows are regions of which anything is known. */
export function HeatMap({ series, order, speech, titleId, view, api }: Props) {
  const { t, locale, zone } = speech
  const { step } = series
  const heat = heatRows(series, order)
  const summary = heatSummary(heat, step, speech)
  const { weeks } = heatTicks(heat, speech)
  return (
    <ChartFrame
      id={id}
      title={t('heat.title', { step })}
      titleId={titleId}
      dek={t('heat.dek', { step, count: heat.leftOut })}
      unit={t('heat.unit')}
      source={t('source')}
      summary={summary}
      table={heatTable(heat, step, speech)}
      locale={locale}
      {...(api && { api })}
      parts
    >
      {heat.rows.length === 0 && <p className={styles.nothing}>{t('heat.nothing')}</p>}
      {heat.rows.length > 0 && (
        <div className={styles.heat} {...plotAttributes(columnTimeOf(heat.columns, step, zone))}>
          <Axis heat={heat} speech={speech} label={summary} />
          <ul>
            {heat.rows.map((row) => (
              <Row key={row.region} row={row} heat={heat} weeks={weeks} step={step} speech={speech} view={view} />
            ))}
          </ul>
        </div>
      )}
      {heat.rows.length > 0 && <Key speech={speech} />}
    </ChartFrame>
  )
}
