import { PatternDefs } from '@/app/_ui/patterns'
import styles from './chart-frame.module.css'

/** The drawing whose patterns every chart of a page is painted with. */
export const chartPatterns = 'chart'

/** The patterns of a page's charts; once on a page that has any. Shown, for a browser does not paint with those of a hidden drawing. */
export function ChartPatterns() {
  return (
    <svg className={styles.patterns} width="0" height="0" aria-hidden="true">
      <PatternDefs drawing={chartPatterns} />
    </svg>
  )
}
