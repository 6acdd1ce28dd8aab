import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { amountSteps, amountThresholds } from './amount-scale'
import styles from './legend.module.css'
import { Mark } from './mark'
import type { StandingMark } from './standing-mark'

const shown = [
  { words: 'legend.stale', mark: { kind: 'stale', step: 3 } },
  { words: 'legend.notReported', mark: { kind: 'notReported' } },
  { words: 'legend.restored', mark: { kind: 'restored' } },
  { words: 'legend.noFigure', mark: { kind: 'noFigure' } },
] as const satisfies readonly { words: string; mark: StandingMark }[]

const thousands = (step: number) => (amountThresholds[step] ?? 0) / 1000

/** The ramp of amounts and the marks of standing, each with its words. `unit` names what is counted where it is not connections. */
export function Legend({ locale, unit = null }: { locale: Locale; unit?: string | null }) {
  const t = translator(locale, 'map')
  const range = (step: number) => {
    if (step === 0) return t('legend.under', { to: String(thousands(0)) })
    const from = String(thousands(step - 1))
    return step === amountThresholds.length ? t('legend.over', { from }) : t('legend.between', { from, to: String(thousands(step)) })
  }
  return (
    <div className={styles.legend}>
      <div>
        <h3>{unit === null ? t('legend.amount') : t('legend.amountOf', { unit })}</h3>
        <ul className={styles.ramp}>
          {amountSteps.map((step) => (
            <li key={step} data-step={step}>
              {range(step)}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3>{t('legend.standing')}</h3>
        <ul className={styles.marks}>
          {shown.map(({ words, mark }) => (
            <li key={words}>
              <Mark mark={mark} wide /> {t(words)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
