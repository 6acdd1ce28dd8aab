import styles from './map-label.module.css'
import { type InkedLabel, swatchSize, type Tone } from './map-label-plan'
import { firstBaseline, lineStep } from './map-labels'
import { markFill } from './standing-mark'

const toneClass: Record<Tone, string | undefined> = {
  strong: styles.strong,
  reversed: styles.reversed,
  plain: styles.plain,
  quiet: styles.quiet,
  neighbour: styles.country,
  sea: styles.sea,
}

/** The mark of a region too small to show it, beside its name; drawn in the units that the patterns are made for. */
function Swatch({ label, drawing, unit }: Props) {
  const { mark, box, size, swatch } = label
  if (mark === null || swatch === 0) return null
  const { width, height } = swatchSize
  const top = box.y + (0.92 * size - height) / 2
  return (
    <g transform={`translate(${Math.round(box.x)} ${Math.round(top)}) scale(${+(1 / unit).toFixed(4)})`}>
      <rect
        className={mark.kind === 'restored' ? styles.swatchBack : styles.swatch}
        width={Math.round(width * unit)}
        height={Math.round(height * unit)}
        fill={markFill(mark, drawing)}
      />
    </g>
  )
}

interface Props {
  label: InkedLabel
  /** The drawing that has the patterns, and how many of its pattern units are a unit of the label. */
  drawing: string
  unit: number
}

/** One label of a map with its leader, as SVG. */
export function MapLabel({ label, drawing, unit }: Props) {
  const { lines, hasFigure, box, size, tone, shade, leader, swatch } = label
  const x = Math.round(box.x + (box.width + swatch) / 2)
  const ink = leader ? `${toneClass[tone === 'reversed' ? 'strong' : tone]} ${styles.aside}` : toneClass[tone]
  const path = leader && `M${leader.map(([left, top]) => `${Math.round(left)} ${Math.round(top)}`).join('L')}`
  return (
    <>
      {path && <path className={styles.leaderHalo} d={path} />}
      {path && <path className={styles.leader} d={path} />}
      {leader && <circle className={styles.leaderEnd} cx={Math.round(leader[1][0])} cy={Math.round(leader[1][1])} r="2.2" />}
      <Swatch label={label} drawing={drawing} unit={unit} />
      <text
        className={`${styles.label} ${ink}`}
        x={x}
        y={firstBaseline(label).toFixed(1)}
        fontSize={size}
        stroke={shade && !leader ? shade : undefined}
      >
        {lines.map((line, at) => (
          <tspan
            key={line}
            x={x}
            dy={at === 0 ? undefined : (lineStep * size).toFixed(1)}
            className={hasFigure && at === lines.length - 1 ? styles.figure : undefined}
          >
            {line}
          </tspan>
        ))}
      </text>
    </>
  )
}
