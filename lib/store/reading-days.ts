import { type Kysely, sql } from 'kysely'
import type { Instant } from '@/lib/schema/time'
import type { KnownFeed } from './feed-rows'
import { fixedInstant } from './fixed-instant'
import { pieces } from './pieces'
import { among, type FeedReadings, never, plainly } from './readings-in-time'
import type { Cells, InsertRows, ReadingDaysTable, ReadingSumsTable, Tables } from './tables'

type Db = Kysely<Tables>

/** A day of readings, rolled up. */
export interface ReadingDay {
  day: number
  /** When the last snapshot that it rests on may be public. */
  publicAfter: Instant
  /** Rows of areas: track, day, peak, covered, standing, value, best, low, high, minutes between. */
  areas: Cells
  sums: Omit<ReadingSumsTable, 'feed' | 'day'>[]
}

/** Of the days of a feed, inside a write. A day is named by the minute that it begins in. */
export interface ReadingDaysWriting {
  /** The times of the first and the last snapshot; null before the first. */
  bounds(feed: number): Promise<{ first: number; last: number } | null>
  /** The days that are rolled up, from one on. */
  closed(feed: number, from: number): Promise<Set<number>>
  lastClosed(feed: number): Promise<number | null>
  trackCount(feed: number): Promise<number>
  /** Lets go of the days between two times, both included: something in them is told otherwise now. */
  reopen(feed: number, from: number, to: number): Promise<void>
  /** When the last of the snapshots between two times, both included, may be public, for each of some spans; null where there is none. */
  publicAfter(feed: number, spans: readonly { from: number; to: number }[]): Promise<(Instant | null)[]>
  /** Everything that a feed says between two times, whatever is held. */
  readings(feed: KnownFeed, period: { from: number; to: number; memory: number }): Promise<FeedReadings>
  close(feed: number, days: readonly ReadingDay[]): Promise<void>
  /** When a track answers next after a time; null where it does not. */
  nextAnswer(track: number, after: number): Promise<number | null>
}

export function readingDaysWriting(db: Db, insertRows: InsertRows): ReadingDaysWriting {
  const daysOf = (feed: number) => db.selectFrom('feed_days').where('feed', '=', feed)
  return {
    async bounds(feed) {
      const ends = db.selectFrom('feed_runs').select('time').where('feed', '=', feed).limit(1)
      const first = await ends.orderBy('time').executeTakeFirst()
      const last = await ends.orderBy('time', 'desc').executeTakeFirst()
      return first && last ? { first: first.time, last: last.time } : null
    },
    async closed(feed, from) {
      const rows = await daysOf(feed).select('day').where('day', '>=', from).execute()
      return new Set(rows.map(({ day }) => day))
    },
    async lastClosed(feed) {
      const row = await daysOf(feed).select('day').orderBy('day', 'desc').limit(1).executeTakeFirst()
      return row?.day ?? null
    },
    async trackCount(feed) {
      const row = await db
        .selectFrom('reading_tracks')
        .select((eb) => eb.fn.countAll<number | string>().as('tracks'))
        .where('feed', '=', feed)
        .executeTakeFirst()
      return Number(row?.tracks ?? 0)
    },
    async reopen(feed, from, to) {
      const tracks = db.selectFrom('reading_tracks').select('id').where('feed', '=', feed)
      await db.deleteFrom('feed_days').where('feed', '=', feed).where('day', '>=', from).where('day', '<=', to).execute()
      await db.deleteFrom('reading_sums').where('feed', '=', feed).where('day', '>=', from).where('day', '<=', to).execute()
      await db.deleteFrom('reading_days').where('track', 'in', tracks).where('day', '>=', from).where('day', '<=', to).execute()
    },
    async publicAfter(feed, spans) {
      if (spans.length === 0) return []
      const listed = sql.join(spans.map(({ from, to }, at) => sql`(${sql.lit(at)}, ${sql.lit(from)}, ${sql.lit(to)})`))
      const { rows } = await sql<{ last: Instant | null }>`
        with spans (place, first, last) as (values ${listed})
        select (select max(public_after) from feed_runs where feed = ${feed} and time between s.first and s.last) as last
        from spans s order by s.place`.execute(db)
      return rows.map(({ last }) => last)
    },
    readings: (feed, period) => plainly(db, { now: never }, feed, { ...period, feeds: [], regions: null }),
    async close(feed, days) {
      await insertRows(
        'reading_days',
        days.map(({ areas }) => areas),
      )
      const closed = days.map(({ day, publicAfter }) => ({ feed, day, public_after: publicAfter }))
      const sums = days.flatMap(({ day, sums: ofDay }) => ofDay.map((sum) => ({ feed, day, ...sum })))
      for (const some of pieces(closed)) await db.insertInto('feed_days').values(some).execute()
      for (const some of pieces(sums)) await db.insertInto('reading_sums').values(some).execute()
    },
    async nextAnswer(track, after) {
      const row = await db
        .selectFrom('reading_steps')
        .select('time')
        .where('track', '=', track)
        .where('time', '>', after)
        .where('value', 'is not', null)
        .orderBy('time')
        .limit(1)
        .executeTakeFirst()
      return row?.time ?? null
    },
  }
}

/** The days of a feed that are rolled up and public as a whole, with what its areas and regions came to in them. */
export interface RolledDays {
  closed: ReadonlySet<number>
  areas: (Omit<ReadingDaysTable, 'track'> & { region: string })[]
  sums: Omit<ReadingSumsTable, 'feed'>[]
  /** Every area that the feed ever told of. */
  told: string[]
}

/** Which days are asked for, by the minutes they begin in, both included; of which areas, and of which regions the sums. Null areas: all. */
export interface DaysAsked {
  feed: string
  from: number
  to: number
  areas: readonly string[] | null
  sums: readonly string[]
}

/** A row a day of each area and each sum asked for, however many readings stand behind it. */
export async function rolledDays(db: Db, at: Instant, { feed: name, from, to, areas, sums }: DaysAsked): Promise<RolledDays> {
  const feed = (await db.selectFrom('feeds').select('id').where('name', '=', name).executeTakeFirst())?.id ?? -1
  const days = await db
    .selectFrom('feed_days')
    .select('day')
    .where('feed', '=', feed)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('public_after', '<=', fixedInstant(at))
    .execute()
  const tracks = await db.selectFrom('reading_tracks').select('region').where('feed', '=', feed).orderBy('region').execute()
  const ofAreas = await sql<RolledDays['areas'][number]>`
    select t.region, d.day, d.peak, d.covered, d.standing, d.value, d.best, d.low, d.high, d.between_minutes
    from reading_tracks t cross join reading_days d
    where t.feed = ${feed} and d.track = t.id and d.day >= ${from} and d.day <= ${to} and ${among(areas)}`.execute(db)
  const ofSums =
    sums.length === 0
      ? []
      : await db
          .selectFrom('reading_sums')
          .selectAll()
          .where('feed', '=', feed)
          .where('region', 'in', [...sums])
          .where('day', '>=', from)
          .where('day', '<=', to)
          .execute()
  return { closed: new Set(days.map(({ day }) => day)), areas: ofAreas.rows, sums: ofSums, told: tracks.map(({ region }) => region) }
}
