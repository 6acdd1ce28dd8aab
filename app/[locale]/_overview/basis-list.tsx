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

/** One observation behind a number: who says it, where it is to be read, what it says and how it was used. */
export function BasisItem({ entry, reading }: { entry: BasisEntry; reading: Reading }) {
  const t = translator(reading.locale, 'dashboard')
  const r = translator(reading.locale, 'report')
  return (
    <li>
      <TierMark tier={entry.tier} locale={reading.locale} />
      <div>
        {entry.statedBy && `${entry.statedBy}, `}
        <a href={entry.url} rel="noreferrer">
          {entry.publisher}
        </a>
        ,{' '}
        <a href={`/${reading.locale}/reports/${entry.report}`} title={r('permalink')}>
          {shortTime(entry.asOf, reading)}
        </a>
        : <b>{said(entry, reading)}</b>
        {entry.quote && <q>{entry.quote}</q>}
        <a className={styles.rule} href={`/${reading.locale}/method#${ruleSection[entry.rule]}`}>
          {t(`rule.${entry.rule}`)}
        </a>
      </div>
    </li>
  )
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
        {row.basis.map((entry) => (
          <BasisItem key={`${entry.observation} ${entry.rule}`} entry={entry} reading={reading} />
        ))}
      </ul>
    </details>
  )
}
