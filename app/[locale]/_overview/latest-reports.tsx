import type { ReactNode } from 'react'
import { type ViewQuery, viewAddress } from '@/app/_filters/view'
import { ReportLink } from '@/app/_ui/report-link'
import { TierMark } from '@/app/_ui/tier-mark'
import { translator } from '@/lib/i18n/translator'
import type { ObservationRow } from '@/lib/schema/statement'
import { tiers } from '@/lib/schema/vocabulary'
import { canonicalTime } from '@/lib/time/interval'
import styles from './latest-reports.module.css'
import { placeName, type Reading, shortName, shortTime } from './reading'
import { RegionLinks } from './region-links'

const shown = 9

/** What one source said in one breath: the observations of a report that share a quote. */
interface Saying {
  first: ObservationRow
  regions: string[]
  services: ObservationRow['service'][]
}

function sayings(rows: readonly ObservationRow[]): Saying[] {
  const together = new Map<string, ObservationRow[]>()
  for (const row of rows) {
    const key = `${row.report} ${row.quote}`
    together.set(key, [...(together.get(key) ?? []), row])
  }
  return [...together.values()].flatMap((said) => {
    const [first] = said
    if (first === undefined) return []
    return [
      { first, regions: [...new Set(said.flatMap(({ regions }) => regions))], services: [...new Set(said.map(({ service }) => service))] },
    ]
  })
}

function Report({ saying: { first, regions, services }, query, reading }: { saying: Saying; query: ViewQuery; reading: Reading }) {
  const { locale, zone } = reading
  const t = translator(locale, 'dashboard')
  const w = translator(locale, 'words')
  const { source, asOf } = first
  const place = first.place ? placeName(first.place, reading) : regions.map((code) => shortName(code, reading)).join(', ')
  const moment =
    asOf.precision === 'minute' || asOf.precision === 'hour' ? asOf.time : canonicalTime({ time: asOf.time, precision: 'day' }, zone).time
  const link = {
    link: (words: ReactNode) => (
      <a href={source.url} rel="noreferrer">
        {words}
      </a>
    ),
    publisher: source.publisher,
  }
  return (
    <article className={styles.report}>
      <h3 className={styles.what}>
        <b>
          {first.place && `${placeName(first.place, reading)}, `}
          <RegionLinks codes={regions} asOf={query.asOf} reading={reading} />
          {first.control === 'occupied' && ` (${w('control.occupied')})`} ·{' '}
          {services.map((service) => w(`service.${service}`).toLocaleLowerCase(locale)).join(', ')}
        </b>
        <a href={`/${locale}${viewAddress({ ...query, asOf: moment })}`} title={t('viewThen')}>
          {shortTime(asOf, reading)}
        </a>
      </h3>
      {first.quote ? <blockquote lang={source.lang ?? undefined}>{first.quote}</blockquote> : <p className="label">{t('noQuote')}</p>}
      <p className={styles.source}>
        <TierMark tier={source.tier} locale={locale} />
        <span>
          {source.statedBy && source.statedBy !== source.publisher
            ? t.rich('reportVia', { ...link, stated: source.statedBy })
            : t.rich('reportBy', link)}{' '}
          · <ReportLink id={first.report} locale={locale} what={`${source.publisher}, ${place}`} />
        </span>
      </p>
    </article>
  )
}

/** The newest words of the sources, each in its own voice, with its tier and the page it stands on. */
export function LatestReports({ rows, query, reading }: { rows: readonly ObservationRow[]; query: ViewQuery; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'dashboard')
  const w = translator(locale, 'words')
  const newest = sayings(rows).slice(0, shown)
  return (
    <>
      <h2 id="reports-title">{t('reportsTitle')}</h2>
      <p className="dek">{newest.length > 0 ? t('reportsDek') : t('noReports')}</p>
      <div className={styles.reports}>
        {newest.map((saying) => (
          <Report key={saying.first.id} saying={saying} query={query} reading={reading} />
        ))}
      </div>
      <ul className={styles.tiers}>
        {tiers.map((tier) => (
          <li key={tier}>
            <TierMark tier={tier} locale={locale} /> <span aria-hidden="true">{w(`tier.t${tier}`)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
