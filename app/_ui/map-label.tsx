import styles from './map-label.module.css'
import type { InkedLabel, Tone } from './map-label-plan'
import { firstBaseline, lineStep } from './map-labels'

const toneClass: Record<Tone, string | undefined> = {
  strong: styles.strong,
  reversed: styles.reversed,
  plain: styles.plain,
  quiet: styles.quiet,
  neighbour: styles.country,
  sea: styles.sea,
}

/** One label of a map with its leader, as SVG. */
export function MapLabel({ label }: { label: InkedLabel }) {
  const { lines, hasFigure, box, size, tone, shade, leader } = label
  const x = Math.round(box.x + box.width / 2)
  const ink = leader ? `${toneClass[tone === 'reversed' ? 'strong' : tone]} ${styles.aside}` : toneClass[tone]
  const path = leader && `M${leader.map(([left, top]) => `${Math.round(left)} ${Math.round(top)}`).join('L')}`
  return (
    <>
      {path && <path className={styles.leaderHalo} d={path} />}
      {path && <path className={styles.leader} d={path} />}
      {leader && <circle className={styles.leaderEnd} cx={Math.round(leader[1][0])} cy={Math.round(leader[1][1])} r="2.2" />}
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
