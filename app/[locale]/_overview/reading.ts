import type { Locale } from '@/lib/i18n/locale'
import { type Bounds, formatSaid } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { Territory } from '@/lib/regions/territory'
import type { BesideFigure, RegionImpact } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'
import type { Region } from '@/lib/schema/region'
import type { Instant, PreciseTime } from '@/lib/schema/time'
import { formatPrecise } from '@/lib/time/format'
import { canonicalTime } from '@/lib/time/interval'

/** Who reads and where: the language, the territory's clock, its regions and the moment that is shown. */
export interface Reading {
  locale: Locale
  zone: string
  asOf: Instant
  regions: ReadonlyMap<string, Region>
  /** The cities of the territory by their English names, in which the records name places. */
  cities?: ReadonlyMap<string, { en: string; uk: string }>
}

/** The reading of a view in a territory. */
export const readingOf = (
  { zone, cities }: Pick<Territory, 'zone' | 'cities'>,
  locale: Locale,
  { asOf, regions }: { asOf: Instant; regions: readonly Region[] },
): Reading => ({ locale, zone, asOf, regions: new Map(regions.map((region) => [region.code, region])), cities: byEnglishName(cities()) })

/** Cities by their English names, as a reading has them. */
export const byEnglishName = (cities: readonly { name: { en: string; uk: string } }[]): Reading['cities'] =>
  new Map(cities.map(({ name }) => [name.en, name]))

/** The one count a range is ranked and shaded by: its best, else the end that is known. Null without any number. */
export const countOf = ({ low, best, high }: Bounds): number | null => best ?? low ?? high

/** "about" for a count said in whole thousands, exact otherwise; an end that is open or unsaid is told. */
function certainty({ low, best, high }: Bounds): 'exactly' | 'about' | 'atLeast' | 'atMost' {
  if (high === null && (low !== null || best !== null)) return 'atLeast'
  if (low === null && high !== null) return 'atMost'
  const count = best ?? low ?? 0
  return count >= 1000 && count % 1000 === 0 ? 'about' : 'exactly'
}

/** A count with its unit in running text: `about 600,000 customers`, `щонайменше 18 тис. споживачів`. Null without any number. */
export function quantity(range: Bounds, unit: Unit | null, locale: Locale): string | null {
  const kind = certainty(range)
  const count = kind === 'atLeast' ? (range.low ?? range.best) : kind === 'atMost' ? range.high : countOf(range)
  if (count === null) return null
  const t = translator(locale, 'dashboard')
  const unitWord = unit === null ? '' : translator(locale, 'words')(`unit.${unit}`, { count })
  return t(kind, { n: formatSaid(count, locale), unit: unitWord }).trim()
}

/** When a word held, as exactly as it was said and as shortly as the moment shown allows: no year within the same year. */
export function shortTime(time: PreciseTime, { locale, zone, asOf }: Reading): string {
  const year = (at: PreciseTime) => canonicalTime({ time: at.time, precision: 'month' }, zone).time.slice(0, 4)
  const sameYear = year(time) === year({ time: asOf, precision: 'minute' })
  return formatPrecise(time, { locale, zone, form: 'short', year: !sameYear })
}

/** A place inside a region in the reader's language where it is a city of the territory; otherwise as it was recorded. */
export const placeName = (place: string, { locale, cities }: Reading): string => cities?.get(place.replace(/ city$/, ''))?.[locale] ?? place

/** A region's name as a table has room for it; the code itself for one of no pack. */
export const shortName = (code: string, { locale, regions }: Pick<Reading, 'locale' | 'regions'>): string =>
  regions.get(code)?.shortName[locale] ?? code

/** The same lack counted in other units by other words of the same time: told beside the row's own number, never in its place. */
export const otherwiseCounted = (row: RegionImpact): BesideFigure[] =>
  row.beside.filter(
    ({ rule, standing, measure, place, ...range }) =>
      rule === 'otherUnit' && standing === 'reported' && measure === row.measure && place === null && countOf(range) !== null,
  )
