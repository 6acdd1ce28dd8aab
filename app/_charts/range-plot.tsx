import type { Range } from '@/lib/schema/impact'
import styles from './range-chart.module.css'

interface Props {
  range: Range
  /** The end of the scale, which begins at zero. */
  max: number
  /** Where thin lines cross, as amounts. */
  lines: readonly number[]
}

const percent = (part: number, all: number) => `${Math.round(Math.min(1, Math.max(0, part / all)) * 1000) / 10}%`

/** A dot for the best figure on a bar from low to high; an end that is open is a chevron. As wide as its place, never stretched. */
export function RangePlot({ range: { low, best, high }, max, lines }: Props) {
  const [from, to] = [low ?? 0, high ?? Math.max(low ?? 0, best ?? 0)]
  return (
    <svg className={styles.plot} aria-hidden="true">
      {lines.map((at) => (
        <line key={at} x1={percent(at, max)} x2={percent(at, max)} y2="100%" />
      ))}
      <rect x={percent(from, max)} y="7" width={percent(to - from, max)} height="8" />
      {high === null && (
        <svg x={percent(to, max)} y="7" overflow="visible" aria-hidden="true">
          <path d="M9 -1l5 5l-5 5" />
        </svg>
      )}
      {best !== null && <circle cx={percent(best, max)} cy="11" r="5" />}
    </svg>
  )
}
