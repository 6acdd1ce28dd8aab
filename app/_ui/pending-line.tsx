import styles from './pending-line.module.css'

/** The last view stays while the next is on its way; a line says so, with words for those who hear the page. */
export function PendingLine({ label }: { label: string }) {
  return (
    <div className={styles.line} role="status">
      <span className="visually-hidden">{label}</span>
    </div>
  )
}
