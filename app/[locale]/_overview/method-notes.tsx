import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import styles from './method-notes.module.css'

/** The three things to know before quoting a number from the page. */
export function MethodNotes({ locale }: { locale: Locale }) {
  const t = translator(locale, 'dashboard')
  return (
    <>
      <h2 id="method-title">{t('methodTitle')}</h2>
      <div className={`grid ${styles.notes}`}>
        <p>{t('methodTotals')}</p>
        <p>{t('methodLife')}</p>
        <p>{t('methodTime')}</p>
      </div>
    </>
  )
}
