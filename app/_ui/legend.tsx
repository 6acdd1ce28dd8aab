import type { Locale } from '@/lib/i18n/locale'
import { formatShort } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Denominator } from '@/lib/schema/region'
import { amountSteps, amountThresholds, shareThresholds } from './amount-scale'
import { SampleCircle } from './incident-circles'
import styles from './legend.module.css'
import { Mark } from './mark'
import type { StandingMark } from './standing-mark'

const shown = [
  { words: 'legend.stale', mark: { kind: 'stale', step: 3 } },
  { words: 'legend.notReported', mark: { kind: 'notReported' } },
  { words: 'legend.restored', mark: { kind: 'restored' } },
  { words: 'legend.noFigure', mark: { kind: 'noFigure' } },
] as const satisfies readonly { words: string; mark: StandingMark }[]

const rounded = (value: number) => String(Math.round(value))

/** Where the shades change, in the unit of the legend's heading: thousands, or per cent. */
const bounds = {
  amount: amountThresholds.map((threshold) => rounded(threshold / 1000)),
  share: shareThresholds.map((threshold) => rounded(threshold * 100)),
}

interface Against {
  denominator: Denominator
  regions: string[]
}

const nameOf = ({ of, kind, year, source }: Denominator) => `${of} ${kind} ${year} ${source}`

/** What the shares of these rows are held against, each with the regions it holds for; the most used first. */
export function heldAgainst(rows: readonly RegionImpact[]): Against[] {
  const groups = new Map<string, Against>()
  for (const { region, share, denominator } of rows) {
    if (share === null || denominator === null) continue
    const group = groups.get(nameOf(denominator)) ?? { denominator, regions: [] }
    group.regions.push(region)
    groups.set(nameOf(denominator), group)
  }
  return [...groups.values()].sort((a, b) => b.regions.length - a.regions.length)
}

interface HeldProps {
  against: readonly Against[]
  names: ReadonlyMap<string, string>
  locale: Locale
}

function HeldAgainst({ against, names, locale }: HeldProps) {
  const t = translator(locale, 'map')
  if (against.length === 0) return <p className={styles.held}>{t('legend.noShares')}</p>
  const list = new Intl.ListFormat(locale, { type: 'unit' })
  return against.map(({ denominator, regions }, at) => (
    <p key={nameOf(denominator)} className={styles.held}>
      {at > 0 && `${list.format(regions.map((code) => names.get(code) ?? code))}: `}
      {t('legend.heldAgainst', { of: denominator.of, kind: denominator.kind, year: String(denominator.year), source: denominator.source })}
    </p>
  ))
}

const samples = [100_000, 600_000] as const

/** What the circles of incidents mean. */
function MarksLegend({ locale }: { locale: Locale }) {
  const t = translator(locale, 'map')
  return (
    <div className={styles.circles}>
      {samples.map((best) => (
        <span key={best}>
          <SampleCircle best={best} /> {formatShort(best, locale)}
        </span>
      ))}
      <span>
        <SampleCircle best={null} /> {t('noFigure')}
      </span>
      <p>{t('legend.marks')}</p>
    </div>
  )
}

interface Props {
  locale: Locale
  /** What is counted where it is not connections. */
  unit?: string | null
  /** Whether the map has the circles of incidents. */
  marks?: boolean
  /** The rows whose shares are shaded, and the regions' names; absent where the shade is the amount. */
  shares?: { rows: readonly RegionImpact[]; names: ReadonlyMap<string, string> } | null
}

/** The ramp and the marks of standing, each with its words; under a ramp of shares what they are shares of. */
export function Legend({ locale, unit = null, marks = false, shares = null }: Props) {
  const t = translator(locale, 'map')
  const steps = bounds[shares ? 'share' : 'amount']
  const range = (step: number) => {
    const [from = '', to = ''] = [steps[step - 1], steps[step]]
    if (step === 0) return t('legend.under', { to })
    return step === steps.length ? t('legend.over', { from }) : t('legend.between', { from, to })
  }
  const heading = unit === null ? t('legend.amount') : t('legend.amountOf', { unit })
  return (
    <div className={styles.legend}>
      <div>
        <h3>{shares ? t('legend.share') : heading}</h3>
        <ul className={styles.ramp}>
          {amountSteps.map((step) => (
            <li key={step} data-step={step}>
              {range(step)}
            </li>
          ))}
        </ul>
        {shares && <HeldAgainst against={heldAgainst(shares.rows)} names={shares.names} locale={locale} />}
      </div>
      <div>
        <h3>{t('legend.standing')}</h3>
        <ul className={styles.marks}>
          {shown.map(({ words, mark }) => (
            <li key={words}>
              <Mark mark={mark} wide /> {t(shares && mark.kind === 'noFigure' ? 'legend.noShare' : words)}
            </li>
          ))}
        </ul>
      </div>
      {marks && <MarksLegend locale={locale} />}
    </div>
  )
}
