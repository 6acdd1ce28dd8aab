import { markFill, type StandingMark } from '@/app/_ui/standing-mark'
import { chartPatterns } from './chart-patterns'

const size = 14

/** A mark in a chart, drawn with the chart's own patterns so that it is in its files too. The words beside it say the same. */
export function Swatch({ mark }: { mark: StandingMark }) {
  const frame = mark.kind === 'restored' && { stroke: 'var(--lamp-ink)', strokeWidth: 5 }
  return (
    <svg width={size} height={size} aria-hidden="true">
      <rect width={size} height={size} fill={markFill(mark, chartPatterns)} {...frame} />
    </svg>
  )
}
