import { Mark } from '@/app/_ui/mark'
import { standingMark } from '@/app/_ui/standing-mark'
import { translator } from '@/lib/i18n/translator'
import type { RegionImpact } from '@/lib/schema/impact'
import type { ReviewImpact, ReviewRecord } from '@/lib/schema/review'
import { formatInstant } from '@/lib/time/format'
import { type Reading, shortName } from '../../_overview/reading'
import { counted } from '../../incidents/[id]/counted'
import { SourceOf } from '../../incidents/[id]/source-of'
import styles from '../review.module.css'

/** How a region and service stands, in one line: its mark, standing and range; while stale the last word. */
function Standing({ row, reading: { locale } }: { row: RegionImpact; reading: Reading }) {
  const w = translator(locale, 'words')
  const figure = row.standing === 'stale' ? row.last : row
  const range = figure === null || row.standing === 'restored' ? null : counted(figure, figure.unit, locale)
  return (
    <>
      <span className="no-break">
        <Mark mark={standingMark(row)} /> {w(`standing.${row.standing}`)}
      </span>
      {/* Three columns on a phone leave no room for words that hold together. */}
      {range !== null && <b>{range.replaceAll('\u00a0', ' ')}</b>}
      {row.standing === 'reported' && row.state !== null && <small>{w(`state.${row.state}`)}</small>}
    </>
  )
}

const told = ({ standing, state, unit, low, best, high, last }: RegionImpact) =>
  JSON.stringify([standing, state, unit, low, best, high, last?.best, last?.low, last?.high])

function Row({ change: { before, after }, reading }: { change: ReviewImpact; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'review')
  const w = translator(locale, 'words')
  // The entry that gave the number the public reads, else the one that gave the state.
  const more = after.basis.length - before.basis.length
  const source = before.basis.find(({ rule }) => rule === 'headline') ?? before.basis[0]
  return (
    <tr>
      <th scope="row">
        {w(`service.${before.service}`)}, {shortName(before.region, reading)}
      </th>
      <td>
        <Standing reading={reading} row={before} />
        {source && <SourceOf entry={source} reading={reading} />}
      </td>
      <td>
        {told(before) === told(after) ? (
          <span className="second">{more > 0 ? t('sameWithMore', { count: more }) : t('same')}</span>
        ) : (
          <Standing reading={reading} row={after} />
        )}
      </td>
    </tr>
  )
}

/** What the public reads of the regions and services a record speaks of, beside what it would read once what waits is published. */
export function ChangesTable({ record, reading }: { record: ReviewRecord; reading: Reading }) {
  const { locale, zone } = reading
  const t = translator(locale, 'review')
  const { impact, nationWide, asOf } = record
  return (
    <section aria-labelledby="changes" className={styles.part}>
      <h2 id="changes">{t('changes')}</h2>
      {impact.length === 0 && <p className="dek">{t('nothingChanges')}</p>}
      {impact.length > 0 && (
        <>
          <p className="dek">{t('changesDek', { time: formatInstant(asOf, { locale, zone, form: 'long' }) })}</p>
          <table className={styles.changes}>
            <thead>
              <tr>
                <th scope="col">{t('colWhat')}</th>
                <th scope="col">{t('colBefore')}</th>
                <th scope="col">{t('colAfter')}</th>
              </tr>
            </thead>
            <tbody>
              {impact.map((change) => (
                <Row change={change} key={`${change.before.service} ${change.before.region}`} reading={reading} />
              ))}
            </tbody>
          </table>
        </>
      )}
      {nationWide.length > 0 && <p className={styles.hint}>{t('nationWide', { count: nationWide.length })}</p>}
    </section>
  )
}
