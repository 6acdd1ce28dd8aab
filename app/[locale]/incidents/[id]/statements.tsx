import { ReportLink } from '@/app/_ui/report-link'
import { translator } from '@/lib/i18n/translator'
import type { Report } from '@/lib/schema/report'
import { formatPrecise, formatSaid } from '@/lib/time/format'
import { spanOf } from '@/lib/time/interval'
import type { Reading } from '../../_overview/reading'
import { inWords } from './in-words'
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
    <li id={report.id} data-superseded={report.supersededBy === null ? undefined : ''}>
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
        {report.supersedes !== null && <Remark id={report.supersedes} locale={locale} text={t('corrects')} />}
        {report.supersededBy !== null && <Remark id={report.supersededBy} locale={locale} text={t('superseded')} />}
      </div>
      <div>
        <SourceOf entry={source} reading={reading} />
        <p className={styles.remark}>
          <ReportLink id={report.id} locale={locale} what={`${source.publisher}, ${formatPrecise(asOf, { locale, zone, form: 'long' })}`} />
          {publishedAt && ` · ${t('published', { time: formatSaid(publishedAt, { locale, zone, form: 'short', year: true }) })}`}
          {source.archiveUrl && (
            <>
              {' · '}
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

/** That the report replaces another or was replaced, with that other one. */
function Remark({ text, id, locale }: { text: string; id: string; locale: Reading['locale'] }) {
  return (
    <p className={styles.remark}>
      <a href={`/${locale}/reports/${id}`}>{text}</a>
    </p>
  )
}
