import type { Locale } from '@/lib/i18n/locale'
import { formatClock, formatPrecise } from '@/lib/time/format'
import { nextBucket } from '@/lib/time/interval'

export interface TimeTick {
  at: number
  label: string
  /** Left out where the drawing is narrow. */
  minor: boolean
}

const most = 7
const hoursApart = 6
const iso = (time: number) => new Date(time).toISOString()

/** The boundaries of the zone's hours or days inside a period. */
function boundaries(from: number, to: number, step: 'hour' | 'day', zone: string): number[] {
  const times: number[] = []
  for (let at = Date.parse(nextBucket(iso(from - 1), step, zone)); at < to; at = Date.parse(nextBucket(iso(at), step, zone))) times.push(at)
  return times
}

/** Places to read time off: days, every second or third where there are many; hours of the clock where there is hardly a day. */
export function timeTicks({ from, to }: { from: number; to: number }, { locale, zone }: { locale: Locale; zone: string }): TimeTick[] {
  const days = boundaries(from, to, 'day', zone)
  const say = { locale, zone, form: 'short' } as const
  const dayOf = (at: number) => formatPrecise({ time: iso(at), precision: 'day' }, say)
  if (days.length < 3) {
    const isDay = (at: number) => days.includes(at)
    const hours = boundaries(from, to, 'hour', zone).filter((at) => Number(formatClock(iso(at), say).slice(0, 2)) % hoursApart === 0)
    return hours.map((at) => ({ at, label: isDay(at) ? dayOf(at) : formatClock(iso(at), say), minor: !isDay(at) }))
  }
  const every = Math.ceil(days.length / most)
  return days.filter((_, index) => index % every === 0).map((at, index) => ({ at, label: dayOf(at), minor: index % 2 === 1 }))
}
