import { tz } from '@date-fns/tz'
import { format, isValid, parse } from 'date-fns'
import { isInReach, PreciseTime, Precision } from '@/lib/schema/time'
import { LocalTime, preciseTime, precisionOf, saidTime } from './local-time'
import { RowFault } from './row-fault'

const pad = (number: number, length = 2) => String(number).padStart(length, '0')

/** What two digits of a year are near to. */
const thisCentury = new Date(Date.UTC(2000, 0, 1))

/** Whether a text is a pattern of times with their year and month: without them a time would be of a year that nobody said. */
export function isTimePattern(pattern: string): boolean {
  try {
    format(thisCentury, pattern)
  } catch {
    // "DD.MM.YYYY": days and years of another calendar, or a letter that means nothing.
    return false
  }
  const tokens = pattern.replace(/'[^']*'/g, '')
  return /[yu]/.test(tokens) && /[ML]/.test(tokens)
}

/** A time written by a pattern as a local time: as exact as the pattern is. Null where the text is not written so. */
function byPattern(text: string, pattern: string): LocalTime | null {
  const at = parse(text, pattern, thisCentury, { in: tz('UTC') })
  if (!isValid(at)) return null
  const month = `${pad(at.getFullYear(), 4)}-${pad(at.getMonth() + 1)}`
  if (!/[dD]/.test(pattern)) return month
  const day = `${month}-${pad(at.getDate())}`
  return /[HhKk]/.test(pattern) ? `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}` : day
}

const offset = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/
const local = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?$/

/** An instant in UTC, a day, a month, or a time on the clock of the place. */
type Read = { instant: string } | { local: LocalTime }

function readTime(text: string, pattern: string | undefined, field: string): Read {
  const not = () => new RowFault(field, pattern === undefined ? 'is not a time' : 'is not written as the mapping says')
  if (pattern !== undefined) {
    const found = LocalTime.safeParse(byPattern(text, pattern))
    if (!found.success) throw not()
    return { local: found.data }
  }
  if (offset.test(text)) {
    const at = new Date(text.replace(' ', 'T'))
    if (!isValid(at) || !isInReach(at.toISOString())) throw not()
    return { instant: at.toISOString() }
  }
  const [, day, clock] = local.exec(text) ?? []
  const found = LocalTime.safeParse(day === undefined ? text : `${day}T${clock}`)
  if (!found.success) throw not()
  return { local: found.data }
}

/** As the words say it, without a precision: for when something was published. Throws RowFault. */
export function saidTimeIn(text: string, zone: string, field: string, pattern?: string): string {
  const read = readTime(text, pattern, field)
  return 'instant' in read ? read.instant : saidTime(read.local, zone)
}

/** A time with its precision; where none is given, its form alone tells it, and a full hour is read as an hour. Throws RowFault. */
export function preciseTimeIn(text: string, precision: string | null, zone: string, field: string, pattern?: string): PreciseTime {
  const read = readTime(text, pattern, field)
  const given = precision === null ? null : Precision.safeParse(precision)
  if (given?.success === false) throw new RowFault(`${field}Precision`, 'is not minute, hour, day or month')
  if ('instant' in read) {
    const exactly = given?.data ?? (read.instant.slice(14, 16) === '00' ? 'hour' : 'minute')
    return PreciseTime.parse({ time: read.instant, precision: exactly })
  }
  const time = preciseTime(read.local, given?.data ?? precisionOf(read.local), zone)
  if (time === null) throw new RowFault(field, 'is less exact than its precision')
  return time
}
