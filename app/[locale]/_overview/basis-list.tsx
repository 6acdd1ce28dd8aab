import { Fragment } from 'react'
import { ruleSection } from '@/app/_ui/rule-section'
import { TierMark } from '@/app/_ui/tier-mark'
import { translator } from '@/lib/i18n/translator'
import type { BasisEntry, RegionImpact } from '@/lib/schema/impact'
import styles from './basis-list.module.css'
import { placeName, quantity, type Reading, shortName, shortTime } from './reading'

/** What a source said, in numbers or in its own words for a number. */
function said(entry: BasisEntry, reading: Reading): string {
  const { locale } = reading
  const w = translator(locale, 'words')
  // That something is back is said without its zero.
  const isBack = entry.state === 'restored' && entry.best === 0
  const count = isBack ? null : (quantity(entry, entry.unit, locale) ?? entry.quantityText)
  const measure = entry.measure === 'without' ? w(`state.${entry.state}`) : w(`measure.${entry.measure}`)
  return [entry.place && placeName(entry.place, reading), childName(entry, reading), count, measure, entry.note].filter(Boolean).join(', ')
}

/** Which smaller region a reading is of: a feed says that by its code alone. */
const childName = ({ rule, feed, regions: [region] }: BasisEntry, reading: Reading) =>
  rule === 'child' && feed !== null && region !== undefined ? shortName(region, reading) : null

/** What one source says in one place: who says it, where it is to be read, each thing it says and how that was used. */
export function BasisItem({ entries: [first, ...others], reading }: { entries: readonly BasisEntry[]; reading: Reading }) {
  const t = translator(reading.locale, 'dashboard')
  const r = translator(reading.locale, 'report')
  if (first === undefined) return null
  return (
    <li>
      <TierMark tier={first.tier} locale={reading.locale} />
      <div>
        {first.statedBy && `${first.statedBy}, `}
        <a href={first.url} rel="noreferrer">
          {first.publisher}
        </a>
        {[first, ...others].map((entry, at, all) => (
          <Fragment key={`${entry.observation} ${entry.rule}`}>
            {at === 0 ? ', ' : ''}
            {at === 0 && entry.feed === null ? (
              <a href={`/${reading.locale}/reports/${entry.report}`} title={r('permalink')}>
                {shortTime(entry.asOf, reading)}
              </a>
            ) : (
              shortTime(entry.asOf, reading)
            )}
            : <b>{said(entry, reading)}</b>
            {entry.quote && entry.quote !== all[at - 1]?.quote && <q>{entry.quote}</q>}
            <a className={styles.rule} href={`/${reading.locale}/method#${ruleSection[entry.rule]}`}>
              {t(`rule.${entry.rule}`)}
            </a>
          </Fragment>
        ))}
      </div>
    </li>
  )
}

/** Entries by who says them and where, in the order in which each is first heard: a link is given once. */
export function bySource(entries: readonly BasisEntry[]): BasisEntry[][] {
  const sources = new Map<string, BasisEntry[]>()
  for (const entry of entries) {
    const key = `${entry.report} ${entry.url} ${entry.statedBy} ${entry.tier}`
    const known = sources.get(key)
    if (known) known.push(entry)
    else sources.set(key, [entry])
  }
  return [...sources.values()]
}

/** So many readings of smaller regions are told one by one; more of one feed are told as one. */
const mostReadings = 6

/** Readings by feed, rule, unit and state, where there are too many of them to tell; and all else. */
function withoutCrowds(entries: readonly BasisEntry[]): { crowds: BasisEntry[][]; others: BasisEntry[] } {
  const groups = new Map<string, BasisEntry[]>()
  for (const entry of entries) {
    if (entry.feed === null) continue
    const key = `${entry.feed} ${entry.rule} ${entry.unit} ${entry.state}`
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  const crowds = [...groups.values()].filter(({ length }) => length > mostReadings)
  const folded = new Set(crowds.flat())
  return { crowds, others: entries.filter((entry) => !folded.has(entry)) }
}

/** Many readings of one feed as one line: of how many regions, from when to when, and what they come to where they are added; each is told on the region's page. */
function CrowdItem({ entries, page, reading }: { entries: readonly [BasisEntry, ...BasisEntry[]]; page: string; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'dashboard')
  const w = translator(locale, 'words')
  const [first] = entries
  const times = entries.map(({ asOf }) => asOf).sort((a, b) => (a.time < b.time ? -1 : 1))
  const [from, to] = [times[0] ?? first.asOf, times.at(-1) ?? first.asOf].map((time) => shortTime(time, reading))
  const sum = (end: 'low' | 'best' | 'high') => entries.reduce((total, entry) => total + (entry[end] ?? 0), 0)
  const count = first.rule === 'child' ? quantity({ low: sum('low'), best: sum('best'), high: sum('high') }, first.unit, locale) : null
  const regions = new Set(entries.flatMap((entry) => entry.regions)).size
  return (
    <li>
      <TierMark tier={first.tier} locale={locale} />
      <div>
        <a href={first.url} rel="noreferrer">
          {first.publisher}
        </a>
        , {from === to ? from : `${from} – ${to}`}:{' '}
        <b>{[t('crowdOfReadings', { count: regions }), count, w(`state.${first.state}`)].filter(Boolean).join(', ')}</b>
        <a className={styles.rule} href={`/${locale}/method#${ruleSection[first.rule]}`}>
          {t(`rule.${first.rule}`)}
        </a>
        <a href={page}>{t('eachReading')}</a>
      </div>
    </li>
  )
}

interface ListProps {
  row: RegionImpact
  name: string
  reading: Reading
  /** Where every reading is told, for a page that has no room for a crowd of them. */
  page?: string
}

/** "How was this made?" of one region: every observation used and the rule that used it, open without script. */
export function BasisList({ row, name, reading, page }: ListProps) {
  const t = translator(reading.locale, 'dashboard')
  const { crowds, others } = page === undefined ? { crowds: [], others: row.basis } : withoutCrowds(row.basis)
  const { denominator, share } = row
  // Of a crowd alone a line would repeat the row: its page has all of it.
  if (page !== undefined && crowds.length > 0 && others.length === 0)
    return (
      <a className={styles.elsewhere} href={page} aria-label={t('howRegion', { region: name })}>
        {t('how')}
      </a>
    )
  return (
    <details className={styles.basis}>
      <summary aria-label={t('howRegion', { region: name })}>{t('how')}</summary>
      {denominator && share && (
        <p className={styles.facts}>
          {t('heldAgainst', {
            of: t(`denominator.${denominator.of}`),
            value: denominator.value,
            year: String(denominator.year),
            kind: t(`denominatorKind.${denominator.kind}`),
            source: denominator.source,
          })}
          {denominator.formula && ` ${denominator.formula}`}
          {share.over && ` ${t('shareOver')}`}
        </p>
      )}
      <ul className={styles.entries}>
        {bySource(others).map((entries) => (
          <BasisItem key={entries[0]?.observation} entries={entries} reading={reading} />
        ))}
        {page !== undefined &&
          crowds.map(
            ([first, ...rest]) => first && <CrowdItem key={first.observation} entries={[first, ...rest]} page={page} reading={reading} />,
          )}
      </ul>
    </details>
  )
}
