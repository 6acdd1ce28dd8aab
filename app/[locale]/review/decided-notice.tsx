import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { Incident } from '@/lib/schema/incident'
import { decisionsTold } from './decisions-told'
import styles from './review.module.css'

type Query = Record<string, string | string[] | undefined>

/** What was just decided, with the way back to it: on the page that a decision leads to. Its id is what the page's heading is described by. */
export function DecidedNotice({ query, locale }: { query: Query; locale: Locale }) {
  const t = translator(locale, 'review')
  const done = decisionsTold.find((told) => told === query.done)
  if (done === undefined) return null
  // An address can be written by anybody: only what is a record's number is led to.
  const was = Incident.shape.id.safeParse(query.was)
  return (
    <p className={styles.done} id="decided" role="status">
      {t(`done.${done}`)} {was.success && <a href={`/${locale}/review/${was.data}`}>{t('backTo')}</a>}
    </p>
  )
}
