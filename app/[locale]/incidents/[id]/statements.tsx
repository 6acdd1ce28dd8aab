import { saidQuantity } from '@/lib/i18n/said-quantity'
import { translator } from '@/lib/i18n/translator'
import type { Observation } from '@/lib/schema/observation'
import type { Report } from '@/lib/schema/report'
import { formatPrecise, formatSaid } from '@/lib/time/format'
import { spanOf } from '@/lib/time/interval'
import { type Reading, shortName } from '../../_overview/reading'
import styles from './incident.module.css'
import { SourceOf } from './source-of'

/** Reports by the time they speak of, then by when they were published. */
export function inTimeOrder(reports: readonly Report[], zone: string): Report[] {
  const key = ({ asOf, publishedAt, recordedAt }: Report) => [spanOf(asOf, zone).from, publishedAt ?? recordedAt, recordedAt].join(' ')
  return [...reports].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** The words that stand for a report: its own, and those of its observations where they differ. */
export function quotesOf({ quote, observations }: Pick<Report, 'quote' | 'observations'>): string[] {
  return [...new Set([quote, ...observations.map((observation) => observation.quote)].filter((words) => words !== null))]
}

/** What every source said, in time order, in its own words. */
export function Statements({ reports, reading }: { reports: readonly Report[]; reading: Reading }) {
  const t = translator(reading.locale, 'incident')
  return (
    <section aria-labelledby="statements" className="section">
      <h2 id="statements">{t('statements')}</h2>
      <p className="dek">{t('statementsDek')}</p>
      <ol className={styles.statements}>
        {inTimeOrder(reports, reading.zone).map((report) => (
          <Statement key={report.id} reading={reading} report={report} />
        ))}
      </ol>
    </section>
  )
}

function Statement({ report, reading }: { report: Report; reading: Reading }) {
  const { locale, zone } = reading
  const t = translator(locale, 'incident')
  const w = translator(locale, 'words')
  const { source, asOf, publishedAt } = report
  return (
    <li data-superseded={report.supersededBy === null ? undefined : ''}>
      <p className={styles.when}>
        {formatPrecise(asOf, { locale, zone, form: 'short', year: true })}
        <small>{w(`precision.${asOf.precision}`)}</small>
      </p>
      <ul className={styles.says}>
        {report.observations.map((observation) => (
          <li key={observation.id}>
            <b>{w(`service.${observation.service}`)}</b> {inWords(observation, reading)}
          </li>
        ))}
      </ul>
      <div className={styles.quotes}>
        {quotesOf(report).map((quote) => (
          <blockquote key={quote} lang={source.lang ?? undefined}>
            {quote}
          </blockquote>
        ))}
        {report.supersedes !== null && <p className={styles.remark}>{t('corrects')}</p>}
        {report.supersededBy !== null && <p className={styles.remark}>{t('superseded')}</p>}
      </div>
      <div>
        <SourceOf entry={source} reading={reading} />
        <p className={styles.remark}>
          {publishedAt && t('published', { time: formatSaid(publishedAt, { locale, zone, form: 'short', year: true }) })}
          {source.archiveUrl && (
            <>
              {publishedAt && ' · '}
              <a href={source.archiveUrl} rel="noopener nofollow external">
                {t('archived')}
              </a>
            </>
          )}
        </p>
      </div>
    </li>
  )
}

/** Where, how many and in what state: `Dnipropetrovsk, about 600,000 households, partly restored`. */
function inWords(observation: Observation, reading: Reading): string {
  const { locale } = reading
  const w = translator(locale, 'words')
  const { unit, value, max } = observation
  const counted = value ?? max
  const number = saidQuantity(observation, locale)
  const quantity =
    number === null ? null : [number, unit !== null && counted !== null ? w(`unit.${unit}`, { count: counted }) : ''].join('\u00a0').trim()
  const regions = observation.regions.map((code) => shortName(code, reading)).join(', ')
  const place = observation.place === null ? regions : `${observation.place} (${regions})`
  const occupied = observation.control === 'occupied' ? translator(locale, 'incident')('occupied') : null
  const state = observation.measure === 'without' ? w(`state.${observation.state}`) : w(`measure.${observation.measure}`)
  return [place, occupied, quantity, observation.note, state].filter(Boolean).join(', ')
}
