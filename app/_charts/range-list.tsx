import { softHyphens } from '@/lib/i18n/soft-hyphens'
import type { Range } from '@/lib/schema/impact'
import { type ChartView, RegionName } from './chart-links'
import type { Speech } from './chart-speech'
import styles from './range-chart.module.css'
import { RangePlot } from './range-plot'

/** A region's range on the common scale, and its words. */
export interface RangeRow {
  region: string
  range: Range
  /** The range in words, with its unit. */
  figure: string
  /** What it rests on. */
  basis: string
  /** What a reader must not overlook. */
  warning: string | null
}

interface Props {
  rows: readonly RangeRow[]
  max: number
  ticks: readonly { at: number; label: string }[]
  speech: Speech
  view: ChartView | undefined
  /** The id of the chart. */
  place: string
}

/** Ranges of regions under each other on one scale from zero, each with its words. */
export function RangeList({ rows, max, ticks, speech, view, place }: Props) {
  const percent = (at: number) => `${Math.round((at / max) * 1000) / 10}%`
  const lines = ticks.map(({ at }) => at)
  return (
    <div className={styles.list}>
      <div className={styles.scale}>
        <svg aria-hidden="true">
          {ticks.map(({ at, label }) => (
            <text key={at} x={percent(at)} y="12" textAnchor={at === 0 ? 'start' : at >= max ? 'end' : 'middle'}>
              {label}
            </text>
          ))}
        </svg>
      </div>
      <ul>
        {rows.map(({ region, range, figure, basis, warning }) => (
          <li key={region} className={styles.row} data-region={region}>
            <span className={styles.name}>
              <RegionName code={region} name={softHyphens(speech.nameOf(region))} view={view} place={place} />
            </span>
            <RangePlot range={range} max={max} lines={lines} />
            <p className={styles.words}>
              <b>{figure}</b> <span>{basis}</span> {warning && <strong>{warning}</strong>}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}
