import type { Series, Step } from '@/lib/schema/impact'
import { canonicalTime, spanOf } from '@/lib/time/interval'

/** A moment that time can rest at: the end of an hour, a day or a week, in milliseconds since 1970, and the name an address has for it. */
export interface Moment {
  end: number
  asOf: string
}

const minute = 60_000
const hour = 60 * minute
const short = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z')

/** The last moment of a bucket by name: the day that it ends, or the instant before its open end. */
function nameOf(end: number, zone: string): string {
  const inside = new Date(end - 1).toISOString()
  const { until } = spanOf({ time: inside, precision: 'day' }, zone)
  // A plain day in a query ends a millisecond before the day does.
  return Date.parse(until) - end <= 1 ? canonicalTime({ time: inside, precision: 'day' }, zone).time : short(end - 1)
}

/** The moment a page shows: the end of a day, or an instant with what was said of it. */
export function momentShown(asOf: string, isDay: boolean, zone: string): Moment {
  const end = Date.parse(asOf) + 1
  return { end, asOf: isDay ? nameOf(end, zone) : short(end - 1) }
}

/** The moments at the ends of the days of a series. A period may end with the first instant of a day, which is then told by it alone. */
export const dayMoments = (buckets: readonly Pick<Series['buckets'][number], 'end'>[], zone: string): Moment[] => {
  const ends = buckets.map(({ end }) => Date.parse(end))
  return ends.filter((end, at) => (ends[at + 1] ?? Number.POSITIVE_INFINITY) - end > 1).map((end) => ({ end, asOf: nameOf(end, zone) }))
}

const isSunday = ({ asOf }: Moment) => new Date(`${asOf.slice(0, 10)}T00:00:00Z`).getUTCDay() === 0

/** The hours of a day that begins at `start`. An hour is named by its last minute: what is said of the next one has no part in it. */
function hoursOf(start: number, day: Moment): Moment[] {
  const hours: Moment[] = []
  for (let end = Math.floor(start / hour) * hour + hour; end < day.end - 1; end += hour) hours.push({ end, asOf: short(end - minute) })
  return [...hours, day]
}

/** The moments of a step in a period that begins at `start` and has these days: each hour, each day, each Sunday and the last day. */
export function momentsOf(days: readonly Moment[], start: number, step: Step): Moment[] {
  if (step === 'day') return [...days]
  if (step === 'week') return days.filter((day, at) => isSunday(day) || at === days.length - 1)
  return days.flatMap((day, at) => hoursOf(days[at - 1]?.end ?? start, day))
}

/** The index of the moment nearest to a time; the later of two as near. -1 where there are none. */
export function nearest(moments: readonly Moment[], time: number): number {
  const after = moments.findIndex(({ end }) => end >= time)
  if (after === -1) return moments.length - 1
  const [before, next] = [moments[after - 1], moments[after]]
  return before && next && time - before.end < next.end - time ? after - 1 : after
}

/** The moments at a distance of some steps from a time, kept inside the period: from between two, one step reaches the next one. */
export function stepFrom(moments: readonly Moment[], time: number, steps: number): number {
  const at = moments.findIndex(({ end }) => end >= time - 1)
  const place = at === -1 ? moments.length : at
  const isOn = Math.abs((moments[place]?.end ?? Number.NaN) - time) <= 1
  const reached = place + steps - (isOn || steps < 0 ? 0 : 1)
  return Math.min(moments.length - 1, Math.max(0, reached))
}
