import type { Locale } from './locale'
import { numbers } from './messages/numbers'

/** Low, best, high of a count: null low is unbounded below, null high is open. The shape of the records' ranges. */
export interface Bounds {
  low: number | null
  best: number | null
  high: number | null
}

const nbsp = '\u00a0'
const thinGroup = '\u202f'

/** A template of the word list with its places filled in: `{n}k` with n 600. */
export const fill = (template: string, values: Record<string, string>) =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

const formats = new Map<string, Intl.NumberFormat>()

/** Making a formatter costs a hundred times what using one does. */
function formatter(locale: Locale, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale} ${maximumFractionDigits}`
  const found = formats.get(key) ?? new Intl.NumberFormat(locale, { maximumFractionDigits })
  formats.set(key, found)
  return found
}

function plain(value: number, locale: Locale, fractionDigits: number): string {
  const text = formatter(locale, fractionDigits).format(value)
  return locale === 'uk' ? text.replaceAll(nbsp, thinGroup) : text
}

/** A whole count with every digit: `600,000`, `600 000` (narrow no-break space). */
export const formatCount = (value: number, locale: Locale): string => plain(value, locale, 2)

function scaled(value: number, digits: (parts: number) => number): { parts: number; size: 'thousand' | 'million' } | null {
  const rounded = (size: number) => Number((value / size).toFixed(digits(value / size)))
  if (value >= 1e6 || rounded(1e3) >= 1000) return { parts: rounded(1e6), size: 'million' }
  return value >= 1e3 ? { parts: rounded(1e3), size: 'thousand' } : null
}

/** A rounded count for a map or a cell: `600k`, `1.1m`, `600 тис.`, `1,1 млн`. Two significant figures below ten, whole above. */
export function formatShort(value: number, locale: Locale): string {
  const short = scaled(value, (parts) => (parts < 10 ? 1 : 0))
  return short ? fill(numbers[locale][short.size], { n: plain(short.parts, locale, 1) }) : formatCount(value, locale)
}

/** The largest unit in which a count is exact in the language's running text; Ukrainian says `600 тис.`, English writes every digit. */
function exactUnit(value: number, locale: Locale): 'thousand' | 'million' | null {
  if (locale === 'en' || value < 10_000) return null
  if (value >= 1e6 && value % 1e5 === 0) return 'million'
  return value % 1e3 === 0 && value < 1e6 ? 'thousand' : null
}

const sizes = { thousand: 1e3, million: 1e6 }

/** A count in running text, exact: `600,000`, `600 тис.`, `38 983`. */
export function formatSaid(value: number, locale: Locale): string {
  const unit = exactUnit(value, locale)
  return unit ? fill(numbers[locale][unit], { n: plain(value / sizes[unit], locale, 1) }) : formatCount(value, locale)
}

function span(low: number, high: number, locale: Locale): string {
  const unit = exactUnit(low, locale)
  const highUnit = exactUnit(high, locale)
  if (unit === null || highUnit === null)
    return fill(numbers[locale].span, { low: formatCount(low, locale), high: formatCount(high, locale) })
  if (unit !== highUnit) return fill(numbers[locale].span, { low: formatSaid(low, locale), high: formatSaid(high, locale) })
  const ends = { low: plain(low / sizes[unit], locale, 1), high: plain(high / sizes[unit], locale, 1) }
  return fill(numbers[locale][unit], { n: fill(numbers[locale].span, ends) })
}

/**
 * A range in words: `600,000–800,000`, `600–800 тис.`, `at least 18,000`, `up to 800,000`; a single count where its ends agree.
 * Null where no number is known at all.
 */
export function formatRange({ low, best, high }: Bounds, locale: Locale): string | null {
  if (low !== null && high !== null) return low === high ? formatSaid(low, locale) : span(low, high, locale)
  if (low !== null) return fill(numbers[locale].atLeast, { n: formatSaid(low, locale) })
  if (high !== null) return fill(numbers[locale].atMost, { n: formatSaid(high, locale) })
  return best === null ? null : fill(numbers[locale].about, { n: formatSaid(best, locale) })
}

/** The one number of a table cell: the best, with `≥` where the high end is open; null where there is none. */
export function formatCell({ best, high }: Bounds, locale: Locale): string | null {
  if (best === null) return null
  return high === null ? `≥${nbsp}${formatCount(best, locale)}` : formatCount(best, locale)
}

/** A share given as fractions: `50–67 %`, `≥ 3 %`; above 100 % is told as it is. Null where there is none. */
export function formatShare({ low, best, high }: Bounds, locale: Locale): string | null {
  const percent = (fraction: number) => plain(fraction * 100, locale, fraction < 0.01 ? 1 : 0)
  const sign = `${nbsp}%`
  if (low !== null && high !== null) {
    const ends = { low: percent(low), high: percent(high) }
    return `${ends.low === ends.high ? ends.low : fill(numbers[locale].span, ends)}${sign}`
  }
  if (low !== null) return `≥${nbsp}${percent(low)}${sign}`
  if (high !== null) return `≤${nbsp}${percent(high)}${sign}`
  return best === null ? null : `${percent(best)}${sign}`
}
