import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { ReviewReason } from '@/lib/schema/policy'
import styles from './review.module.css'

/** Why something waits, in the words its writer was told. */
export function Reasons({ reasons, locale }: { reasons: readonly ReviewReason[]; locale: Locale }) {
  const t = translator(locale, 'form')
  if (reasons.length === 0) return null
  return (
    <ul className={styles.reasons}>
      {reasons.map((reason) => (
        <li key={reason}>{t(`reason.${reason}`)}</li>
      ))}
    </ul>
  )
}
