import styles from '@/app/_filters/view-form.module.css'
import { translator } from '@/lib/i18n/translator'
import { formatClock } from '@/lib/time/format'
import { canonicalTime } from '@/lib/time/interval'
import type { Reading } from '../_overview/reading'

interface Props {
  action: string
  isDay: boolean
  /** The last day that can be asked for, `YYYY-MM-DD`. */
  lastDay: string
  /** What else the address asks for; it is kept. */
  kept: readonly (readonly [string, string])[]
  /** The services to choose from, the chosen one, and the words for all of them; null where the page is about all. */
  service: { choices: readonly { value: string; label: string }[]; chosen: string; label: string } | null
  reading: Reading
}

const hoursOfDay = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))

/** Which service and which moment: a plain form that sends an address, script or none. */
export function MomentForm({ action, isDay, lastDay, kept, service, reading: { locale, zone, asOf } }: Props) {
  const t = translator(locale, 'dashboard')
  const hour = isDay ? '' : formatClock(asOf, { locale, zone, form: 'short' }).slice(0, 2)
  return (
    <form className={styles.form} action={action} method="get" aria-label={t('viewTitle')}>
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {service && (
        <label className={styles.field}>
          <span>{t('service')}</span>
          <select name="service" defaultValue={service.chosen}>
            <option value="">{service.label}</option>
            {service.choices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className={styles.field}>
        <span>{t('day')}</span>
        <input type="date" name="day" max={lastDay} defaultValue={canonicalTime({ time: asOf, precision: 'day' }, zone).time} />
      </label>
      <label className={styles.field}>
        <span>{t('hour')}</span>
        <select name="hour" defaultValue={hour}>
          <option value="">{t('endOfDay')}</option>
          {hoursOfDay.map((value) => (
            <option key={value} value={value}>
              {`${value}:00`}
            </option>
          ))}
        </select>
      </label>
      <button className="button button-quiet" type="submit">
        {t('show')}
      </button>
    </form>
  )
}
