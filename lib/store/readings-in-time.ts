import { type Kysely, sql } from 'kysely'
import type { MachineFeed } from '@/lib/schema/reading'
import type { Instant } from '@/lib/schema/time'
import { feedOf, type KnownFeed } from './feed-rows'
import { fixedInstant } from './fixed-instant'
import type { Tables } from './tables'

type Db = Kysely<Tables>

/** Which readings are asked for. Times are minutes of the epoch, both included. */
export interface ReadingsAsked {
  feeds: readonly string[]
  from: number
  to: number
  /** How long before the beginning a reading may have been given and still say something, in minutes. */
  memory: number
  /** Null asks for every area. */
  regions: readonly string[] | null
  knownAt?: Instant | undefined
  publishedBy?: Instant | undefined
}

/** What a track said at a time; null where it had no answer. */
export interface Said {
  time: number
  value: number | null
  served: number | null
}

/** What one area says in a feed over a time. */
export interface TrackReadings {
  track: number
  region: string
  /** Its last answer by the beginning, at the last snapshot in which it gave it. */
  before: Said | null
  /** Its changes up to the end, the one that holds at the first of the runs among them. */
  steps: Said[]
  /** By time, where it was told anew and the clocks see something else than stands now; null where they see nothing. */
  revised: Map<number, Omit<Said, 'time'>>
}

export interface FeedReadings {
  feed: MachineFeed
  /** The snapshots that are to be seen, each with when it was recorded; those before the beginning only where `before` says nothing. */
  runs: { time: number; recordedAt: Instant }[]
  tracks: TrackReadings[]
}

interface Clocks {
  now: Instant
  knownAt: Instant
  publishedBy: Instant
}

/** Later than every instant, in the order of texts. */
export const never = '9999'

/** Most values of one list in a statement. */
const mostListed = 500
export const among = (regions: readonly string[] | null) =>
  regions === null || regions.length > mostListed ? sql`1 = 1` : sql`t.region in (${sql.join(regions.length > 0 ? [...regions] : [''])})`

/** The snapshots between two times that are under no hold, as they were first taken in. */
async function runsIn(db: Db, { now }: Pick<Clocks, 'now'>, feed: number, from: number, to: number) {
  const rows = await db
    .selectFrom('feed_runs')
    .select(['time', 'recorded_at as recordedAt', 'public_after as publicAfter'])
    .where('feed', '=', feed)
    .where('time', '>=', from)
    .where('time', '<=', to)
    .where('public_after', '<=', now)
    .orderBy('time')
    .orderBy('batch', 'desc')
    .execute()
  return [...new Map(rows.map((run) => [run.time, run])).values()]
}

/**
 * The time of the step in which each area of a feed stands at a time. Worked out before anything is joined to it, so that PostgreSQL, too,
 * seeks each step by its key and does not look through all of a track.
 */
export const standing = (feed: number, time: number, regions: readonly string[] | null) => sql`
  select t.id as track, t.region, (select max(time) from reading_steps where track = t.id and time <= ${time}) as time
  from reading_tracks t where t.feed = ${feed} and ${among(regions)}`

/** What every area of a feed last answered by a snapshot: a few seeks each, however long its history. */
async function answersAt(db: Db, { now }: Pick<Clocks, 'now'>, feed: number, run: number, { regions, memory }: ReadingsAsked) {
  const { rows } = await sql<{ track: number; region: string; at: number } & Said>`
    with g as materialized (${standing(feed, run, regions)}), s as materialized (
      select g.track, g.region,
        case when s.value is not null then s.time else (select max(time) from reading_steps where track = g.track and time < s.time) end as time,
        case when s.value is not null then ${sql.lit(run)}
          else (select max(time) from feed_runs where feed = ${feed} and time < s.time and public_after <= ${now}) end as at
      from g join reading_steps s on s.track = g.track and s.time = g.time)
    select s.track, s.region, s.at, v.time, v.value, v.served
    from s join reading_steps v on v.track = s.track and v.time = s.time order by s.track`.execute(db)
  return rows.filter(({ at, time }) => at >= time && at >= run - memory)
}

/** The changes of the areas of a feed from a time on, up to another, by track. */
async function stepsIn(db: Db, feed: number, from: number, { to, regions }: ReadingsAsked) {
  const { rows } = await sql<Said & { track: number; region: string }>`
    select s.track, t.region, s.time, s.value, s.served from reading_tracks t cross join reading_steps s
    where t.feed = ${feed} and s.track = t.id and s.time >= ${from} and s.time <= ${to} and ${among(regions)}
    order by s.track, s.time`.execute(db)
  return rows
}

/** What the areas of a feed say at a time, a gap included. */
async function standingAt(db: Db, feed: number, time: number, { regions }: ReadingsAsked) {
  const { rows } = await sql<Said & { track: number; region: string }>`
    with g as materialized (${standing(feed, time, regions)})
    select g.track, g.region, s.time, s.value, s.served
    from g join reading_steps s on s.track = g.track and s.time = g.time order by g.track`.execute(db)
  return rows
}

/** One telling of a time by an area that was told otherwise later. */
interface Telling extends Said {
  track: number
  region: string
  until: Instant
  first: Instant
}

async function revisionsIn(db: Db, feed: number, from: number, to: number): Promise<Telling[]> {
  const { rows } = await sql<Telling>`
    select r.track, t.region, r.time, r.value, r.served, u.recorded_at as until,
      (select recorded_at from feed_runs where feed = ${feed} and time = r.time order by batch limit 1) as first
    from reading_tracks t cross join reading_revisions r
    join feed_runs u on u.feed = ${feed} and u.time = r.time and u.batch = r.until_batch
    where t.feed = ${feed} and r.track = t.id and r.time >= ${from} and r.time <= ${to}
    order by r.track, r.time, r.until_batch`.execute(db)
  return rows
}

/**
 * Which of the tellings of one area and time the clocks see: the one that stood at `knownAt`, where it was public by then and its source had
 * surely published it. Of none, nothing.
 */
function seen(tellings: readonly Telling[], now: Omit<Said, 'time'>, { knownAt, publishedBy }: Clocks): Omit<Said, 'time'> {
  let from = tellings[0]?.first ?? ''
  const told = (said: Omit<Said, 'time'>) => (from <= knownAt && from <= publishedBy ? said : { value: null, served: null })
  for (const { until, value, served } of tellings) {
    if (until > knownAt) return told({ value, served })
    from = until
  }
  return told(now)
}

const valueAt = (steps: readonly Said[], time: number): Omit<Said, 'time'> =>
  steps.findLast((step) => step.time <= time) ?? { value: null, served: null }

class Tracks {
  readonly #tracks = new Map<number, TrackReadings>()
  readonly #wanted: ReadonlySet<string> | null

  constructor({ regions }: ReadingsAsked) {
    this.#wanted = regions === null ? null : new Set(regions)
  }

  get all(): TrackReadings[] {
    return [...this.#tracks.values()].filter(({ region }) => this.#wanted === null || this.#wanted.has(region))
  }

  of(track: number, region: string): TrackReadings {
    const known = this.#tracks.get(track) ?? { track, region, before: null, steps: [], revised: new Map() }
    this.#tracks.set(track, known)
    return known
  }

  addSteps(rows: readonly (Said & { track: number; region: string })[]): void {
    for (const { track, region, time, value, served } of rows) this.of(track, region).steps.push({ time, value, served })
  }

  revise(tellings: readonly Telling[], clocks: Clocks): void {
    const groups = new Map<string, [Telling, ...Telling[]]>()
    for (const telling of tellings) {
      const key = `${telling.track} ${telling.time}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [telling])
      else group.push(telling)
    }
    for (const group of groups.values()) {
      const [{ track, region, time }] = group
      // Of an area whose every answer was taken back there are no steps any more.
      const known = this.of(track, region)
      known.revised.set(time, seen(group, valueAt(known.steps, time), clocks))
    }
  }
}

/** As it stands now: one look at the beginning, and the changes after it. */
export async function plainly(db: Db, clocks: Pick<Clocks, 'now'>, { id, feed }: KnownFeed, asked: ReadingsAsked): Promise<FeedReadings> {
  const last = await db
    .selectFrom('feed_runs')
    .select('time')
    .where('feed', '=', id)
    .where('time', '<=', asked.from)
    .where('public_after', '<=', clocks.now)
    .orderBy('time', 'desc')
    .limit(1)
    .executeTakeFirst()
  const tracks = new Tracks(asked)
  const run = last?.time ?? asked.from
  if (last !== undefined && run >= asked.from - asked.memory) {
    for (const { track, region, at, value, served } of await answersAt(db, clocks, id, run, asked))
      tracks.of(track, region).before = { time: at, value, served }
  }
  if (asked.to <= asked.from) return { feed, runs: [], tracks: tracks.all }
  const runs = await runsIn(db, clocks, id, run + 1, asked.to)
  if (runs.length > 0) {
    tracks.addSteps(await standingAt(db, id, run, asked))
    tracks.addSteps(await stepsIn(db, id, run + 1, asked))
  }
  return { feed, runs, tracks: tracks.all }
}

/** As the clocks let it be seen: from all that is remembered at the beginning on. */
async function asKnown(db: Db, clocks: Clocks, { id, feed }: KnownFeed, asked: ReadingsAsked): Promise<FeedReadings | null> {
  const from = asked.from - asked.memory
  const all = await runsIn(db, clocks, id, from, asked.to)
  const runs = all.filter(
    (run) => run.publicAfter <= clocks.knownAt && run.recordedAt <= clocks.knownAt && run.recordedAt <= clocks.publishedBy,
  )
  const tellings = await revisionsIn(db, id, from, asked.to)
  if (runs.length === all.length && tellings.length === 0) return null
  const tracks = new Tracks(asked)
  if (runs.length > 0) {
    tracks.addSteps(await standingAt(db, id, from - 1, asked))
    tracks.addSteps(await stepsIn(db, id, from, asked))
    tracks.revise(tellings, clocks)
  }
  return { feed, runs, tracks: tracks.all }
}

/**
 * What some feeds say over a time, as the public may read it at `now`. As it stands now it costs a few seeks an area and the changes within
 * the time, whatever was told before. By a clock that does not see all of it yet, it costs what is remembered at the beginning, too.
 */
export async function readingsInTime(db: Db, at: Instant, asked: ReadingsAsked): Promise<FeedReadings[]> {
  const { knownAt, publishedBy } = asked
  const told = (clock: Instant | undefined) => (clock === undefined ? never : fixedInstant(clock))
  const clocks = { now: fixedInstant(at), knownAt: told(knownAt), publishedBy: told(publishedBy) }
  if (asked.feeds.length === 0) return []
  const rows = await db
    .selectFrom('feeds')
    .selectAll()
    .where('name', 'in', [...asked.feeds])
    .orderBy('name')
    .execute()
  const readings: FeedReadings[] = []
  for (const feed of rows.map(feedOf)) {
    const known = knownAt === undefined && publishedBy === undefined ? null : await asKnown(db, clocks, feed, asked)
    readings.push(known ?? (await plainly(db, clocks, feed, asked)))
  }
  return readings
}
