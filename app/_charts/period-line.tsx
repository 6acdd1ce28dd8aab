import { addressAt, type ChartView, withRegion } from './chart-links'
import type { Speech } from './chart-speech'
import { dayOf } from './chart-speech'
import styles from './period-line.module.css'

interface Props {
  /** The period that the charts show, milliseconds since 1970, half-open. */
  period: { from: number; to: number }
  view: ChartView
  speech: Speech
  /** The id of the section, to come back to without script. */
  place: string
}

/** What the charts below are of: the period and the regions chosen, each with the way back, and how to choose. */
export function PeriodLine({ period, view, speech, place }: Props) {
  const { t, nameOf } = speech
  const { query } = view
  const whole: ChartView = { ...view, query: { ...query, from: undefined, to: undefined } }
  const isChosen = query.from !== undefined || query.to !== undefined
  return (
    <div className={styles.line}>
      <p>
        <b>{t('period.days', { from: dayOf(period.from, speech), to: dayOf(period.to - 1, speech) })}</b>
        {isChosen && (
          <a href={addressAt(whole, place)} data-soft="">
            {t('period.whole')}
          </a>
        )}
        {query.region.map((code) => (
          <a
            key={code}
            href={addressAt(withRegion(view, code), place)}
            data-soft=""
            aria-label={t('period.without', { name: nameOf(code) })}
          >
            {nameOf(code)} ×
          </a>
        ))}
      </p>
      <p className={styles.hint}>{t('period.hint')}</p>
    </div>
  )
}
