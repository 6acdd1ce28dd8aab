import { Fragment } from 'react'
import { ruleSection } from '@/app/_ui/rule-section'
import { TierMark } from '@/app/_ui/tier-mark'
import { translator } from '@/lib/i18n/translator'
import type { BasisEntry, RegionImpact } from '@/lib/schema/impact'
import styles from './basis-list.module.css'
import { placeName, quantity, type Reading, shortTime } from './reading'

/** What a source said, in numbers or in its own words for a number. */
function said(entry: BasisEntry, reading: Reading): string {
  const { locale } = reading
  const w = translator(locale, 'words')
  // That something is back is said without its zero.
  const isBack = entry.state === 'restored' && entry.best === 0
  const count = isBack ? null : (quantity(entry, entry.unit, locale) ?? entry.quantityText)
  const measure = entry.measure === 'without' ? w(`state.${entry.state}`) : w(`measure.${entry.measure}`)
  return [entry.place && placeName(entry.place, reading), count, measure, entry.note].filter(Boolean).join(', ')
}

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
            {at === 0 ? (
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

/** "How was this made?" of one region: every observation used and the rule that used it, open without script. */
export function BasisList({ row, name, reading }: { row: RegionImpact; name: string; reading: Reading }) {
  const t = translator(reading.locale, 'dashboard')
  const { denominator, share } = row
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
        {bySource(row.basis).map((entries) => (
          <BasisItem key={entries[0]?.observation} entries={entries} reading={reading} />
        ))}
      </ul>
    </details>
  )
}
