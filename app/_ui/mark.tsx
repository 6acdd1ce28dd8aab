import styles from './mark.module.css'
import type { StandingMark } from './standing-mark'

/** The class of a mark where no component draws it; its step, if it has one, goes in `data-step`. */
export const markClass = (mark: StandingMark, wide = false): string =>
  [styles.mark, styles[mark.kind], wide && styles.wide].filter(Boolean).join(' ')

/** A standing's mark beside words that say the same; it is drawing, so it has no name of its own. */
export function Mark({ mark, wide = false }: { mark: StandingMark; wide?: boolean }) {
  return <i className={markClass(mark, wide)} data-step={'step' in mark ? (mark.step ?? undefined) : undefined} aria-hidden="true" />
}
