import { translator } from '@/lib/i18n/translator'
import type { BasisEntry, Impact, RegionImpact } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import styles from './headline.module.css'
import { placeName, quantity, type Reading, shortName } from './reading'
import { SourceLine } from './source-line'

const stateServices: readonly Service[] = ['health', 'transport', 'education']
const shownEach = 2

interface Stated {
  row: RegionImpact
  entry: BasisEntry
}

/** The words of a service's current reports: one of each region first, then more of the same, no quote twice. */
function statedOf(rows: readonly RegionImpact[]): Stated[] {
  const current = rows.filter(({ standing }) => standing === 'reported' || standing === 'restored')
  const stated = current.flatMap((row) =>
    row.basis.filter(({ quote, rule }) => quote !== null && rule !== 'stale').map((entry, at) => ({ row, entry, at })),
  )
  const once = stated.filter(({ entry }, at) => stated.findIndex((other) => other.entry.quote === entry.quote) === at)
  return once.sort((a, b) => a.at - b.at).slice(0, shownEach)
}

function State({ stated: { row, entry }, reading }: { stated: Stated; reading: Reading }) {
  const { locale } = reading
  const w = translator(locale, 'words')
  const where = [shortName(row.region, reading), entry.place && placeName(entry.place, reading)].filter(Boolean).join(', ')
  const state =
    entry.state === 'restored'
      ? w(`back.${row.service}`)
      : entry.measure === 'without'
        ? w(`outage.${row.service}`)
        : w(`measure.${entry.measure}`)
  const count = quantity(entry, entry.unit, locale) ?? entry.quantityText
  return (
    <dd>
      <b>
        {where}: {state}
        {count && `, ${count}`}.
      </b>{' '}
      <q>{entry.quote}</q> <SourceLine entry={entry} reading={reading} inline />
    </dd>
  )
}

/** What runs, and on what: services that are told in words rather than in homes. */
export function StatesList({ all, reading }: { all: Pick<Impact, 'data'>; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'dashboard')
  const w = translator(locale, 'words')
  return (
    <dl className={styles.states}>
      {stateServices.map((service) => {
        const stated = statedOf(all.data.filter((row) => row.service === service))
        return (
          <div key={service} className={styles.state}>
            <dt>{w(`service.${service}`)}</dt>
            {stated.map((each) => (
              <State key={each.entry.observation} stated={each} reading={reading} />
            ))}
            {stated.length === 0 && <dd className="label">{t('noCurrentReport')}</dd>}
          </div>
        )
      })}
    </dl>
  )
}
