import type { ReactNode } from 'react'
import plain from '@/app/_ui/plain-table.module.css'
import styles from './sources.module.css'

/** One section: a line of ink, what it is about and how to read it. */
export function Block({ id, title, dek, children }: { id: string; title: string; dek?: string; children: ReactNode }) {
  return (
    <section className="section" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {dek && <p className="dek">{dek}</p>}
      {children}
    </section>
  )
}

export interface Head {
  label: string
  number?: boolean
  /** Left out where there is no room. */
  wide?: boolean
}

export const cellClass = ({ number, wide }: Omit<Head, 'label'>): string | undefined =>
  [number && plain.number, wide && styles.wide].filter(Boolean).join(' ') || undefined

/** A table named by its section. */
export function Table({ id, heads, children }: { id: string; heads: readonly Head[]; children: ReactNode }) {
  return (
    <table className={`${plain.table} ${styles.table}`} aria-labelledby={`${id}-title`}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th className={cellClass(head)} key={head.label} scope="col">
              {head.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
