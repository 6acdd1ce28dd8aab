import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Change } from '@/lib/schema/change'
import type { Instant } from '@/lib/schema/time'
import { ChangesCursor, type PlaceInChanges, readCursor, type Seen, writeCursor } from './cursor'
import { fixedInstant } from './fixed-instant'
import { lastLedgerRow } from './ledger'
import { InvalidCursor, type PublicState, type PublicView } from './store'
import type { Tables } from './tables'

type Db = Kysely<Tables>
/** An entry without the words of its record. */
type Unsaid = Omit<Change, 'data'>
type Asked = Parameters<PublicView['changes']>[0]
type Nullable<T> = { [K in keyof T]: T[K] | null }

/** One entry: `seq` is the ledger row by which it came to be, `held` until when its incident was under hold. Empty texts stand for none. */
interface Entry {
  time: Instant
  seq: number
  rank: number
  kind: Change['kind']
  incident: string
  report: string
  held: Instant | ''
  into_incident: string
}

const laterSeq = sql<number>`case when r.published_seq > i.published_seq then r.published_seq else i.published_seq end`

/**
 * Everything that a reader may learn at `now`. What was retracted leaves the line that it was, and its earlier entries are gone with its
 * words; what was taken down leaves its tombstone alone. The guard stands in each part: known, and past its hold.
 */
const entries = (now: Instant): RawBuilder<Entry> => sql<Entry>`
  select i.known_from as time, i.published_seq as seq, 0 as rank, 'added' as kind, i.id as incident, '' as report, i.public_after as held, '' as into_incident
    from incidents i
    where i.known_from is not null and i.known_until is null and i.public_after <= ${now}
  union all
  select r.known_from, ${laterSeq}, 1, case when s.known_from is null then 'added' else 'corrected' end, i.id, r.id, i.public_after, ''
    from reports r join incidents i on i.id = r.incident_id left join reports s on s.id = r.supersedes
    where r.known_from is not null and r.retracted_seq is null and i.known_until is null and i.public_after <= ${now}
  union all
  select i.known_until, i.retracted_seq, 0, case when i.merged_into is null then 'retracted' else 'merged' end, i.id, '', i.public_after,
      coalesce(t.id, '')
    from incidents i left join incidents t on t.id = i.merged_into and t.known_from is not null and t.public_after <= ${now}
    where i.known_from is not null and i.known_until is not null and i.public_after <= ${now}
  union all
  select r.retracted_time, r.retracted_seq, 1, 'retracted', i.id, r.id, i.public_after, ''
    from reports r join incidents i on i.id = r.incident_id
    where r.known_from is not null and r.retracted_seq is not null and i.known_until is null and i.public_after <= ${now}
  union all
  select t.taken_down_at, l.seq, 0, 'takenDown', t.id, '', '', ''
    from tombstones t join ledger l on l.subject = t.id and l.verb = 'incident.takenDown'`

/** Up to where a reader has seen who has seen all of this: by rows of the ledger and by holds that ended, since either makes things public. */
async function seenBy(db: Db, now: Instant, from: Seen): Promise<Seen> {
  const { rows } = await sql<{ seq: number | null; held: Instant | null }>`
    select max(seq) as seq, max(held) as held from (${entries(now)}) e`.execute(db)
  const { seq, held } = rows[0] ?? { seq: null, held: null }
  return { seq: Math.max(from.seq, seq ?? 0), held: held !== null && held > from.held ? held : from.held }
}

const nothingSeen: Seen = { seq: 0, held: '' }

/** Where a reader stands. Throws InvalidCursor for what was not given out, and for one of a ledger that went further than this one. */
async function placeOf(db: Db, now: Instant, since: string | undefined): Promise<PlaceInChanges> {
  if (since === undefined) return { from: nothingSeen, to: await seenBy(db, now, nothingSeen), after: null }
  const [, fromSeq, fromHeld, within] = readCursor(ChangesCursor, since)
  const from = { seq: fromSeq, held: fromHeld }
  const head = (await lastLedgerRow(db))?.seq ?? 0
  if (from.seq > head || (within !== null && within[0] > head)) throw new InvalidCursor('The cursor is of another ledger.')
  if (within === null) return { from, to: await seenBy(db, now, from), after: null }
  const [seq, held, time, afterSeq, rank, report] = within
  return { from, to: { seq, held }, after: { time, seq: afterSeq, rank, report } }
}

async function found(db: Db, now: Instant, { from, to, after }: PlaceInChanges, limit: number): Promise<Entry[]> {
  const rest =
    after === null
      ? sql`1 = 1`
      : sql`(e.time > ${after.time} or (e.time = ${after.time} and (e.seq > ${after.seq} or (e.seq = ${after.seq}
          and (e.rank > ${after.rank} or (e.rank = ${after.rank} and e.report > ${after.report}))))))`
  const { rows } = await sql<Entry>`
    select * from (${entries(now)}) e
    where (e.seq > ${from.seq} or e.held > ${from.held}) and e.seq <= ${to.seq} and e.held <= ${to.held} and ${rest}
    order by e.time, e.seq, e.rank, e.report limit ${limit}`.execute(db)
  return rows
}

/**
 * What became public or ceased to be since a cursor, by when it did. A cursor says which ledger rows and which ends of holds its reader
 * has seen, so that nothing is missed whatever the clocks of several servers say: what a hold let go comes late in the ledger’s order, and
 * what a slow clock wrote comes early in that of time.
 */
export async function publicChanges(
  db: Db,
  at: Instant,
  { since, limit }: Asked,
): Promise<{ rows: Unsaid[]; next: string; more: boolean }> {
  const now = fixedInstant(at)
  const place = await placeOf(db, now, since)
  // By a clock that is ahead of this one the reader has seen more than may be told here yet.
  if (since !== undefined && (place.from.held > now || place.to.held > now)) return { rows: [], next: since, more: false }
  const beyond = await found(db, now, place, limit + 1)
  const page = beyond.slice(0, limit)
  const { from, to } = place
  const behind = ({ time, seq, rank, report }: Entry) => writeCursor(['c', from.seq, from.held, [to.seq, to.held, time, seq, rank, report]])
  const rows = page.map((entry): Unsaid => {
    const { time, kind, incident, report, into_incident } = entry
    return { cursor: behind(entry), time, kind, incident, report: report || null, into: into_incident || null }
  })
  const last = page.at(-1)
  if (beyond.length > limit && last) return { rows, next: behind(last), more: true }
  // A reader who began to read earlier has come to the end of what there was then.
  const end = await seenBy(db, now, to)
  return { rows, next: writeCursor(['c', to.seq, to.held, null]), more: end.seq > to.seq || end.held > to.held }
}

/** The cursor behind everything that a reader may learn at a moment. */
export async function endOfChanges(db: Db, at: Instant): Promise<string> {
  const { seq, held } = await seenBy(db, fixedInstant(at), nothingSeen)
  return writeCursor(['c', seq, held, null])
}

/** Up to where the public may have read at a moment, and when the last of it became public or ceased to be. */
export async function publicState(db: Db, at: Instant): Promise<PublicState> {
  const { rows } = await sql<Nullable<PublicState>>`
    select max(seq) as seq, max(held) as held, max(time) as time from (${entries(fixedInstant(at))}) e`.execute(db)
  const { seq = null, held = null, time = null } = rows[0] ?? {}
  return { seq: seq ?? 0, held: held ?? '', time }
}

/** When the next of the holds ends that keep something published, or a snapshot of a feed, from the public. */
export async function nextRelease(db: Db, at: Instant): Promise<Instant | null> {
  const held = await db
    .selectFrom('incidents')
    .where('known_from', 'is not', null)
    .where('public_after', '>', fixedInstant(at))
    .select((eb) => eb.fn.min('public_after').as('next'))
    .executeTakeFirst()
  const readings = await db
    .selectFrom('feed_runs')
    .where('public_after', '>', fixedInstant(at))
    .select((eb) => eb.fn.min('public_after').as('next'))
    .executeTakeFirst()
  const [next = null] = [held?.next, readings?.next].flatMap((end) => end ?? []).sort()
  return next
}
