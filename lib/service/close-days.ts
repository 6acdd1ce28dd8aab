import { holdsMinutes, stretchesOf } from '@/lib/impact/reading-statements'
import { staleDays } from '@/lib/impact/shelf-life'
import type { Territory } from '@/lib/regions/territory'
import type { KnownFeed } from '@/lib/store/feed-rows'
import type { ReadingDay } from '@/lib/store/reading-days'
import type { WriteTransaction } from '@/lib/store/store'
import { nextBucket, startOfBucket } from '@/lib/time/interval'
import { instantOfMinute, minuteOf } from '@/lib/time/minute'
import { type Day, OpenDays } from './open-days'

const memory = staleDays * 24 * 60

/** The beginning of the day of the territory that a minute lies in, and of the next one; in minutes. */
export const dayOf = (at: number, zone: string): number => minuteOf(startOfBucket(instantOfMinute(at), 'day', zone))
export const dayAfter = (at: number, zone: string): number => minuteOf(nextBucket(instantOfMinute(at), 'day', zone))

/** What a write touched: from and to which minute something may be told otherwise than before. */
export interface Touched {
  from: number
  to: number
}

/** What a feed says from one minute to another and what was told before and weighs in it, read back. */
async function readBack(tx: WriteTransaction, territory: Territory, known: KnownFeed, from: number, to: number): Promise<OpenDays> {
  const holds = holdsMinutes(known.feed)
  const { runs, tracks } = await tx.readingDays.readings(known, { from, to, memory: memory + holds })
  const open = new OpenDays(territory, known.feed)
  for (const track of tracks) {
    const told = open.of(track.region, track.track)
    for (const stretch of stretchesOf(track, runs, holds)) told.add(stretch)
  }
  return open
}

/** The first day that is not rolled up; null before the first snapshot. */
async function firstOpenDay(tx: WriteTransaction, { zone }: Territory, feed: number): Promise<number | null> {
  const lastClosed = await tx.readingDays.lastClosed(feed)
  if (lastClosed !== null) return dayAfter(lastClosed, zone)
  const bounds = await tx.readingDays.bounds(feed)
  return bounds && dayOf(bounds.first, zone)
}

/** What a feed said by its last snapshot, ready to be followed on from there. */
export async function openDays(tx: WriteTransaction, territory: Territory, known: KnownFeed, last: number): Promise<OpenDays> {
  const from = (await firstOpenDay(tx, territory, known.id)) ?? last
  return readBack(tx, territory, known, from, last)
}

/** How many days of how many areas are looked at together, so that neither the looks nor what is held of them grow large. */
const dayAreas = 4000

/**
 * Rolls up the days of the territory that a write ended, and again those that it touched: what is asked of many days then costs a row a day,
 * however often the feed was read. A day is rolled up once no further snapshot in order of time can change it. Where what was said since
 * the first open day was followed (`followed`), and nothing before it was touched, nothing is read back.
 */
export async function closeDays(
  tx: WriteTransaction,
  territory: Territory,
  known: KnownFeed,
  touched: Touched | null,
  followed: OpenDays | null,
): Promise<void> {
  const { id, feed } = known
  const { zone } = territory
  const holds = holdsMinutes(feed)
  const bounds = await tx.readingDays.bounds(id)
  if (bounds === null) return
  let from = (await firstOpenDay(tx, territory, id)) ?? dayOf(bounds.first, zone)
  if (touched !== null) {
    const first = dayOf(touched.from, zone)
    await tx.readingDays.reopen(id, first, dayOf(touched.to, zone))
    from = Math.min(from, Math.max(first, dayOf(bounds.first, zone)))
  }
  const closed = await tx.readingDays.closed(id, from)
  const most = Math.max(1, Math.floor(dayAreas / Math.max(1, await tx.readingDays.trackCount(id))))
  let days: Day[] = []
  const close = async () => {
    const [first, last] = [days[0], days.at(-1)]
    if (first === undefined || last === undefined) return
    const open = followed ?? (await readBack(tx, territory, known, first.day, last.next + holds))
    const publicAfter = await tx.readingDays.publicAfter(
      id,
      days.map(({ day, next }) => ({ from: day, to: next + holds })),
    )
    const rolled = days.map((day, at): ReadingDay => ({ ...open.roll(day), publicAfter: publicAfter[at] ?? instantOfMinute(day.day) }))
    await tx.readingDays.close(id, rolled)
    days = []
  }
  let day = from
  for (let next = dayAfter(day, zone); next + holds <= bounds.last; day = next, next = dayAfter(day, zone)) {
    if (closed.has(day)) await close()
    else days.push({ day, next })
    if (days.length >= most) await close()
  }
  await close()
  followed?.forget(day)
}
