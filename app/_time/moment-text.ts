import type { Locale } from '@/lib/i18n/locale'
import { formatRange } from '@/lib/i18n/numbers'
import { standings } from '@/lib/schema/vocabulary'
import { formatClock, formatInstant, formatPrecise } from '@/lib/time/format'
import type { Tally } from './frames'
import type { SliderWords } from './time-words'

interface Reader {
  locale: Locale
  zone: string
}

/** A moment as the page says it: a day by its date, an instant with its hour. */
export function momentText(asOf: string, { locale, zone }: Reader, form: 'long' | 'short'): string {
  const style = { locale, zone, form }
  return asOf.length > 10 ? formatInstant(asOf, style) : formatPrecise({ time: asOf, precision: 'day' }, style)
}

/** Whose clock the moment is told by: the zone's, with UTC beside it where there is an hour. */
export function clockText(asOf: string, locale: Locale, words: Pick<SliderWords, 'clock' | 'endOfDay'>): string {
  if (asOf.length <= 10) return words.endOfDay
  return words.clock.replace('{utc}', formatClock(asOf, { locale, zone: 'UTC', form: 'short' }))
}

type TallyWords = Pick<SliderWords, 'total' | 'standings' | 'units'>

/** The state of the whole in parts: the sum where there is one, then how many regions stand how, those that are none left out. */
export function tallyText({ total, units, standings: counts }: Tally, locale: Locale, words: TallyWords): string[] {
  const amount = formatRange(total, locale)
  const range = amount && `${amount} ${new Intl.ListFormat(locale).format(units.map((unit) => words.units[unit]))}`.trim()
  const stand = standings.flatMap((standing) => (counts[standing] > 0 ? [`${words.standings[standing]} ${counts[standing]}`] : []))
  return [...(range === null ? [] : [words.total.replace('{range}', range)]), ...stand]
}
