import { type Kysely, sql } from 'kysely'
import { feedOf, type KnownFeed } from './feed-rows'
import { pieces } from './pieces'
import { standing } from './readings-in-time'
import type { Cells, InsertRows, Tables } from './tables'

type Db = Kysely<Tables>

/** What an area says in a feed at one time; value null where it says nothing, or nothing yet. */
export interface TrackAt {
  track: number
  region: string
  value: number | null
  served: number | null
}

/** Of readings, inside a write: in the same transaction as the ledger row that vouches for them. Times are minutes of the epoch. */
export interface ReadingWriting {
  feed(name: string): Promise<KnownFeed | null>
  /** The last batch of a feed, 0 before the first: whether what was known of its tracks still holds. */
  lastBatch(feed: number): Promise<number>
  /** The digests of the snapshots that stand, by time, from a time to another, both included. */
  digests(feed: number, from: number, to: number): Promise<Map<number, string>>
  /** The last snapshot before a time and the first one after. */
  neighbours(feed: number, time: number): Promise<{ before: number | null; after: number | null }>
  /** What every track of a feed says at a time. */
  tracksAt(feed: number, time: number): Promise<TrackAt[]>
  addTracks(feed: number, regions: readonly string[]): Promise<TrackAt[]>
  /** The list of areas under one number, which it gets where it is new. */
  areas(feed: number, list: { sha256: string; regions: string }): Promise<number>
  /** Adds snapshots, each feed, time, batch, areas, answered, recorded at, public after, digest. */
  addRuns(runs: Cells): Promise<void>
  /** Removes the steps of a feed between two times, both included. */
  removeSteps(feed: number, from: number, to: number): Promise<void>
  /** Adds steps where there are none, in pieces as they are worked out; answers how many. */
  addSteps(pieces: Iterable<Steps>): Promise<number>
  /** Keeps what was said before a batch told a time otherwise: each track, time, until batch, value, served. */
  addRevisions(revisions: Cells): Promise<void>
}

/** What every track of some feeds says at a time: one seek a track, however long its history. */
export async function tracksAt(db: Db, feed: number, time: number): Promise<TrackAt[]> {
  const { rows } = await sql<TrackAt>`
    with g as materialized (${standing(feed, time, null)})
    select g.track, g.region, s.value, s.served
    from g left join reading_steps s on s.track = g.track and s.time = g.time order by g.track`.execute(db)
  return rows
}

/** Steps as rows: track, time, value, served. */
export type Steps = (number | null)[]

const nextId = async (db: Db, table: 'reading_tracks' | 'feed_areas'): Promise<number> => {
  const last = await db
    .selectFrom(table)
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  return (last?.id ?? 0) + 1
}

export function readingWriting(db: Db, insertRows: InsertRows): ReadingWriting {
  const runs = (feed: number) => db.selectFrom('feed_runs').where('feed', '=', feed)
  return {
    async feed(name) {
      const row = await db.selectFrom('feeds').selectAll().where('name', '=', name).executeTakeFirst()
      return row ? feedOf(row) : null
    },
    async lastBatch(feed) {
      // The batches of a feed are looked for from the last one on, so that its history costs nothing.
      const row = await runs(feed).select('batch').orderBy('batch', 'desc').limit(1).executeTakeFirst()
      return row?.batch ?? 0
    },
    async digests(feed, from, to) {
      const rows = await runs(feed).select(['time', 'sha256']).where('time', '>=', from).where('time', '<=', to).orderBy('batch').execute()
      return new Map(rows.map(({ time, sha256 }) => [time, sha256]))
    },
    async neighbours(feed, time) {
      const before = await runs(feed).select('time').where('time', '<', time).orderBy('time', 'desc').limit(1).executeTakeFirst()
      const after = await runs(feed).select('time').where('time', '>', time).orderBy('time').limit(1).executeTakeFirst()
      return { before: before?.time ?? null, after: after?.time ?? null }
    },
    tracksAt: (feed, time) => tracksAt(db, feed, time),
    async addTracks(feed, regions) {
      const first = await nextId(db, 'reading_tracks')
      const rows = regions.map((region, i) => ({ id: first + i, feed, region }))
      for (const some of pieces(rows)) await db.insertInto('reading_tracks').values(some).execute()
      return rows.map(({ id, region }) => ({ track: id, region, value: null, served: null }))
    },
    async areas(feed, { sha256, regions }) {
      const known = await db.selectFrom('feed_areas').select('id').where('feed', '=', feed).where('sha256', '=', sha256).executeTakeFirst()
      if (known) return known.id
      const id = await nextId(db, 'feed_areas')
      await db.insertInto('feed_areas').values({ id, feed, sha256, regions }).execute()
      return id
    },
    async addRuns(runs) {
      await insertRows('feed_runs', [runs])
    },
    async removeSteps(feed, from, to) {
      const tracks = db.selectFrom('reading_tracks').select('id').where('feed', '=', feed)
      await db.deleteFrom('reading_steps').where('track', 'in', tracks).where('time', '>=', from).where('time', '<=', to).execute()
    },
    addSteps: (pieces) => insertRows('reading_steps', pieces),
    async addRevisions(revisions) {
      await insertRows('reading_revisions', [revisions])
    },
  }
}
