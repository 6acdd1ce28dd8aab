import type { Incident } from '@/lib/schema/incident'
import { canonicalTime, spanOf } from '@/lib/time/interval'

/** The incidents that began on one day; `at` is the middle of the day, or the hour where there is one incident and its hour is known. */
export interface StripEvent {
  day: string
  at: number
  incidents: { title: string; href: string }[]
}

type Begun = Pick<Incident, 'id' | 'title' | 'start'>

const middleOf = ({ time, precision }: Incident['start'], zone: string): number => {
  const { from, until } = spanOf({ time, precision }, zone)
  return (Date.parse(from) + Date.parse(until)) / 2
}

/** Incidents by the day they began, in order of time. One dated to a month has no day, and no tick. */
export function eventsOf(incidents: readonly Begun[], zone: string, locale: string): StripEvent[] {
  const days = new Map<string, Begun[]>()
  for (const incident of incidents) {
    if (incident.start.precision === 'month') continue
    const day = canonicalTime({ time: incident.start.time, precision: 'day' }, zone).time
    days.set(day, [...(days.get(day) ?? []), incident])
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, begun]) => {
      const [first, ...others] = begun
      const start = first && others.length === 0 ? first.start : { time: day, precision: 'day' as const }
      const linked = begun.map(({ id, title }) => ({ title, href: `/${locale}/incidents/${id}` }))
      return { day, at: middleOf(start, zone), incidents: linked }
    })
}
