import styles from './mark.module.css'
import type { StandingMark } from './standing-mark'

/** A standing's mark beside words that say the same; it is drawing, so it has no name of its own. */
export function Mark({ mark, wide = false }: { mark: StandingMark; wide?: boolean }) {
  const className = [styles.mark, styles[mark.kind], wide && styles.wide].filter(Boolean).join(' ')
  return <i className={className} data-step={'step' in mark ? (mark.step ?? undefined) : undefined} aria-hidden="true" />
}
