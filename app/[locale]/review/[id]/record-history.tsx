import { translator } from '@/lib/i18n/translator'
import type { ReviewEntry } from '@/lib/schema/review'
import { formatInstant } from '@/lib/time/format'
import type { Reading } from '../../_overview/reading'
import styles from '../review.module.css'
import { actorInWords } from '../writer-words'
import { verbName } from './ledger-words'

/** Who did what to a record, the last first, with the keys they used. */
export function RecordHistory({ entries, reading }: { entries: readonly ReviewEntry[]; reading: Reading }) {
  const { locale, zone } = reading
  const t = translator(locale, 'review')
  return (
    <section aria-labelledby="history" className="section">
      <h2 id="history">{t('history')}</h2>
      <ol className={styles.history}>
        {[...entries].reverse().map(({ seq, time, verb, actor, reason }) => (
          <li key={seq}>
            <span className={styles.seq}>{seq}</span>
            <span>{formatInstant(time, { locale, zone, form: 'short', year: true })}</span>
            <span>
              <b>{t(`verb.${verbName(verb)}`)}</b>, {actorInWords(actor, locale)}
              {reason !== null && <small>{reason}</small>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
