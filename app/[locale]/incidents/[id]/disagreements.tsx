import { translator } from '@/lib/i18n/translator'
import type { BasisEntry, BasisRule, RegionImpact } from '@/lib/schema/impact'
import { quantity, type Reading, shortName } from '../../_overview/reading'
import styles from './incident.module.css'
import { SourceOf } from './source-of'

/** The rules under which two statements about the same thing and time differ. */
const compared: readonly BasisRule[] = ['headline', 'alternative', 'otherUnit', 'part', 'partBelowWhole']
const contradicts: readonly BasisRule[] = ['alternative', 'otherUnit']

/** The statements of a row to hold against each other; empty where the sources agree. */
export function disagreeing({ basis }: Pick<RegionImpact, 'basis'>): BasisEntry[] {
  const counted = basis.filter(({ low, best, high, rule }) => compared.includes(rule) && (best ?? low ?? high) !== null)
  const against = counted.filter(({ rule }) => contradicts.includes(rule))
  const said = new Set(
    counted
      .filter(({ rule }) => rule === 'headline' || contradicts.includes(rule))
      .map(({ low, best, high, unit }) => [low, best, high, unit].join(' ')),
  )
  return against.length > 0 && said.size > 1 ? counted : []
}

/** Statements that do not agree, side by side, each with the rule that decided what becomes of it. */
export function Disagreements({ data, reading }: { data: readonly RegionImpact[]; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'incident')
  const w = translator(locale, 'words')
  const rows = data.map((row) => ({ row, entries: disagreeing(row) })).filter(({ entries }) => entries.length > 0)
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="disagree" className="section">
      <h2 id="disagree">{t('disagree')}</h2>
      <p className="dek">{t('disagreeDek')}</p>
      {rows.map(({ row, entries }) => (
        <div key={`${row.service} ${row.region}`}>
          <h3 className={styles.subject}>
            {t('disagreeOf', { service: w(`service.${row.service}`), region: shortName(row.region, reading) })}
          </h3>
          <div className={styles.against}>
            {entries.map((entry) => (
              <Statement entry={entry} key={entry.observation} reading={reading} />
            ))}
          </div>
        </div>
      ))}
    </section>
  )
}

function Statement({ entry, reading }: { entry: BasisEntry; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'incident')
  const rule = translator(locale, 'dashboard')
  const label = entry.rule === 'headline' ? t('headline') : entry.rule === 'alternative' ? t('widens') : t('kept')
  return (
    <article className={entry.rule === 'headline' ? styles.chosen : styles.other}>
      <p className={styles.label}>{label}</p>
      <p className={styles.number}>{quantity(entry, entry.unit, locale)}</p>
      {entry.place && <p className="second">{entry.place}</p>}
      {entry.quote && <blockquote>{entry.quote}</blockquote>}
      <SourceOf entry={entry} reading={reading} />
      <p className={styles.why}>{rule(`rule.${entry.rule}`)}</p>
    </article>
  )
}
