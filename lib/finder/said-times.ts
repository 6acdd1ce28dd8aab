import type { PreciseTime } from '@/lib/schema/time'
import { instantOfClock } from '@/lib/time/wall-clock'
import { type Span, spansOf } from './plain-text'

const monthNames: readonly string[] = [
  'jan(?:uary|\\.)?|січня',
  'feb(?:ruary|\\.)?|лютого',
  'mar(?:ch|\\.)?|березня',
  'apr(?:il|\\.)?|квітня',
  'may|травня',
  'june?\\.?|червня',
  'july?\\.?|липня',
  'aug(?:ust|\\.)?|серпня',
  'sep(?:t|tember)?\\.?|вересня',
  'oct(?:ober|\\.)?|жовтня',
  'nov(?:ember|\\.)?|листопада',
  'dec(?:ember|\\.)?|грудня',
]
const month = `(?:${monthNames.join('|')})`
const dayFirst = `(?<day1>[0-3]?\\d)(?:st|nd|rd|th)?(?: of)? (?<month1>${month})`
const monthFirst = `(?<month2>${month}) (?<day2>[0-3]?\\d)(?:st|nd|rd|th)?(?!\\d| ?\\d{3})`
const year = '(?:,? (?:року )?(?<year>20\\d\\d))?'
const date = new RegExp(`(?<![\\p{L}\\d])(?:${dayFirst}|${monthFirst})(?![\\p{L}\\d])${year}`, 'gu')
const clock = /(?<![\p{L}\d.:–])(?<hour>[01]?\d|2[0-3])(?::(?<minute>[0-5]\d))?(?: ?(?<half>[ap])\.?m(?:\.|(?!\p{L})))?(?![\d\p{L}]|:\d)/gu
const asOf = /(?:as of|as at|станом на)(?: (?:the )?(?:morning|evening|afternoon|noon|ранок|вечір|полудень|день)(?: of| on)?,?)?(?= )/gu
const weekdays: readonly RegExp[] = [
  'sunday|неділю',
  'monday|понеділок',
  'tuesday|вівторок',
  'wednesday|середу',
  'thursday|четвер',
  "friday|п'ятницю",
  'saturday|суботу',
].map((names) => new RegExp(`(?<!\\p{L})(?:${names})(?! (?:to|until|evening to|night))(?!\\p{L})`, 'u'))

/**
 * When the figures of a sentence held, where the sentence says so beyond doubt: "as of 8 a.m. on Jan 8", «станом на 8:00», a day of
 * the week. `today` is the day on which the text was written (`YYYY-MM-DD`, on the zone's calendar), null where nobody knows: then a
 * day without a year, and an hour without a day, are not certain. Null wherever two days are named.
 */
export function saidTime(plain: string, within: Span, zone: string, today: string | null): PreciseTime | null {
  const days = daysIn(plain, within, today)
  if (days.length > 1) return null
  const hour = hourAsOf(plain, within)
  const day = days[0] ?? (hour === null ? weekdayIn(plain.slice(within.start, within.end), today) : today)
  if (day === null || day === undefined) return null
  if (hour === null) return { time: day, precision: 'day' }
  const instant = instantOfClock(day, hour, zone)
  return instant === null ? null : { time: instant, precision: hour.endsWith(':00') ? 'hour' : 'minute' }
}

/** Days that say when something held: after "as of", or at the head of the sentence. "Since 9 January" and "the strike of" do not. */
function daysIn(plain: string, within: Span, today: string | null): string[] {
  const sentence = plain.slice(within.start, within.end)
  const saying = [...sentence.matchAll(date)].filter(({ index }) => saysWhen(sentence.slice(0, index)))
  const days = saying.map(({ groups = {} }) => {
    const name = groups.month1 ?? groups.month2 ?? ''
    const number = monthNames.findIndex((names) => new RegExp(`^(?:${names})$`, 'u').test(name)) + 1
    return dayOf(number, Number(groups.day1 ?? groups.day2), groups.year ?? null, today)
  })
  return days.flatMap((day) => day ?? [])
}

const saysWhen = (lead: string) =>
  /(?:as of|as at|станом на)(?: [\p{L}\d:.,]+){0,6},? ?$/u.test(lead) ||
  /^(?:on |in the morning of |вранці |увечері |на ранок |\p{L}+day,? )*$/u.test(lead)

/** The last such day that is not after the text was written, or the one of the year it names. */
function dayOf(month: number, day: number, year: string | null, today: string | null): string | null {
  const inYear = (text: string) => `${text}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const isDay = (text: string) => new Date(`${text}T00:00:00.000Z`).toISOString().startsWith(text)
  const valid = (text: string) => (!Number.isNaN(Date.parse(`${text}T00:00:00.000Z`)) && isDay(text) ? text : null)
  if (year !== null) return valid(inYear(year))
  if (today === null) return null
  const thisYear = inYear(today.slice(0, 4))
  return valid(thisYear <= today ? thisYear : inYear(String(Number(today.slice(0, 4)) - 1)))
}

/** `HH:MM` of "as of 8 a.m."; null where no hour stands there, or one without "a.m." that may be of either half of the day. */
function hourAsOf(plain: string, within: Span): string | null {
  const [lead, second] = spansOf(asOf, plain, within)
  if (lead === undefined || second !== undefined) return null
  const near = plain.slice(lead.end, Math.min(within.end, lead.end + 40))
  for (const { groups = {} } of near.matchAll(clock)) {
    const { hour = '', minute, half } = groups
    if (minute === undefined && half === undefined) continue
    const number = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'p' ? 12 : 0)
    return `${String(number).padStart(2, '0')}:${minute ?? '00'}`
  }
  return null
}

/** The last such day of the week up to the day of writing; null where none or several are named. */
function weekdayIn(sentence: string, today: string | null): string | null {
  const lead = /^(?:on |у |в )?\p{L}'?\p{L}+|(?:as of|станом на) .{0,25}/u.exec(sentence)?.[0] ?? ''
  const named = weekdays.flatMap((pattern, day) => (pattern.test(lead) ? [day] : []))
  const [weekday] = named
  if (today === null || weekday === undefined || named.length > 1 || /last |next |минул|наступн|since |з понеділ/u.test(sentence))
    return null
  const written = new Date(`${today}T00:00:00.000Z`)
  const back = (written.getUTCDay() - weekday + 7) % 7
  return new Date(written.getTime() - back * 86_400_000).toISOString().slice(0, 10)
}
