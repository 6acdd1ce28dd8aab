'use client'

import { useLocale, useTranslations } from 'use-intl'
import { formatInstant } from '@/lib/time/format'
import type { Waiting } from './draft'
import styles from './report.module.css'

/** Says that the report is sent by itself when the connection returns, and lets that go; of an editor's, that it is theirs to send. */
export function WaitingNotice({
  waiting,
  isSending,
  needsKey,
  zone,
  cancel,
}: {
  waiting: Waiting
  isSending: boolean
  /** A key that is not kept went with it: it has to be typed again. */
  needsKey: boolean
  zone: string
  cancel: () => void
}) {
  const t = useTranslations('intake')
  const locale = useLocale()
  return (
    <section className={styles.waiting} role="status">
      <h2>{t(needsKey ? 'waitingKeyTitle' : 'waitingTitle')}</h2>
      <p>{needsKey ? t('waitingKey') : t('waitingText', { time: formatInstant(waiting.since, { locale, zone, form: 'long' }) })}</p>
      {isSending && <p>{t('retrying')}</p>}
      <button className="button button-quiet" onClick={cancel} type="button">
        {t('waitingCancel')}
      </button>
    </section>
  )
}
