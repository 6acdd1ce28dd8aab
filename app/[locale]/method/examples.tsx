import type { ReactNode } from 'react'
import { formatRange, formatSaid, formatShare } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { Range, RegionImpact } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import type { Instant } from '@/lib/schema/time'
import type { ClockExample as Clocks, HoursExample as Hours, WorkedExample as Worked } from '@/lib/service/worked-examples'
import { formatAge, formatInstant, formatPrecise } from '@/lib/time/format'
import { BasisItem, bySource } from '../_overview/basis-list'
import basis from '../_overview/basis-list.module.css'
import { quantity, type Reading } from '../_overview/reading'
import styles from './method.module.css'

/** A range with its unit: `600,000–800,000 customers`. Null without any number. */
function amount(row: Pick<RegionImpact, 'low' | 'best' | 'high' | 'unit'>, { locale }: Reading): string | null {
  const range = row.low !== row.high && row.low !== null && row.high !== null ? formatRange(row, locale) : null
  return range && row.unit ? `${range} ${translator(locale, 'words')(`unitPlural.${row.unit}`)}` : quantity(row, row.unit, locale)
}

/** How a row stands, in numbers where it has any. */
function answer(row: RegionImpact, reading: Reading): string {
  const { locale } = reading
  const t = translator(locale, 'method')
  const standing = translator(locale, 'words')(`standing.${row.standing}`)
  if (row.standing === 'reported') return amount(row, reading) ?? t('exampleNothing')
  const figure = row.last && amount(row.last, reading)
  if (!figure || row.ageHours === null) return standing
  return t('exampleStale', { standing, figure, age: formatAge(row.ageHours, locale) })
}

const regionName = (code: string, { regions, locale }: Reading) => regions.get(code)?.name[locale] ?? code

function question(region: string, service: Service, asOf: Instant, reading: Reading): string {
  const { locale, zone } = reading
  return translator(locale, 'method')('exampleAt', {
    region: regionName(region, reading),
    service: translator(locale, 'words')(`service.${service}`).toLocaleLowerCase(locale),
    time: formatInstant(asOf, { locale, zone, form: 'long' }),
  })
}

function Frame({ about, href, reading, children }: { about: string; href: string; reading: Reading; children: ReactNode }) {
  const t = translator(reading.locale, 'method')
  return (
    <aside className={styles.example} aria-label={`${t('example')}: ${about}`}>
      <p className={styles.from}>{t('example')}</p>
      <p className={styles.question}>{about}</p>
      {children}
      <p className={styles.open}>
        <a href={href}>{t('exampleOpen')}</a>
      </p>
    </aside>
  )
}

const viewOf = (locale: string, asOf: Instant, service: Service) => `/${locale}?${new URLSearchParams({ service, asOf })}`

/** One row of a past view: what was asked, what came out, and the statements it came from, each with its rule. */
export function WorkedExample({ example, reading, withShare }: { example: Worked; reading: Reading; withShare: boolean }) {
  const { asOf, row } = example
  const then = { ...reading, asOf }
  return (
    <Frame about={question(row.region, row.service, asOf, then)} href={viewOf(reading.locale, asOf, row.service)} reading={reading}>
      <p className={styles.answer}>{answer(row, then)}</p>
      <Best range={row} reading={reading} />
      {withShare && <ShareLine row={row} reading={reading} />}
      <ul className={basis.entries}>
        {bySource(row.basis).map((entries) => (
          <BasisItem entries={entries} key={entries[0]?.observation} reading={then} />
        ))}
      </ul>
    </Frame>
  )
}

/** The figure that leads, where it is not the whole of the range. */
function Best({ range: { low, best, high }, reading: { locale } }: { range: Range; reading: Reading }) {
  if (best === null || low === high) return null
  return <p className={styles.also}>{translator(locale, 'method')('exampleBest', { best: formatSaid(best, locale) })}</p>
}

function ShareLine({ row: { share, denominator }, reading: { locale } }: { row: RegionImpact; reading: Reading }) {
  if (!share || !denominator) return null
  const d = translator(locale, 'dashboard')
  return (
    <p className={styles.also}>
      {translator(locale, 'method')('exampleShare', {
        share: formatShare(share, locale) ?? '',
        value: denominator.value,
        of: d(`denominator.${denominator.of}`),
        year: String(denominator.year),
        kind: d(`denominatorKind.${denominator.kind}`),
      })}
    </p>
  )
}

/** The same moment as it could be read of at the end of one day and of the next. */
export function ClockExample({ example, reading }: { example: Clocks; reading: Reading }) {
  const { asOf, region, service, days } = example
  const { locale, zone } = reading
  const t = translator(locale, 'method')
  return (
    <Frame about={question(region, service, asOf, reading)} href={viewOf(locale, asOf, service)} reading={reading}>
      <dl className={styles.days}>
        {days.map(({ publishedBy, row }) => (
          <div key={publishedBy}>
            <dt>{t('exampleBy', { day: formatPrecise({ time: publishedBy, precision: 'day' }, { locale, zone, form: 'long' }) })}</dt>
            <dd>{answer(row, reading)}</dd>
          </div>
        ))}
      </dl>
    </Frame>
  )
}

/** The household-hours of one week. */
export function HoursExample({ example, reading }: { example: Hours; reading: Reading }) {
  const { region, from, to, hours } = example
  const { locale, zone } = reading
  const t = translator(locale, 'method')
  const day = (at: Instant) => formatPrecise({ time: at, precision: 'day' }, { locale, zone, form: 'long' })
  const about = t('exampleHours', {
    region: regionName(region, reading),
    service: translator(locale, 'words')('service.electricity').toLocaleLowerCase(locale),
    from: day(from),
    to: day(to),
  })
  const coverage = formatShare({ low: hours.coverage, best: hours.coverage, high: hours.coverage }, locale) ?? ''
  return (
    <Frame about={about} href={viewOf(locale, to, 'electricity')} reading={reading}>
      <p className={styles.answer}>{t('exampleCovered', { range: formatRange(hours, locale) ?? '', unit: hours.unit ?? '', coverage })}</p>
      <Best range={hours} reading={reading} />
    </Frame>
  )
}
