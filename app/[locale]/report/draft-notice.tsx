'use client'

import { useLocale, useTranslations } from 'use-intl'
import { formatInstant } from '@/lib/time/format'
import styles from './report.module.css'

/** Says that a draft was brought back, from when, and lets it go. */
export function DraftNotice({ savedAt, zone, discard }: { savedAt: string; zone: string; discard: () => void }) {
  const t = useTranslations('form')
  const locale = useLocale()
  return (
    <section className={styles.draft} role="status">
      <h2>{t('draftTitle')}</h2>
      <p>{t('draftText', { time: formatInstant(savedAt, { locale, zone, form: 'long' }) })}</p>
      <button className="button button-quiet" onClick={discard} type="button">
        {t('draftDiscard')}
      </button>
    </section>
  )
}
