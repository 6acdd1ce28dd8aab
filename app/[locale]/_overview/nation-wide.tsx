import { translator } from '@/lib/i18n/translator'
import type { BasisEntry } from '@/lib/schema/impact'
import { BasisItem } from './basis-list'
import styles from './basis-list.module.css'
import type { Reading } from './reading'

/** What was said of the whole country, or of several regions at once: beside the sum, never in it. */
export function NationWide({ entries, reading }: { entries: readonly BasisEntry[]; reading: Reading }) {
  const t = translator(reading.locale, 'dashboard')
  if (entries.length === 0) return null
  return (
    <details className={styles.basis}>
      <summary>{t('nationWide', { count: entries.length })}</summary>
      <p className={styles.facts}>{t('nationWideDek')}</p>
      <ul className={styles.entries}>
        {entries.map((entry) => (
          <BasisItem key={entry.observation} entries={[entry]} reading={reading} />
        ))}
      </ul>
    </details>
  )
}
