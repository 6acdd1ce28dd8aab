import { formatShare, formatShort } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { HouseholdHours, Series } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import type { Reading } from '../../_overview/reading'
import styles from './region.module.css'

const day = 86_400_000
/** Services whose counts of connections may follow each other; the others are told in people or in words. */
const inConnections: readonly Service[] = ['electricity', 'heating', 'water', 'gas', 'telecom']

const isEstimated = ({ best, coverage }: HouseholdHours) => best !== null && coverage > 0

function Estimate({ hours, days, service, reading }: { hours: HouseholdHours; days: number; service: Service; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'region')
  const w = translator(locale, 'words')
  const short = (count: number) => formatShort(Math.round(count), locale)
  const { low, best, high, coverage } = hours
  const unit = hours.unit === 'customers' ? t('hoursUnit.customers') : t('hoursUnit.households')
  return (
    <div className={styles.estimate}>
      <h3>{w(`without.${service}`)}</h3>
      <p className={styles.count}>
        <b>{short(best ?? 0)}</b> {unit}
      </p>
      <p>
        {high === null ? t('hoursOpen', { low: short(low ?? best ?? 0) }) : t('hoursRange', { low: short(low ?? 0), high: short(high) })}
      </p>
      <p className="second">
        {t('hoursCoverage', { coverage: formatShare({ low: null, best: coverage, high: null }, locale) ?? '', days })}
      </p>
      {hours.open && <p className="second">{t('hoursGoing')}</p>}
    </div>
  )
}

/** Estimated household-hours of one region over the period: low, best, high, how much of the period they cover, and the formula in words. */
export function HouseholdHoursList({ series, region, reading }: { series: readonly Series[]; region: string; reading: Reading }) {
  const t = translator(reading.locale, 'region')
  const [first] = series
  const days = first ? Math.round((Date.parse(first.to) - Date.parse(first.from)) / day) : 0
  const estimated = series.flatMap(({ service, hours: { [region]: hours } }) =>
    hours && inConnections.includes(service) && isEstimated(hours) ? [{ service, hours }] : [],
  )
  return (
    <>
      <h2 id="hours-title">{t('hoursTitle')}</h2>
      {estimated.map(({ service, hours }) => (
        <Estimate key={service} service={service} hours={hours} days={days} reading={reading} />
      ))}
      {estimated.length === 0 && <p className={styles.silent}>{t('hoursNone', { days })}</p>}
      <p className={styles.how}>{t('hoursHow')}</p>
    </>
  )
}
