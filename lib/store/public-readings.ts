import type { Kysely } from 'kysely'
import type { FeedStanding } from '@/lib/schema/reading'
import type { Instant } from '@/lib/schema/time'
import { feedOf } from './feed-rows'
import type { Tables } from './tables'

type Db = Kysely<Tables>

const length = 60_000
const instantOf = (minute: number): Instant => new Date(minute * length).toISOString()

const runsOf = (db: Db, now: Instant, feed: number) =>
  db.selectFrom('feed_runs').where('feed_runs.feed', '=', feed).where('public_after', '<=', now)

/** How many snapshots the public may read, one that was told anew counted each time: it moves whenever a reading does, and with nothing else. */
export async function snapshotsTold(db: Db, now: Instant): Promise<number> {
  const row = await db
    .selectFrom('feed_runs')
    .where('public_after', '<=', now)
    .select((eb) => eb.fn.countAll<number | string>().as('told'))
    .executeTakeFirst()
  return Number(row?.told ?? 0)
}

/** The feeds of which the public may read something, by name, each with its first and its last snapshot. */
export async function feedStandings(db: Db, now: Instant): Promise<FeedStanding[]> {
  const feeds = await db.selectFrom('feeds').selectAll().orderBy('name').execute()
  const standings: FeedStanding[] = []
  for (const row of feeds) {
    const first = await runsOf(db, now, row.id).select('time').orderBy('time').limit(1).executeTakeFirst()
    const last = await runsOf(db, now, row.id)
      .innerJoin('feed_areas', 'feed_areas.id', 'feed_runs.areas')
      .select(['feed_runs.time', 'feed_runs.answered', 'feed_areas.regions'])
      .orderBy('feed_runs.time', 'desc')
      .orderBy('feed_runs.batch', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (first === undefined || last === undefined) continue
    const { time, answered, regions } = last
    const asked = regions === '' ? 0 : regions.split(' ').length
    standings.push({ ...feedOf(row).feed, firstTime: instantOf(first.time), lastTime: instantOf(time), asked, answered })
  }
  return standings
}
