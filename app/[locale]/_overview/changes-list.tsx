import { Mark } from '@/app/_ui/mark'
import { standingMark } from '@/app/_ui/standing-mark'
import { formatRange } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { BasisEntry, RegionImpact } from '@/lib/schema/impact'
import type { Change } from './changed-since'
import styles from './changes-list.module.css'
import { quantity, type Reading, shortName } from './reading'
import { SourceLine } from './source-line'

const shownRegions = 6
const shownSources = 3

/** What one row told, in words: its figure with its range, that it was out or back, how stale it was, or that nothing was known. */
function stateWords(row: RegionImpact, { locale }: Reading): string {
  const f = translator(locale, 'filters')
  const w = translator(locale, 'words')
  const { standing, service } = row
  if (standing === 'notReported') return f('nothingKnown')
  if (standing === 'restored') return w(`back.${service}`)
  const told = row.last ?? row
  const count = quantity(told, told.unit, locale)
  const range = told.low !== null && told.high !== null && told.low < told.high ? ` (${formatRange(told, locale)})` : ''
  if (standing === 'stale') return count === null ? f('staleNoFigure') : f('staleWord', { figure: count + range })
  return count === null ? f('outNoFigure', { outage: w(`outage.${service}`) }) : count + range
}

function Sources({ label, entries, reading }: { label: string; entries: readonly BasisEntry[]; reading: Reading }) {
  const f = translator(reading.locale, 'filters')
  const more = entries.length - shownSources
  return (
    <div className={styles.sources}>
      {label}
      {entries.slice(0, shownSources).map((entry) => (
        <SourceLine key={`${entry.report} ${entry.url} ${entry.statedBy}`} entry={entry} reading={reading} />
      ))}
      {more > 0 && f('moreSources', { count: more })}
    </div>
  )
}

function Row({ change: { was, is, added, dropped }, reading }: { change: Change; reading: Reading }) {
  const f = translator(reading.locale, 'filters')
  return (
    <li className={styles.change} data-region={is.region}>
      <b>{shortName(is.region, reading)}</b>
      <p>
        <Mark mark={standingMark(was)} />
        {f('wasThen', { state: stateWords(was, reading) })}
      </p>
      <p className={is.standing === 'stale' ? undefined : styles.held}>
        <Mark mark={standingMark(is)} />
        {f('isNow', { state: stateWords(is, reading) })}
      </p>
      {added.length > 0 && <Sources label={f('saidSince')} entries={added} reading={reading} />}
      {added.length === 0 && dropped.length > 0 && <Sources label={f('noLongerCounted')} entries={dropped} reading={reading} />}
    </li>
  )
}

/** What is known now of the moment shown, and was not by the clocks the reader has set: region by region, then and now, and who says so. */
export function ChangesList({ changes, reading }: { changes: readonly Change[]; reading: Reading }) {
  const f = translator(reading.locale, 'filters')
  const rest = changes.slice(shownRegions)
  const row = (change: Change) => <Row key={`${change.is.region} ${change.is.service}`} change={change} reading={reading} />
  return (
    <section className={styles.changes} aria-labelledby="changes-title">
      <h2 id="changes-title">{f('changesTitle')}</h2>
      <p className="dek">{changes.length > 0 ? f('changesDek', { count: changes.length }) : f('noChanges')}</p>
      <ul>{changes.slice(0, shownRegions).map(row)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{f('moreChanges', { count: rest.length })}</summary>
          <ul>{rest.map(row)}</ul>
        </details>
      )}
    </section>
  )
}
