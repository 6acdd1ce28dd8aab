import { markFill } from '@/app/_ui/standing-mark'
import { chartPatterns } from './chart-patterns'
import { colours, stripHeight } from './series-option'
import styles from './step-line.module.css'
import type { Label, MarkShape, StepScale, StepShapes } from './step-line-shapes'

/** Something to read a place across by. */
export interface DrawnTick {
  x: number
  label: string
  minor: boolean
}

interface Props {
  shapes: StepShapes
  marks: readonly MarkShape[]
  labels: readonly Label[]
  ticks: readonly DrawnTick[]
  /** Levels with their names, the top one first. */
  grid: readonly { y: number; label: string }[]
  /** A moment with its name, across the whole plot. */
  moment?: { x: number; label: string } | undefined
  scale: StepScale
  name: string
}

const percent = (x: number) => `${x}%`
const stripGap = 4
const axisRoom = 22

/** The whole height of a drawing in pixels. */
export const heightOf = ({ head, height }: StepScale): number => head + height + stripGap + stripHeight + axisRoom

/**
 * One panel as an SVG of fixed height and any width: places across are per cent, so that letters, lines and marks keep their size from a phone
 * to a wide screen, without script.
 */
export function StepDrawing({ shapes, marks, labels, ticks, grid, moment, scale, name }: Props) {
  const axis = scale.head + scale.height
  return (
    <svg className={styles.drawing} width="100%" height={heightOf(scale)} role="img" aria-label={name}>
      {grid.map(({ y }) => (
        <line key={y} x1="0" x2="100%" y1={y} y2={y} stroke={colours.grid} />
      ))}
      {shapes.bands.map(({ x, width, y, height }) => (
        <rect key={`${x} ${y}`} x={percent(x)} width={percent(width)} y={y} height={height} fill={colours.band} />
      ))}
      {shapes.levels.map(({ x1, x2, y }) => (
        <line key={x1} x1={percent(x1)} x2={percent(x2)} y1={y} y2={y} stroke={colours.line} strokeWidth="2" />
      ))}
      {shapes.risers.map(({ x, y1, y2 }) => (
        <line key={x} x1={percent(x)} x2={percent(x)} y1={y1} y2={y2} stroke={colours.line} strokeWidth="2" />
      ))}
      {shapes.chevrons.map((chevron) => (
        <Chevron key={chevron.x} {...chevron} />
      ))}
      {grid.map(({ y, label }) => (
        <text key={y} x="100%" y={y + 12} textAnchor="end" fill={colours.label} className={styles.scale}>
          {label}
        </text>
      ))}
      <line x1="0" x2="100%" y1={axis} y2={axis} stroke={colours.axis} />
      {shapes.strip.map(({ x, width, mark }) => (
        <rect
          key={x}
          x={percent(x)}
          width={percent(width)}
          y={axis + stripGap}
          height={stripHeight}
          fill={mark.kind === 'reported' ? colours.line : mark.kind === 'restored' ? colours.light : markFill(mark, chartPatterns)}
        />
      ))}
      {ticks.map(({ x, label, minor }) => (
        <g key={x} className={minor ? styles.minor : undefined}>
          <line x1={percent(x)} x2={percent(x)} y1={axis} y2={axis + stripGap} stroke={colours.axis} />
          {x < 90 && (
            <text x={percent(x)} y={axis + stripGap + stripHeight + 14} fill={colours.label}>
              {label}
            </text>
          )}
        </g>
      ))}
      {moment && (
        <g>
          <line x1={percent(moment.x)} x2={percent(moment.x)} y1={16} y2={axis} stroke={colours.value} />
          <text x={percent(moment.x)} y={11} textAnchor={moment.x > 70 ? 'end' : 'start'} fill={colours.value}>
            {moment.label}
          </text>
        </g>
      )}
      {marks.map((shape) => (
        <Mark key={shape.mark.numbers.join()} {...shape} />
      ))}
      {labels.map(({ x, y, text, anchor }) => (
        <text key={`${x} ${y}`} x={percent(x)} y={y} textAnchor={anchor} fill={colours.value} className={styles.value}>
          {text}
        </text>
      ))}
    </svg>
  )
}

function Chevron({ x, y, up, stroke = colours.line }: { x: number; y: number; up: boolean; stroke?: string }) {
  return (
    <svg x={percent(x)} y={y} overflow="visible" width="1" height="1" aria-hidden="true">
      <path d={up ? 'M-4-4L0-9L4-4' : 'M-4 4L0 9L4 4'} fill="none" stroke={stroke} strokeWidth="1.5" />
    </svg>
  )
}

const cap = 3

/** One source's figure: a dot, filled where the source is official; a bar as wide as its time; a whisker as tall as its range. */
function Mark({ mark, x, y, span, whisker, chevrons }: MarkShape) {
  const main = mark.role === 'line' || mark.role === 'agrees' || mark.role === 'alternative'
  const stroke = main ? colours.value : colours.axis
  return (
    <g>
      {span && (
        <>
          <line x1={percent(span.x1)} x2={percent(span.x2)} y1={y} y2={y} stroke={stroke} />
          {[span.x1, span.x2].map((end) => (
            <line key={end} x1={percent(end)} x2={percent(end)} y1={y - cap} y2={y + cap} stroke={stroke} />
          ))}
        </>
      )}
      {whisker && <line x1={percent(x)} x2={percent(x)} y1={whisker.y1} y2={whisker.y2} stroke={stroke} strokeWidth="1.5" />}
      {chevrons.map((chevron) => (
        <Chevron key={String(chevron.up)} {...chevron} stroke={stroke} />
      ))}
      {mark.role === 'superseded' ? (
        <svg x={percent(x)} y={y} overflow="visible" width="1" height="1" aria-hidden="true">
          <path d="M-4-4L4 4M-4 4L4-4" stroke={stroke} strokeWidth="1.5" />
        </svg>
      ) : (
        <circle
          cx={percent(x)}
          cy={y}
          r="4"
          fill={mark.tier === 1 ? stroke : colours.page}
          stroke={stroke}
          strokeWidth="1.5"
          strokeDasharray={mark.tier > 2 ? '2 1.5' : undefined}
        />
      )}
      <text x={percent(x)} y={y + 16} textAnchor="middle" fill={colours.value} className={styles.number}>
        {mark.numbers.join(', ')}
      </text>
    </g>
  )
}
