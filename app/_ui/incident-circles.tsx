import styles from './incident-circles.module.css'
import type { PlacedMark } from './incident-mark-plan'
import { markRadius } from './incident-marks'

const smallestTarget = 12
const rounded = (value: number) => +value.toFixed(1)

/** A circle in the lines of the marks: whole around a figure, broken where there is none. */
function Circle({ x, y, radius, isRing }: { x: number; y: number; radius: number; isRing: boolean }) {
  const at = { cx: rounded(x), cy: rounded(y), r: rounded(radius) }
  return (
    <>
      <circle className={styles.halo} {...at} />
      <circle className={isRing ? `${styles.circle} ${styles.ring}` : styles.circle} {...at} />
    </>
  )
}

/** The marks of incidents, each a link to what it stands for, as SVG. */
export function IncidentCircles({ marks }: { marks: readonly PlacedMark[] }) {
  return marks.map(({ mark, x, y, radius, countAt }) => (
    <a
      key={mark.region}
      className={styles.mark}
      href={mark.href}
      aria-label={mark.label}
      data-incidents={mark.region}
      {...(mark.opensApart && { target: '_blank', rel: 'noopener' })}
    >
      <title>{mark.label}</title>
      <circle className={styles.target} cx={rounded(x)} cy={rounded(y)} r={rounded(Math.max(radius, smallestTarget))} />
      <Circle x={x} y={y} radius={radius} isRing={mark.best === null} />
      {mark.count > 1 && (
        <text className={countAt === null ? styles.count : `${styles.count} ${styles.beside}`} x={rounded(countAt ?? x)} y={rounded(y + 4)}>
          {mark.count}
        </text>
      )}
    </a>
  ))
}

/** A mark of that figure for a legend, as large as on the wide map. */
export function SampleCircle({ best }: { best: number | null }) {
  const radius = markRadius(best, 'wide')
  const size = Math.ceil(2 * radius + 4)
  return (
    <svg className={styles.sample} width={size} height={size} aria-hidden="true">
      <Circle x={size / 2} y={size / 2} radius={radius} isRing={best === null} />
    </svg>
  )
}
