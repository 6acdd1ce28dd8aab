import { RangeBar } from '@/app/_ui/range-bar'
import { rangeScaleEnd } from '@/app/_ui/range-scale'
import { formatCell, formatRange } from '@/lib/i18n/numbers'
import { placeIn } from '@/lib/i18n/place'
import { translator } from '@/lib/i18n/translator'
import type { BasisEntry, Impact, ImpactTotals, Range, RegionImpact } from '@/lib/schema/impact'
import type { Service, Unit } from '@/lib/schema/observation'
import styles from './headline.module.css'
import { countOf, otherwiseCounted, quantity, type Reading, shortTime } from './reading'
import { soleUnit } from './sentence'
import { SourceLine } from './source-line'

/** One number for a service: the sum where every region is counted in one unit, else the largest region alone. */
interface Headline {
  service: Service
  range: Range
  unit: Unit | null
  rows: RegionImpact[]
  regions: number
}

const alwaysShown: readonly Service[] = ['electricity', 'heating', 'water']

const sameRegions = (rows: readonly RegionImpact[]) => [...rows].sort((a, b) => (countOf(b) ?? 0) - (countOf(a) ?? 0))

function headlineOf(service: Service, all: Pick<Impact, 'data' | 'totalsByService'>): Headline | null {
  const rows = sameRegions(all.data.filter((row) => row.service === service && row.standing === 'reported' && countOf(row) !== null))
  const totals: ImpactTotals | undefined = all.totalsByService.find((sum) => sum.service === service)
  const [first] = rows
  if (first === undefined) return null
  const unit = totals ? soleUnit(totals) : null
  if (rows.length > 1 && totals && unit !== null && countOf(totals) !== null)
    return { service, range: totals, unit, rows, regions: rows.length }
  return { service, range: first, unit: first.unit, rows: [first], regions: 1 }
}

const mainSource = (rows: readonly RegionImpact[]): BasisEntry | undefined =>
  rows[0]?.basis.find(({ rule }) => rule === 'headline') ?? rows[0]?.basis[0]

function Figure({ headline, end, reading }: { headline: Headline; end: number; reading: Reading }) {
  const { locale, regions } = reading
  const t = translator(locale, 'dashboard')
  const w = translator(locale, 'words')
  const { service, range, unit, rows } = headline
  const [first] = rows
  const source = mainSource(rows)
  const count = countOf(range) ?? 0
  const where =
    headline.regions > 1
      ? t('inRegions', { count: headline.regions })
      : first
        ? placeIn(regions.get(first.region)?.name ?? first.name, locale)
        : ''
  const told = first?.basis.filter(({ rule }) => rule === 'headline' || rule === 'alternative' || rule === 'part').length
  const words = formatRange(range, locale) ?? ''
  const others =
    headline.regions === 1 && first ? otherwiseCounted(first).flatMap((beside) => quantity(beside, beside.unit, locale) ?? []) : []
  return (
    <article className={styles.figure}>
      <div>
        <h3>{w(`without.${service}`)}</h3>
        <p className={styles.count}>{formatCell({ ...range, best: count }, locale)}</p>
        <p className={styles.unit}>
          {unit && w(`unit.${unit}`, { count })} {where}
        </p>
      </div>
      <div>
        <div className={styles.range}>
          <RangeBar range={range} max={end} />
          {headline.regions === 1 && told === 1 ? t('oneSource', { range: quantity(range, null, locale) ?? words }) : words}
        </div>
        {others.length > 0 && (
          <p className={styles.also}>{t('alsoCounted', { list: new Intl.ListFormat(locale).format(new Set(others)) })}</p>
        )}
        {source && (
          <div className={styles.source}>
            <SourceLine entry={source} reading={reading} />
          </div>
        )}
      </div>
    </article>
  )
}

/** A service of which nobody says anything current: never a zero, always the last word where there is one. */
function NoFigure({ service, all, reading }: { service: Service; all: Pick<Impact, 'data'>; reading: Reading }) {
  const { locale, regions } = reading
  const t = translator(locale, 'dashboard')
  const w = translator(locale, 'words')
  const rows = all.data.filter((row) => row.service === service)
  const out = rows.find(({ standing }) => standing === 'reported')
  const back = rows.filter(({ standing }) => standing === 'restored')
  const place = (row: RegionImpact) => placeIn(regions.get(row.region)?.name ?? row.name, locale)
  const [newest] = rows.filter(({ last }) => last !== null).sort((a, b) => (a.ageHours ?? 0) - (b.ageHours ?? 0))
  const spoken = out ?? back[0]
  const source = spoken && mainSource([spoken])
  const title = out
    ? t('outageIn', { places: place(out), outage: w(`outage.${service}`) })
    : back[0]
      ? t('backIn', { places: new Intl.ListFormat(locale).format(back.slice(0, 2).map(place)), back: w(`back.${service}`) })
      : t('noCurrent')
  return (
    <article className={styles.figure}>
      <div>
        <h3>{w(`without.${service}`)}</h3>
        <p className={styles.words}>{title}</p>
      </div>
      <div>
        {source && (
          <div className={styles.source}>
            <SourceLine entry={source} reading={reading} />
          </div>
        )}
        {!spoken && (
          <p className={styles.range}>
            {newest?.last
              ? t('lastWord', {
                  figure: `${quantity(newest.last, newest.last.unit, locale) ?? w(`outage.${service}`)} ${place(newest)}`,
                  time: shortTime(newest.last.asOf, reading),
                })
              : t('nothingSaid')}
          </p>
        )}
      </div>
    </article>
  )
}

/** The headline figures: one per service that homes have, on one common scale. */
export function HeadlineFigures({
  all,
  service,
  reading,
}: {
  all: Pick<Impact, 'data' | 'totalsByService'>
  service: Service
  reading: Reading
}) {
  const reported = (['gas', 'telecom'] as const).filter(
    (other) => other === service || all.data.some((row) => row.service === other && row.standing === 'reported'),
  )
  const shown = [...alwaysShown, ...reported]
  const headlines = shown.map((each) => headlineOf(each, all))
  const end = rangeScaleEnd(headlines.flatMap((headline) => headline?.range ?? []))
  return (
    <div className={styles.numbers}>
      {shown.map((each, at) => {
        const headline = headlines[at]
        return headline ? (
          <Figure key={each} headline={headline} end={end} reading={reading} />
        ) : (
          <NoFigure key={each} service={each} all={all} reading={reading} />
        )
      })}
    </div>
  )
}
