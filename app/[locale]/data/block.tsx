import type { ReactNode } from 'react'
import styles from './data.module.css'

/** One section: a line of ink, what it is about and how to read it. */
export function Block({ id, title, dek, children }: { id: string; title: string; dek?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.block} id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {dek && <p className="dek">{dek}</p>}
      {children}
    </section>
  )
}
