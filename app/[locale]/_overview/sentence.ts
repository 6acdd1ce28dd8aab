import { formatRange } from '@/lib/i18n/numbers'
import { placeIn } from '@/lib/i18n/place'
import { translator } from '@/lib/i18n/translator'
import type { Impact, ImpactTotals, RegionImpact } from '@/lib/schema/impact'
import type { Service, Unit } from '@/lib/schema/observation'
import { formatClock, formatPrecise } from '@/lib/time/format'
import { addHours } from '@/lib/time/interval'
import { countOf, otherwiseCounted, quantity, type Reading } from './reading'

/** What the sentence tells of: the service in view, and all services for what else people lack. */
export interface Told {
  service: Service
  impact: Pick<Impact, 'data' | 'totals'>
  all: Pick<Impact, 'data'>
  /** Whether the moment is the end of a day rather than an hour of it. */
  isDay: boolean
}

/** The parts of the sentence: only `main` is set strong. `rest` has its own marks between clauses and no full stop. */
export interface Sentence {
  opening: string
  main: string
  detail: string | null
  rest: string[]
}

/** Services that people have at home; the others are told as states, in a list of their own. */
export const homeServices: readonly Service[] = ['electricity', 'heating', 'water', 'gas', 'telecom']
const namedAtMost = 3

/** The rows that are reported with a count, the largest first. */
export const withCount = (rows: readonly RegionImpact[]) =>
  rows.filter((row) => row.standing === 'reported' && countOf(row) !== null).sort((a, b) => (countOf(b) ?? 0) - (countOf(a) ?? 0))

/** The only unit in which a total's regions are counted; null where they are mixed, for then there is no total. */
export function soleUnit({ units }: Pick<ImpactTotals, 'units'>): Unit | null {
  const [only, ...others] = Object.keys(units) as Unit[]
  return only !== undefined && others.length === 0 ? only : null
}

/** How a sentence puts things in a language: translators, lists, places and amounts. */
export function phrases({ locale, regions }: Reading) {
  const t = translator(locale, 'dashboard')
  const w = translator(locale, 'words')
  const and = new Intl.ListFormat(locale, { type: 'conjunction' })
  const place = ({ region, name }: RegionImpact) => placeIn(regions.get(region)?.name ?? name, locale)
  const amount = (row: RegionImpact) => quantity(row, row.unit, locale) ?? ''
  return { t, w, and: (items: string[]) => and.format(items), place, amount }
}

/** A region's amount, with what other words of the same time make of it in another unit. */
export function amounts(row: RegionImpact, { locale }: Reading): string {
  const others = otherwiseCounted(row).flatMap((beside) => quantity(beside, beside.unit, locale) ?? [])
  const each = [quantity(row, row.unit, locale) ?? '', ...new Set(others)]
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(each.slice(0, 2))
}

/** The moment, which every sentence begins with. */
export function opening({ isDay }: Pick<Told, 'isDay'>, reading: Reading): string {
  const { locale, zone, asOf } = reading
  const { t } = phrases(reading)
  const day = formatPrecise({ time: asOf, precision: 'day' }, { locale, zone, form: 'long' })
  const clock = (at: string, of: string) => formatClock(at, { locale, zone: of, form: 'short' })
  if (!isDay) return t('asOfHour', { day, clock: clock(asOf, zone), utc: clock(asOf, 'UTC') })
  // A day's last moment is a millisecond before the next; its clock says the next day's beginning.
  return t('asOfDay', { day, utc: clock(addHours(asOf, 1 / 3_600_000), 'UTC') })
}

/** Whether the sources differ. */
export const spread = ({ low, high }: { low: number | null; high: number | null }) => low !== null && high !== null && low < high

function mainClause({ service, impact }: Told, figures: RegionImpact[], reading: Reading): Pick<Sentence, 'main' | 'detail'> {
  const { t, w, and, place, amount } = phrases(reading)
  const lack = w(`lack.${service}`)
  const { totals } = impact
  const [first, ...others] = figures
  const sources = (range: ImpactTotals | RegionImpact) =>
    spread(range) ? t('sources', { range: formatRange(range, reading.locale) ?? '' }) : null
  if (first === undefined) return { main: t('noneReported', { lack }), detail: null }
  if (others.length === 0) {
    const main = t('lackOne', { count: countOf(first) ?? 0, amount: amount(first), place: place(first), lack })
    return { main, detail: sources(first) }
  }
  const unit = soleUnit(totals)
  const total = quantity(totals, unit, reading.locale)
  if (unit !== null && total !== null) {
    const most = t('mostIn', { list: and(figures.slice(0, 2).map(place)) })
    const range = sources(totals)
    return { main: t('lackTotal', { amount: total, lack, regions: figures.length }), detail: range ? `${range}; ${most}` : most }
  }
  const named = figures.slice(0, namedAtMost).map((row) => t('amountIn', { amount: amount(row), place: place(row) }))
  const more = figures.length - named.length
  const list = more > 0 ? t('andOthers', { list: named.join(', '), count: more }) : and(named)
  return { main: t('lackMixed', { list, lack }), detail: null }
}

function noFigureClause({ service, impact }: Told, reading: Reading): string[] {
  const { t, w, and, place } = phrases(reading)
  const rows = impact.data.filter((row) => row.standing === 'reported' && countOf(row) === null)
  const outage = w(`outage.${service}`)
  if (rows.length === 0) return []
  return [
    rows.length > namedAtMost ? t('outageInMany', { count: rows.length, outage }) : t('outageIn', { places: and(rows.map(place)), outage }),
  ]
}

/** What else people lack: in the same region where the main clause named one, else the largest of each service with its place. */
function otherServices({ service, all }: Told, main: RegionImpact | undefined, reading: Reading): { there: string[]; elsewhere: string[] } {
  const { t, w, and, place } = phrases(reading)
  const item = (row: RegionImpact) => t('lackItem', { amount: amounts(row, reading), lack: w(`lack.${row.service}`) })
  const largest = homeServices
    .filter((other) => other !== service)
    .flatMap((other) => withCount(all.data.filter((row) => row.service === other && row.measure === 'without')).slice(0, 1))
  const there = largest.filter((row) => row.region === main?.region)
  const elsewhere = largest
    .filter((row) => row.region !== main?.region)
    .map((row) => t('amountIn', { amount: item(row), place: place(row) }))
  return {
    there: there.length > 0 ? [t('alsoThere', { list: and(there.map(item)) })] : [],
    elsewhere: elsewhere.length > 0 ? [t('alsoElsewhere', { list: and(elsewhere) })] : [],
  }
}

function restoredClause({ service, impact }: Told, reading: Reading): string[] {
  const { t, w, and, place } = phrases(reading)
  const rows = impact.data.filter(({ standing }) => standing === 'restored')
  const back = w(`back.${service}`)
  if (rows.length === 0) return []
  return [rows.length > 2 ? t('backInMany', { count: rows.length, back }) : t('backIn', { places: and(rows.map(place)), back })]
}

function gapsClause({ service, impact }: Told, reading: Reading): string[] {
  const { t } = phrases(reading)
  const { stale, notReported: none } = impact.totals
  if (stale > 0 && none > 0) return [t('gaps', { stale, none })]
  if (stale > 0) return [t('gapsStale', { count: stale })]
  if (none === 0) return []
  return [t(service === 'electricity' ? 'gapsNone' : 'gapsNoneOther', { count: none })]
}

/** The whole state in one sentence that misleads nobody who reads no further: number, range, place, time, and what is not known. */
export function sentence(told: Told, reading: Reading): Sentence {
  const figures = withCount(told.impact.data)
  const noFigure = noFigureClause(told, reading)
  const { there, elsewhere } = otherServices(told, figures.length === 1 ? figures[0] : undefined, reading)
  const rest = [...elsewhere, ...restoredClause(told, reading), ...gapsClause(told, reading)]
  // Where nobody gave a number, that there is an outage is the main thing.
  const [onlyStates] = figures.length === 0 ? noFigure : []
  if (onlyStates !== undefined) return { opening: opening(told, reading), main: onlyStates, detail: null, rest }
  // "There" means the place just named, so nothing may come between.
  return { opening: opening(told, reading), ...mainClause(told, figures, reading), rest: [...there, ...noFigure, ...rest] }
}
