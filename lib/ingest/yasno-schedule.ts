import { z } from 'zod'
import type { Instant, PlainDate } from '@/lib/schema/time'
import { canonicalTime } from '@/lib/time/interval'
import { FeedFault, type OnSetAside } from './feed-fault'
import type { Minutes, Schedule } from './schedule'

const minute = z.int().min(0).max(1440)
const Slot = z
  .looseObject({ start: minute, end: minute, type: z.enum(['Definite', 'Possible', 'NotPlanned']) })
  .refine(({ start, end }) => start < end)
const Day = z.looseObject({
  slots: z.array(Slot),
  date: z.iso.datetime({ offset: true }),
  status: z.enum(['ScheduleApplies', 'WaitingForSchedule', 'EmergencyShutdowns', 'NoOutages']),
})
const Group = z.looseObject({ today: z.unknown(), tomorrow: z.unknown(), updatedOn: z.iso.datetime({ offset: true }).optional() })
const Payload = z.record(z.string().max(20), Group)

type Told = z.infer<typeof Day> & { group: string; day: PlainDate; updated: Instant | null }

const piecesOf = ({ slots }: Told, type: 'Definite' | 'Possible'): Minutes[] =>
  slots.filter((slot) => slot.type === type).map(({ start, end }) => [start, end])

/** One day of all groups. What the operator waits for itself is no announcement; emergency shutdowns put aside the schedule of all. */
function scheduleOf(day: PlainDate, told: readonly Told[]): Schedule[] {
  const announced = told.filter(({ status }) => status !== 'WaitingForSchedule')
  if (announced.length === 0) return []
  const updates = announced.map(({ updated }) => updated).filter((updated) => updated !== null)
  return [
    {
      day,
      holds: announced.every(({ status }) => status !== 'EmergencyShutdowns'),
      groups: announced.map((one) => ({ name: one.group, without: piecesOf(one, 'Definite'), possibly: piecesOf(one, 'Possible') })),
      publishedAt: updates.sort().at(-1) ?? null,
    },
  ]
}

/**
 * The days that an answer of Yasno's API announces: today and tomorrow of each group, in minutes since midnight on the region's clock. A day in
 * no known layout is set aside with its group. Throws FeedFault for another answer.
 */
export function yasnoSchedules(text: string, { zone, onSetAside }: { zone: string; onSetAside: OnSetAside }): Schedule[] {
  const payload = Payload.safeParse(parsed(text))
  if (!payload.success || Object.keys(payload.data).length === 0)
    throw new FeedFault('yasno-schedule', 'expected today and tomorrow by group')
  const told = Object.entries(payload.data).flatMap(([group, { today, tomorrow, updatedOn }], index) =>
    [today, tomorrow].flatMap((given): Told[] => {
      const day = Day.safeParse(given)
      if (!day.success) {
        onSetAside({ line: index + 1, field: 'slots', reason: 'a day is not in a layout that is known', text: group })
        return []
      }
      const at = canonicalTime({ time: new Date(day.data.date).toISOString(), precision: 'day' }, zone).time
      return [{ ...day.data, group, day: at, updated: updatedOn === undefined ? null : new Date(updatedOn).toISOString() }]
    }),
  )
  const days = [...new Set(told.map(({ day }) => day))].sort()
  return days.flatMap((day) =>
    scheduleOf(
      day,
      told.filter((one) => one.day === day),
    ),
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new FeedFault('yasno-schedule', 'expected JSON')
  }
}
