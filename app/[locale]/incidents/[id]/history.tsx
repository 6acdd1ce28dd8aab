import { translator } from '@/lib/i18n/translator'
import type { HistoryEntry } from '@/lib/schema/incident'
import { roles } from '@/lib/schema/vocabulary'
import { formatInstant } from '@/lib/time/format'
import type { Reading } from '../../_overview/reading'
import styles from './incident.module.css'

/** The ledger's verbs as the messages name them. */
const verbs = {
  'incident.created': 'incidentCreated',
  'report.added': 'reportAdded',
  'incident.published': 'incidentPublished',
  'report.published': 'reportPublished',
  'incident.retracted': 'incidentRetracted',
  'report.retracted': 'reportRetracted',
  'incident.rejected': 'incidentRejected',
  'report.rejected': 'reportRejected',
  'incident.takenDown': 'incidentTakenDown',
} as const

const isVerb = (text: string): text is keyof typeof verbs => Object.hasOwn(verbs, text)
const rolesTold = [...roles, 'system'] as const

/** How the record came to be what it is: its ledger rows, newest first. */
export function History({ entries, reading }: { entries: readonly HistoryEntry[]; reading: Reading }) {
  const { locale, zone } = reading
  const t = translator(locale, 'incident')
  return (
    <section aria-labelledby="history" className="section">
      <h2 id="history">{t('history')}</h2>
      <p className="dek">{t('historyDek')}</p>
      <table className={styles.history}>
        <thead>
          <tr>
            {(['colEntry', 'colTime', 'colBy', 'colChange', 'colReason'] as const).map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.toReversed().map((entry) => (
            <tr key={entry.seq}>
              <th scope="row">{entry.seq}</th>
              <td>{formatInstant(entry.time, { locale, zone, form: 'short', year: true })}</td>
              <td>{t(`role.${rolesTold.find((role) => role === entry.role) ?? 'other'}`)}</td>
              <td>{t(`verb.${isVerb(entry.verb) ? verbs[entry.verb] : 'other'}`)}</td>
              <td>{entry.reason ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
