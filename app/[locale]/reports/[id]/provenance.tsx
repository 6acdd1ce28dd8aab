import type { ReactNode } from 'react'
import { TierMark } from '@/app/_ui/tier-mark'
import { translator } from '@/lib/i18n/translator'
import type { ReportDetail } from '@/lib/schema/incident'
import type { Instant, PreciseTime } from '@/lib/schema/time'
import { formatClock, formatInstant, formatPrecise, formatSaid } from '@/lib/time/format'
import type { Reading } from '../../_overview/reading'
import styles from './report-page.module.css'

/** An exact moment on both clocks; the day is told once where it is the same on both. */
function moment(at: Instant, { locale, zone }: Reading): string {
  const t = translator(locale, 'report')
  const on = (clock: string) => ({ locale, zone: clock, form: 'long' }) as const
  const day = (clock: string) => formatPrecise({ time: at, precision: 'day' }, on(clock))
  const utc = day(zone) === day('UTC') ? formatClock(at, on('UTC')) : formatInstant(at, on('UTC'))
  return t('moment', { kyiv: formatInstant(at, on(zone)), utc })
}

/** A time as exactly as it was said: on both clocks where it is an instant. */
const told = (time: string, reading: Reading) =>
  time.endsWith('Z') ? moment(time, reading) : formatSaid(time, { ...reading, form: 'long' })

const toldPrecisely = (time: PreciseTime, reading: Reading) =>
  time.precision === 'day' || time.precision === 'month' ? formatPrecise(time, { ...reading, form: 'long' }) : moment(time.time, reading)

/** Who says so, where it is printed, when, and how near the source is to what it states. */
export function Provenance({ report, reading }: { report: ReportDetail; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'report')
  const w = translator(locale, 'words')
  const { source, publishedAt, asOf } = report
  // Addresses come from records: no follow, no opener.
  const away = (href: string, text: string) => (
    <a href={href} rel="noopener nofollow external">
      {text}
    </a>
  )
  const rows: [string, ReactNode][] = [
    [t('statedBy'), source.statedBy],
    [t('publisher'), away(source.url, source.publisher)],
    [
      t('tier'),
      <span className={styles.tier} key="tier">
        <TierMark locale={locale} tier={source.tier} /> <span aria-hidden="true">{w(`tier.t${source.tier}`)}</span>
      </span>,
    ],
    [t('asOfField'), `${toldPrecisely(asOf, reading)}, ${w(`precision.${asOf.precision}`)}`],
    [t('publishedAt'), publishedAt === null ? t('notDated') : told(publishedAt, reading)],
    [t('recorded'), moment(report.recordedAt, reading)],
    [t('language'), source.lang && (new Intl.DisplayNames(locale, { type: 'language' }).of(source.lang) ?? source.lang)],
    [t('archive'), source.archiveUrl === null ? t('noArchive') : away(source.archiveUrl, t('archiveLink'))],
    [
      t('incident'),
      <a href={`/${locale}/incidents/${report.incident}`} key="incident">
        {report.incidentTitle}
      </a>,
    ],
  ]
  return (
    <section aria-labelledby="source" className={styles.source}>
      <h2 id="source">{t('source')}</h2>
      <dl>
        {rows
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
