import type { QueryTime } from '@/lib/schema/query'
import type { Instant } from '@/lib/schema/time'
import { addHours, canonicalTime } from '@/lib/time/interval'

const defaultDays = 30

/** A stretch of time as an address names it: plain days of the zone where its ends are ends of days. */
export interface Period {
  from: QueryTime
  to: QueryTime
}

const dayOf = (at: Instant, zone: string) => canonicalTime({ time: at, precision: 'day' }, zone).time

/**
 * The period that time moves through: what the address asks for, else the thirty days of the zone that end with the moment shown.
 * `asOf` is that moment, `isDay` whether it is the end of a day.
 */
export function periodOf(
  query: { from?: QueryTime | undefined; to?: QueryTime | undefined },
  { asOf, isDay }: { asOf: Instant; isDay: boolean },
  zone: string,
): Period {
  const lastDay = query.to === undefined || query.to.length > 10 ? dayOf(query.to ?? asOf, zone) : query.to
  // Noon: no change of the clocks moves it into another day.
  const first = addHours(`${lastDay}T12:00:00.000Z`, -24 * (defaultDays - 1)).slice(0, 10)
  return { from: query.from ?? first, to: query.to ?? (isDay ? lastDay : asOf.replace('.000Z', 'Z')) }
}

/** The same end for a series, whose end is open: a moment is meant with what was said of it. */
export const through = (to: QueryTime): QueryTime => (to.length > 10 ? new Date(Date.parse(to) + 1).toISOString() : to)
