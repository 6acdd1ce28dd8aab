import { TZDate } from '@date-fns/tz'
import { z } from 'zod'
import { isInReach, outOfReach, PlainDate, PlainMonth, type PreciseTime, type Precision, type SaidTime } from '@/lib/schema/time'

const clock = /^T([01]\d|2[0-3]):[0-5]\d$/

/** A time on the clock of the place, as exactly as it was said: `2026-01`, `2026-01-07` or `2026-01-07T22:00`, without an offset. */
export const LocalTime = z
  .union([
    PlainMonth,
    PlainDate,
    z
      .string()
      .refine((text) => PlainDate.safeParse(text.slice(0, 10)).success && clock.test(text.slice(10)), 'a month, a day or a local time'),
  ])
  .refine(isInReach, outOfReach)
export type LocalTime = z.infer<typeof LocalTime>

/** The same moment between our layers: an instant in UTC where a clock time was said, else the day or month as it stands. */
export function saidTime(time: LocalTime, zone: string): SaidTime {
  const [year = 0, month = 1, day = 1, hour, minute = 0] = time.split(/[-T:]/).map(Number)
  if (hour === undefined) return time
  return new Date(new TZDate(year, month - 1, day, hour, minute, zone).getTime()).toISOString()
}

/** How exactly a local time is said by its form alone: a full hour is read as an hour. */
export function precisionOf(time: LocalTime): Precision {
  if (time.length <= 7) return 'month'
  if (time.length <= 10) return 'day'
  return time.endsWith(':00') ? 'hour' : 'minute'
}

/** A local time with its precision; null where the time is less exact than the precision claims. */
export function preciseTime(time: LocalTime, precision: Precision, zone: string): PreciseTime | null {
  if (precision === 'month') return { time: time.slice(0, 7), precision }
  if (precision === 'day') return time.length < 10 ? null : { time: time.slice(0, 10), precision }
  return time.length <= 10 ? null : { time: saidTime(time, zone), precision }
}
