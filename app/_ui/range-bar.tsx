import type { Range } from '@/lib/schema/impact'
import styles from './range-bar.module.css'

/** The bar is drawn 200 units wide and stretched to its place. */
const width = 200
const tick = 4

/** Where a range lies on a bar from 0 to `max`, in its units; open ends run to the bar's ends. Null without any number. */
export function rangeBarGeometry(
  { low, best, high }: Range,
  max: number,
): { from: number; to: number; best: number | null; openHigh: boolean; openLow: boolean } | null {
  if (low === null && best === null && high === null) return null
  const at = (value: number) => Math.min(width, Math.max(0, (value / max) * width))
  return {
    from: low === null ? 0 : at(low),
    to: high === null ? width : at(high),
    best: best === null ? null : Math.min(width - tick / 2, Math.max(tick / 2, at(best))),
    openHigh: high === null,
    openLow: low === null,
  }
}

/** A range on a line from zero to `max`: the band is low to high, the tick the best, a chevron an open end. Its numbers stand beside it in words. */
export function RangeBar({ range, max, small = false }: { range: Range; max: number; small?: boolean }) {
  const drawn = rangeBarGeometry(range, max)
  if (drawn === null) return null
  return (
    <svg
      className={small ? `${styles.bar} ${styles.small}` : styles.bar}
      viewBox={`0 0 ${width} 14`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path className={styles.axis} d={`M0 13.5H${width}`} vectorEffect="non-scaling-stroke" />
      <rect className={styles.band} x={drawn.from} y="4" width={Math.max(1, drawn.to - drawn.from)} height="6" />
      {drawn.openHigh && <path className={styles.open} d={`M${width - 5} 2l5 5l-5 5`} vectorEffect="non-scaling-stroke" />}
      {drawn.openLow && <path className={styles.open} d="M5 2l-5 5l5 5" vectorEffect="non-scaling-stroke" />}
      {drawn.best !== null && <rect className={styles.best} x={drawn.best - tick / 2} y="0" width={tick} height="13" />}
    </svg>
  )
}
