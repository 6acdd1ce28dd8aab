import { translator } from '@/lib/i18n/translator'
import type { Observation } from '@/lib/schema/observation'
import type { Report } from '@/lib/schema/report'
import { roles } from '@/lib/schema/vocabulary'
import type { HistoryLine } from '@/lib/service/explain-history'
import { formatInstant, formatPrecise, formatSaid } from '@/lib/time/format'
import type { Reading } from '../../_overview/reading'
import { inWords } from './in-words'
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
  'incident.merged': 'incidentMerged',
  'incident.approved': 'incidentApproved',
  'report.approved': 'reportApproved',
} as const

const isVerb = (text: string): text is keyof typeof verbs => Object.hasOwn(verbs, text)
/** A report that replaces another is told as what it is to a reader: a correction. */
const verbOf = ({ entry, changes }: HistoryLine) =>
  changes !== null ? ('reportCorrected' as const) : isVerb(entry.verb) ? verbs[entry.verb] : ('other' as const)

const rolesTold = [...roles, 'system'] as const

/** Ledger rows of one kind, written one after another at one time by one hand, told as one. */
export interface HistoryGroup {
  lines: HistoryLine[]
}

/** Rows in ledger order as groups, newest first; a row with a reason or a correction stands alone. */
export function historyGroups(lines: readonly HistoryLine[]): HistoryGroup[] {
  const groups: HistoryGroup[] = []
  for (const line of lines) {
    const last = groups.at(-1)?.lines.at(-1)
    const alone = line.entry.reason !== null || line.changes !== null || (last !== undefined && last.changes !== null)
    const alike = last && !alone && (['time', 'role', 'verb', 'reason'] as const).every((key) => last.entry[key] === line.entry[key])
    if (alike) groups.at(-1)?.lines.push(line)
    else groups.push({ lines: [line] })
  }
  return groups.reverse()
}

/** How many figures of what was added at once are told here; all of them stand among the statements. */
const mostFigures = 3

/** Where the dashboard shows what was known at a row of the ledger, for the time of which the record speaks; a mere month is no moment to ask of. */
const knownThen = (locale: Reading['locale'], time: string, about: string | null) =>
  `/${locale}?${new URLSearchParams({ ...(about !== null && about.length > 7 && { asOf: about }), knownAt: time })}`

interface Props {
  lines: readonly HistoryLine[]
  /** The time of which the record speaks last, for the view of what was known; null where it has none. */
  about: string | null
  reading: Reading
}

/** How the record came to be what it is: its ledger rows, newest first, with what each changed. */
export function History({ lines, about, reading }: Props) {
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
          {historyGroups(lines).map((group) => (
            <Group key={group.lines[0]?.entry.seq} about={about} group={group} reading={reading} zone={zone} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Group({ group: { lines }, about, reading, zone }: { group: HistoryGroup; about: string | null; reading: Reading; zone: string }) {
  const { locale } = reading
  const t = translator(locale, 'incident')
  const [first] = lines
  const last = lines.at(-1)
  if (first === undefined || last === undefined) return null
  const { entry } = first
  const time = formatInstant(entry.time, { locale, zone, form: 'short', year: true })
  return (
    <tr>
      <th scope="row">{lines.length > 1 ? `${entry.seq}–${last.entry.seq}` : entry.seq}</th>
      <td>
        {time}
        <a className={styles.then} href={knownThen(locale, last.entry.time, about)}>
          {t('knownThen')}
          <span className="visually-hidden">: {time}</span>
        </a>
      </td>
      <td>{t(`role.${rolesTold.find((role) => role === entry.role) ?? 'other'}`)}</td>
      <td>
        {t(`verb.${verbOf(first)}`)}
        {lines.length > 1 && ` × ${lines.length}`}
        {first.changes === null ? (
          <Added lines={lines} reading={reading} zone={zone} />
        ) : (
          <Corrected line={first} reading={reading} zone={zone} />
        )}
      </td>
      <td>{entry.reason ?? '–'}</td>
    </tr>
  )
}

/** Both clocks of a report: the time of which it speaks, and when its source said so. */
function Clocks({ report: { asOf, publishedAt }, reading, zone }: { report: Report; reading: Reading; zone: string }) {
  const { locale } = reading
  const t = translator(locale, 'incident')
  const said =
    publishedAt === null ? '' : ` · ${t('published', { time: formatSaid(publishedAt, { locale, zone, form: 'short', year: true }) })}`
  return <small>{`${t('speaksOf', { time: formatPrecise(asOf, { locale, zone, form: 'short', year: true }) })}${said}`}</small>
}

/** The figures that were added with one row or with several. */
function Added({ lines, reading, zone }: { lines: readonly HistoryLine[]; reading: Reading; zone: string }) {
  const t = translator(reading.locale, 'incident')
  const reports = lines.flatMap(({ report }) => report ?? [])
  const figures = reports.flatMap(({ observations }) => observations)
  if (figures.length === 0) return null
  const [only] = reports
  return (
    <ul className={styles.figures}>
      {figures.slice(0, mostFigures).map((observation) => (
        <li key={observation.id}>
          <ins>
            <Figure observation={observation} reading={reading} />
          </ins>
        </li>
      ))}
      {figures.length > mostFigures && <li>{t('moreFigures', { count: figures.length - mostFigures })}</li>}
      {reports.length === 1 && only && (
        <li>
          <Clocks report={only} reading={reading} zone={zone} />
        </li>
      )}
    </ul>
  )
}

function Figure({ observation, reading }: { observation: Observation; reading: Reading }) {
  return `${translator(reading.locale, 'words')(`service.${observation.service}`)}: ${inWords(observation, reading)}`
}

/** What a correction took back and what it put in its place, side by side. */
function Corrected({ line: { changes, report }, reading, zone }: { line: HistoryLine; reading: Reading; zone: string }) {
  const t = translator(reading.locale, 'incident')
  return (
    <>
      {changes?.length === 0 && <p className={styles.figures}>{t('sameFigures')}</p>}
      <ul className={styles.figures}>
        {changes?.map(({ before, after }) => (
          <li key={(after ?? before)?.id} className={styles.pair}>
            {before && (
              <del>
                <span className="visually-hidden">{t('was')} </span>
                <Figure observation={before} reading={reading} />
              </del>
            )}
            {after && (
              <ins>
                <span className="visually-hidden">{t('is')} </span>
                <Figure observation={after} reading={reading} />
              </ins>
            )}
          </li>
        ))}
      </ul>
      {report && <Clocks report={report} reading={reading} zone={zone} />}
    </>
  )
}
