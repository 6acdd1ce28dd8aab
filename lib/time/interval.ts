import { TZDate, tzOffset } from '@date-fns/tz'
import { addDays, addMonths, startOfDay, startOfISOWeek, startOfMonth } from 'date-fns'

/** A half-open piece of time `[from, until)` as UTC instants of the fixed form `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export interface Span {
  from: string
  until: string
}

/** A time and how exactly it was said: `2026-01`, `2026-01-08` or an instant. */
export interface Said {
  time: string
  precision: 'minute' | 'hour' | 'day' | 'month'
}

const minute = 60_000
const hour = 60 * minute
const plainMonth = /^\d{4}-\d{2}$/
const plainDate = /^\d{4}-\d{2}-\d{2}$/

/** Normalises an ISO text to the one form in which comparing texts compares times. RangeError when it is no instant. */
export function instant(text: string): string {
  return new Date(text).toISOString()
}

/** The instant `hours` later (earlier when negative). */
export function addHours(from: string, hours: number): string {
  return new Date(Date.parse(from) + hours * hour).toISOString()
}

/** Hours from one instant to another; negative when `until` is the earlier. */
export function hoursBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / hour
}

/** The local calendar time that holds an instant or begins a plain day or month. */
function local(time: string, zone: string): TZDate {
  const [year = 0, month = 1, day = 1] = time.split('-').map(Number)
  if (plainDate.test(time) || plainMonth.test(time)) return new TZDate(year, month - 1, day, zone)
  return new TZDate(Date.parse(time), zone)
}

const utc = (date: Date): string => new Date(date.getTime()).toISOString()

/** Floors on the zone's own clock, so that an hour is an hour where the offset is not whole; a repeated hour stays itself. */
function floorLocal(time: string, size: number, zone: string): number {
  const at = Date.parse(time)
  const offset = tzOffset(zone, new Date(at)) * minute
  return Math.floor((at + offset) / size) * size - offset
}

function calendarSpan(time: string, precision: 'day' | 'month', zone: string): Span {
  const at = local(time, zone)
  if (precision === 'day') {
    const from = startOfDay(at)
    return { from: utc(from), until: utc(startOfDay(addDays(from, 1))) }
  }
  const from = startOfMonth(at)
  return { from: utc(from), until: utc(startOfMonth(addMonths(from, 1))) }
}

// A time is asked for thousands of times and working with zones is slow; the oldest entries make room.
const known = new Map<string, Span>()
const knownLimit = 20_000

function clockSpan(time: string, size: number, zone: string): Span {
  const from = floorLocal(time, size, zone)
  return { from: new Date(from).toISOString(), until: new Date(from + size).toISOString() }
}

/**
 * The instants a said time covers. A day or a month is the zone's own (days are 23 to 25 hours long); an instant given for a day
 * means the day that holds it. RangeError when `time` or `zone` cannot be read.
 */
export function spanOf({ time, precision }: Said, zone: string): Span {
  const key = `${zone} ${precision} ${time}`
  const found = known.get(key)
  if (found !== undefined) return found
  const isOfCalendar = precision === 'day' || precision === 'month'
  const span = isOfCalendar ? calendarSpan(time, precision, zone) : clockSpan(time, precision === 'hour' ? hour : minute, zone)
  if (known.size >= knownLimit) known.clear()
  known.set(key, span)
  return span
}

/** The same time in its one canonical form: `YYYY-MM`, `YYYY-MM-DD` (both in the zone), or the floored instant. */
export function canonicalTime<T extends Said>(said: T, zone: string): Pick<T, 'precision'> & { time: string } {
  const { time, precision } = said
  if (precision === 'hour' || precision === 'minute') return { time: spanOf(said, zone).from, precision }
  const at = local(time, zone)
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0'))
  return { time: day.slice(0, precision === 'day' ? 3 : 2).join('-'), precision }
}

/** When a time that may be a day or a month is surely past: the end of it in the zone, or the instant itself. */
export function endOfSaid(time: string, zone: string): string {
  if (plainMonth.test(time)) return spanOf({ time, precision: 'month' }, zone).until
  if (plainDate.test(time)) return spanOf({ time, precision: 'day' }, zone).until
  return instant(time)
}

type Step = 'hour' | 'day' | 'week'

/** The beginning of the hour, day or week (from Monday) of the zone that holds an instant. */
export function startOfBucket(at: string, step: Step, zone: string): string {
  if (step === 'hour') return new Date(floorLocal(at, hour, zone)).toISOString()
  const day = local(instant(at), zone)
  return utc(step === 'day' ? startOfDay(day) : startOfISOWeek(day))
}

/** The beginning of the bucket after the one that holds an instant: a day across a clock change is 23 or 25 hours away. */
export function nextBucket(at: string, step: Step, zone: string): string {
  const start = startOfBucket(at, step, zone)
  if (step === 'hour') return addHours(start, 1)
  return utc(startOfDay(addDays(local(start, zone), step === 'day' ? 1 : 7)))
}
