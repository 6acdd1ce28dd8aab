import { endOfSaid, type Said, spanOf } from './interval'

type Locale = 'en' | 'uk'

interface Style {
  locale: Locale
  zone: string
  /** long: `8 January 2026, 14:00`; short: `8 Jan 14:00`, without the year unless `year` asks for it. */
  form: 'long' | 'short'
  year?: boolean
}

const tags = { en: 'en-GB', uk: 'uk-UA' } as const
const noBreak = '\u00a0'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs far more than using one. */
function formatter(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const found = formats.get(key) ?? new Intl.DateTimeFormat(tags[locale], options)
  formats.set(key, found)
  return found
}

/** Ukrainian appends "р." to a year; the pages write the year alone. */
const withoutYearWord = (text: string): string => text.replace(/\s+р\.$/u, '')

function calendar(at: string, style: Style, parts: Intl.DateTimeFormatOptions): string {
  return withoutYearWord(formatter(style.locale, { ...parts, timeZone: style.zone }).format(new Date(at)))
}

function formatDay(at: string, style: Style): string {
  const year = style.form === 'long' || style.year ? ({ year: 'numeric' } as const) : {}
  return calendar(at, style, { day: 'numeric', month: style.form, ...year })
}

/** The hour and minute on the zone's clock: `14:00`. */
export function formatClock(at: string, style: Style): string {
  return formatter(style.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: style.zone }).format(new Date(at))
}

/** An instant on the zone's clock: `8 January 2026, 14:00` or `8 Jan 14:00`. */
export function formatInstant(at: string, style: Style): string {
  return `${formatDay(at, style)}${style.form === 'long' ? ',' : ''} ${formatClock(at, style)}`
}

/** A time as exactly as it was said, never more: a day gets no hour, a month no day. */
export function formatPrecise(said: Said, style: Style): string {
  const { from } = spanOf(said, style.zone)
  if (said.precision === 'month') return calendar(from, style, { month: style.form, year: 'numeric' })
  return said.precision === 'day' ? formatDay(from, style) : formatInstant(from, style)
}

/** A time that may be an instant, a day or a month, told apart by its form (`publishedAt` has no precision of its own). */
export function formatSaid(time: string, style: Style): string {
  if (time.length <= 7) return formatPrecise({ time, precision: 'month' }, style)
  return time.length <= 10 ? formatPrecise({ time, precision: 'day' }, style) : formatInstant(endOfSaid(time, style.zone), style)
}

const ageUnits = { en: { hour: 'h', day: 'd' }, uk: { hour: 'год', day: 'дн.' } } as const

/** The age of a word in hours as a reader says it: `< 1 h`, `14 h`, from two days on `12 d`; whole units, rounded down. */
export function formatAge(hours: number, locale: Locale): string {
  const words = ageUnits[locale]
  if (hours < 1) return `<${noBreak}1${noBreak}${words.hour}`
  if (hours < 48) return `${Math.floor(hours)}${noBreak}${words.hour}`
  return `${Math.floor(hours / 24)}${noBreak}${words.day}`
}
