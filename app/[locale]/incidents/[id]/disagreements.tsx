import { ReportLink } from '@/app/_ui/report-link'
import { translator } from '@/lib/i18n/translator'
import type { BasisEntry, RegionImpact } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'
import { connectionUnits } from '@/lib/schema/vocabulary'
import type { IncidentImpact } from '@/lib/service/get-incident-impact'
import { spanOf } from '@/lib/time/interval'
import { type Reading, shortName } from '../../_overview/reading'
import { counted } from './counted'
import styles from './incident.module.css'
import { SourceOf } from './source-of'

/** Units in which one outage is told by different sources; buildings or facilities are other things, not other words for the same. */
const comparable: readonly Unit[] = [...connectionUnits, 'people']

const overlap = (a: BasisEntry, b: BasisEntry, zone: string) => {
  const [first, second] = [spanOf(a.asOf, zone), spanOf(b.asOf, zone)]
  return first.from < second.until && second.from < first.until
}

/** The headline and the statements of the same time that say otherwise, in its unit or another; empty where the sources agree. */
export function disagreeing({ basis }: Pick<RegionImpact, 'basis'>, zone: string): BasisEntry[] {
  const headline = basis.find(({ rule, low, best, high }) => rule === 'headline' && (best ?? low ?? high) !== null)
  if (headline === undefined) return []
  const says = ({ low, best, high, unit }: BasisEntry) => [low, best, high, unit].join(' ')
  const others = basis.filter(
    (entry) =>
      (entry.rule === 'alternative' || (entry.rule === 'otherUnit' && entry.unit !== null && comparable.includes(entry.unit))) &&
      entry.measure === headline.measure &&
      entry.place === headline.place &&
      (entry.best ?? entry.low ?? entry.high) !== null &&
      overlap(entry, headline, zone),
  )
  return others.some((entry) => says(entry) !== says(headline)) ? [headline, ...others] : []
}

/** Statements that do not agree, side by side, each with the rule that decided what becomes of it. */
export function Disagreements({ data, reasons, reading }: Pick<IncidentImpact, 'data' | 'reasons'> & { reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'incident')
  const w = translator(locale, 'words')
  const rows = data.map((row) => ({ row, entries: disagreeing(row, reading.zone) })).filter(({ entries }) => entries.length > 0)
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
              <Statement entry={entry} key={entry.observation} reading={reading} reason={reasons.get(entry.observation)} />
            ))}
          </div>
        </div>
      ))}
    </section>
  )
}

interface StatementProps {
  entry: BasisEntry
  /** By what the headline leads; of the others the rule that used them says enough. */
  reason: ReturnType<IncidentImpact['reasons']['get']>
  reading: Reading
}

function Statement({ entry, reason, reading }: StatementProps) {
  const { locale } = reading
  const t = translator(locale, 'incident')
  const rule = translator(locale, 'dashboard')
  const label = entry.rule === 'headline' ? t('headline') : entry.rule === 'alternative' ? t('widens') : t('kept')
  return (
    <article className={entry.rule === 'headline' ? styles.chosen : styles.other}>
      <p className={styles.label}>{label}</p>
      <p className={styles.number}>{counted(entry, entry.unit, locale)}</p>
      {entry.place && <p className="second">{entry.place}</p>}
      {entry.quote && <blockquote>{entry.quote}</blockquote>}
      <SourceOf entry={entry} reading={reading} />
      <p className={styles.why}>
        {entry.rule === 'headline' && reason ? t(`because.${reason}`, { tier: String(entry.tier) }) : rule(`rule.${entry.rule}`)}{' '}
        <ReportLink id={entry.report} locale={locale} what={`${entry.publisher}, ${counted(entry, entry.unit, locale)}`} />
      </p>
    </article>
  )
}
