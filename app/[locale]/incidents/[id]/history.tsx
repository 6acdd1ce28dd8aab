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

/** Ledger rows of one kind, written one after another at one time by one hand, told as one. */
export interface HistoryGroup {
  first: HistoryEntry
  last: HistoryEntry
  count: number
}

/** Rows in ledger order as groups, newest first; a row with a reason stands alone. */
export function historyGroups(entries: readonly HistoryEntry[]): HistoryGroup[] {
  const groups: HistoryGroup[] = []
  for (const entry of entries) {
    const group = groups.at(-1)
    const alike =
      group && entry.reason === null && (['time', 'role', 'verb', 'reason'] as const).every((key) => group.last[key] === entry[key])
    if (alike) groups.splice(-1, 1, { ...group, last: entry, count: group.count + 1 })
    else groups.push({ first: entry, last: entry, count: 1 })
  }
  return groups.reverse()
}

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
          {historyGroups(entries).map(({ first, last, count }) => (
            <tr key={first.seq}>
              <th scope="row">{count > 1 ? `${first.seq}–${last.seq}` : first.seq}</th>
              <td>{formatInstant(first.time, { locale, zone, form: 'short', year: true })}</td>
              <td>{t(`role.${rolesTold.find((role) => role === first.role) ?? 'other'}`)}</td>
              <td>
                {t(`verb.${isVerb(first.verb) ? verbs[first.verb] : 'other'}`)}
                {count > 1 && ` × ${count}`}
              </td>
              <td>{first.reason ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
