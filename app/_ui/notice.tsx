import type { ReactNode } from 'react'
import styles from './notice.module.css'

/** A page that has something to say instead of figures: what happened, in words, and the way on. */
export function Notice({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <section className={`wrap ${styles.notice}`}>
      <h1>{title}</h1>
      {children}
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  )
}
