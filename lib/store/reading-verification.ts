import { setImmediate } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { LedgerEvent } from '@/lib/schema/ledger'
import { sha256 } from './ledger'
import { batchDigest, SnapshotDigest } from './reading-digest'
import type { Tables } from './tables'

type Db = Kysely<Tables>

/** The first batch whose snapshots are not those that the ledger vouches for. */
async function batchProblem(db: Db): Promise<string | null> {
  const rows = await db.selectFrom('ledger').select(['seq', 'payload']).where('verb', '=', 'readings.taken').orderBy('seq').execute()
  for (const { seq, payload } of rows) {
    const event = LedgerEvent.parse({ verb: 'readings.taken', payload: JSON.parse(payload ?? 'null') })
    if (event.verb !== 'readings.taken') continue
    const runs = await db
      .selectFrom('feed_runs')
      .innerJoin('feeds', 'feeds.id', 'feed_runs.feed')
      .select(['time', 'sha256'])
      .where('feeds.name', '=', event.payload.feed)
      .where('batch', '=', seq)
      .orderBy('time')
      .execute()
    if (batchDigest(runs) !== event.payload.sha256) return `the snapshots of row ${seq} are not those that it vouches for`
  }
  const strays = await db
    .selectFrom('feed_runs')
    .select('batch')
    .where('batch', 'not in', db.selectFrom('ledger').select('seq').where('verb', '=', 'readings.taken'))
    .limit(1)
    .execute()
  return strays[0] === undefined ? null : `no row vouches for the snapshots of batch ${strays[0].batch}`
}

/** How many snapshots are held against their digests at once. */
const together = 200

/** The first snapshot of a feed whose readings are not those that its digest is of; one that was told anew is looked at as it stands. */
async function snapshotProblem(db: Db, feed: { id: number; name: string }): Promise<string | null> {
  const tracks = await db.selectFrom('reading_tracks').select(['id', 'region']).where('feed', '=', feed.id).orderBy('region').execute()
  const said = new Map<number, { value: number | null; served: number | null }>()
  const made = new SnapshotDigest()
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = await sql<{ time: number; sha256: string; areas: string }>`
      select r.time, r.sha256, a.sha256 as areas from feed_runs r join feed_areas a on a.id = r.areas
      where r.feed = ${feed.id} and r.time > ${Math.max(after, -2_000_000_000)}
        and r.batch = (select max(batch) from feed_runs where feed = ${feed.id} and time = r.time)
      order by r.time limit ${together}`.execute(db)
    const [first, last] = [rows.rows[0], rows.rows.at(-1)]
    if (first === undefined || last === undefined) return null
    const steps = await sql<{ track: number; time: number; value: number | null; served: number | null }>`
      select s.track, s.time, s.value, s.served from reading_tracks t cross join reading_steps s
      where t.feed = ${feed.id} and s.track = t.id and s.time > ${Math.max(after, -2_000_000_000)} and s.time <= ${last.time}
      order by s.time`.execute(db)
    let next = 0
    for (const { time, sha256: digest, areas } of rows.rows) {
      for (let step = steps.rows[next]; step !== undefined && step.time <= time; step = steps.rows[++next]) said.set(step.track, step)
      made.begin(time, areas)
      for (const { id, region } of tracks) {
        const { value = null, served = null } = said.get(id) ?? {}
        if (value !== null) made.add(region, value, served)
      }
      if (made.end() !== digest)
        return `the readings of ${feed.name} at ${new Date(time * 60_000).toISOString()} are not those that were taken in`
    }
    after = last.time
    await setImmediate()
  }
}

/** The first thing in the readings that the ledger does not vouch for: they stand beside it, and their digests in it. */
export async function readingProblem(db: Db): Promise<string | null> {
  const problem = await batchProblem(db)
  if (problem !== null) return problem
  const lists = await db.selectFrom('feed_areas').select(['id', 'sha256', 'regions']).execute()
  const changed = lists.find((list) => sha256(list.regions) !== list.sha256)
  if (changed !== undefined) return `the list of areas ${changed.id} is not the one that was asked for`
  for (const feed of await db.selectFrom('feeds').select(['id', 'name']).orderBy('id').execute()) {
    const found = await snapshotProblem(db, feed)
    if (found !== null) return found
  }
  return null
}
