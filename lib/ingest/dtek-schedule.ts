import { z } from 'zod'
import type { Instant } from '@/lib/schema/time'
import { canonicalTime } from '@/lib/time/interval'
import { instantOfClock } from '@/lib/time/wall-clock'
import { FeedFault, type OnSetAside } from './feed-fault'
import type { Minutes, Schedule } from './schedule'

/** What a word says of an hour: the halves that are without power, surely or possibly. */
const halves: Record<string, { without?: readonly [0 | 30, 30 | 60]; possibly?: readonly [0 | 30, 30 | 60] }> = {
  yes: {},
  no: { without: [0, 60] },
  first: { without: [0, 30] },
  second: { without: [30, 60] },
  maybe: { possibly: [0, 60] },
  mfirst: { possibly: [0, 30] },
  msecond: { possibly: [30, 60] },
}

const Hours = z.record(z.string(), z.unknown())
const Days = z.record(z.string().regex(/^\d{9,11}$/), z.record(z.string().max(20), Hours))
/** Where no day is announced, the days are an empty list instead of an empty object. */
const Payload = z.looseObject({
  fact: z.looseObject({ data: z.union([Days, z.tuple([]).transform(() => ({}) as z.infer<typeof Days>)]), update: z.unknown() }),
})

/** When the operator changed it, on its clock: `13.12.2025 18:07`. When the file was fetched says nothing and is not looked at. */
function changedAt(update: unknown, zone: string): Instant | null {
  const [, day, month, year, time] = /^(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d)$/.exec(String(update)) ?? []
  return day === undefined || time === undefined ? null : instantOfClock(`${year}-${month}-${day}`, time, zone)
}

function groupOf(name: string, hours: z.infer<typeof Hours>): Schedule['groups'][number] | null {
  const pieces: { without: Minutes[]; possibly: Minutes[] } = { without: [], possibly: [] }
  for (let hour = 1; hour <= 24; hour++) {
    const word = hours[String(hour)]
    const said = typeof word === 'string' && Object.hasOwn(halves, word) ? halves[word] : undefined
    if (said === undefined) return null
    const begins = (hour - 1) * 60
    for (const kind of ['without', 'possibly'] as const) {
      const half = said[kind]
      if (half !== undefined) pieces[kind].push([begins + half[0], begins + half[1]])
    }
  }
  return { name: name.replace(/^GPV/, ''), ...pieces }
}

/**
 * The days that a file in the layout of DTEK's schedules announces. A day goes by the second it begins at, some of them on another clock: the
 * day of the region that holds it is meant. Hour 1 is from 00:00 on the region's clock. A group with a word that is not known, or without one of
 * its hours, is set aside. Throws FeedFault for another file.
 */
export function dtekSchedules(text: string, { zone, onSetAside }: { zone: string; onSetAside: OnSetAside }): Schedule[] {
  const payload = Payload.safeParse(parsed(text))
  if (!payload.success) throw new FeedFault('dtek-schedule', 'expected fact.data: hours by group by day')
  const { data, update } = payload.data.fact
  const publishedAt = changedAt(update, zone)
  return Object.entries(data).map(([seconds, groups], index) => ({
    day: canonicalTime({ time: new Date(Number(seconds) * 1000).toISOString(), precision: 'day' }, zone).time,
    holds: true,
    groups: Object.entries(groups).flatMap(([name, hours]) => {
      const group = groupOf(name, hours)
      if (group !== null) return [group]
      onSetAside({ line: index + 1, field: 'fact', reason: 'a group has an hour that is not known', text: name })
      return []
    }),
    publishedAt,
  }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new FeedFault('dtek-schedule', 'expected JSON')
  }
}
