import type { Series } from '@/lib/schema/impact'
import { regionTrack } from './series-rows'
import styles from './sparkline.module.css'
import { sparkline, sparklineShape } from './sparkline-shape'

/** A region's figures over the period of a series, small; it repeats what the chart of the series tells in words, so it has no name of its own. */
export function Sparkline({ series, region }: { series: Pick<Series, 'buckets' | 'from' | 'to'>; region: string }) {
  const to = Date.parse(series.buckets.at(-1)?.end ?? series.to)
  const { line, reported, stale, restored, notReported } = sparklineShape(regionTrack(series, region), Date.parse(series.from), to)
  return (
    <svg className={styles.spark} viewBox={`0 0 ${sparkline.width} ${sparkline.height}`} aria-hidden="true" focusable="false">
      {line && <path d={line} />}
      {reported && <path data-r="" d={reported} />}
      {stale && <path data-s="" d={stale} />}
      {restored && <path data-o="" d={restored} />}
      {notReported && <path data-n="" d={notReported} />}
    </svg>
  )
}
