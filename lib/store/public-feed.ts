import type { Kysely } from 'kysely'
import type { Feed, FeedEntry } from '@/lib/schema/feed'
import type { Instant } from '@/lib/schema/time'
import { fixedInstant } from './fixed-instant'
import { isPublic, knowledgeOf, publishedFilter } from './record-filter'
import type { RecordFilter } from './store'
import type { Tables } from './tables'

type Db = Kysely<Tables>
/** An entry without the words of its report. */
type Unsaid = Omit<FeedEntry, 'report'> & { report: string }
type Origin = Pick<FeedEntry, 'entry' | 'published'>

const joined = (db: Db) => db.selectFrom('reports').innerJoin('incidents', 'incidents.id', 'reports.incident_id')

const isEarlier = (a: Origin, b: Origin) => (a.published === b.published ? a.entry < b.entry : a.published < b.published)

/** The public reports that some stand for: what they correct, and what they are the merged copies of; of several the earliest. */
async function forerunners(db: Db, ids: readonly string[]): Promise<Map<string, Origin>> {
  const rows = await db
    .selectFrom('reports')
    .select(['id', 'known_from', 'superseded_by', 'merged_into'])
    .where('known_from', 'is not', null)
    .where((eb) => eb.or([eb('superseded_by', 'in', ids), eb('merged_into', 'in', ids)]))
    .execute()
  const found = new Map<string, Origin>()
  for (const { id, known_from, superseded_by, merged_into } of rows) {
    if (known_from === null) continue
    for (const after of [superseded_by, merged_into]) {
      if (after === null || !ids.includes(after)) continue
      const origin = { entry: id, published: known_from }
      const other = found.get(after)
      if (other === undefined || isEarlier(origin, other)) found.set(after, origin)
    }
  }
  return found
}

/** With which report each of some began, however often it was corrected since. */
async function originsOf(db: Db, reports: readonly { id: string; from: Instant }[]): Promise<Map<string, Origin>> {
  const origins = new Map(reports.map(({ id, from }): [string, Origin] => [id, { entry: id, published: from }]))
  let reached = [...origins.keys()]
  while (reached.length > 0) {
    const before = await forerunners(db, reached)
    const next: string[] = []
    for (const [id, { entry }] of origins) {
      const origin = before.get(entry)
      if (origin === undefined) continue
      origins.set(id, origin)
      next.push(origin.entry)
    }
    reached = [...new Set(next)]
  }
  return origins
}

async function standing(db: Db, now: Instant, filter: RecordFilter, limit: number): Promise<Unsaid[]> {
  const knowledge = knowledgeOf(filter)
  const rows = await joined(db)
    .select(['reports.id', 'reports.known_from', 'incidents.id as incident', 'incidents.title', 'incidents.kind'])
    .where(isPublic('incidents', now, knowledge === 'standing' ? knowledge : 'ever'))
    .where(isPublic('reports', now, knowledge))
    .where(publishedFilter(filter))
    .orderBy('reports.known_from', 'desc')
    .orderBy('reports.id', 'desc')
    .limit(limit)
    .execute()
  const known = rows.flatMap(({ known_from, ...row }) => (known_from === null ? [] : [{ ...row, from: known_from }]))
  const origins = await originsOf(db, known)
  return known.map(({ id, from, incident, title, kind }) => {
    const origin = origins.get(id) ?? { entry: id, published: from }
    return { ...origin, updated: from, incident: { id: incident, title, kind }, report: id }
  })
}

/** Reports that were retracted, alone or with their incident. One that a correction replaced, or a merge copied, goes on under its id. */
async function retracted(db: Db, now: Instant, filter: RecordFilter, limit: number): Promise<Feed['gone']> {
  const until = fixedInstant(filter.knownAt === undefined || filter.knownAt > now ? now : filter.knownAt)
  const rows = await joined(db)
    .select(['reports.id', 'reports.known_from', 'reports.known_until'])
    .where(isPublic('incidents', now, 'ever'))
    .where(isPublic('reports', now, 'ever'))
    .where('reports.known_until', '<=', until)
    .where('reports.superseded_by', 'is', null)
    .where('reports.merged_into', 'is', null)
    .where(publishedFilter(filter))
    .orderBy('reports.known_until', 'desc')
    .orderBy('reports.id', 'desc')
    .limit(limit)
    .execute()
  const ended = rows.flatMap(({ id, known_from: from, known_until: time }) => (from === null || time === null ? [] : [{ id, from, time }]))
  const origins = await originsOf(db, ended)
  return ended.map(({ id, time }) => ({ id: origins.get(id)?.entry ?? id, time }))
}

/** Nothing that a filter could ask for is left of these, so every feed tells of them. */
async function takenDown(db: Db, limit: number): Promise<Feed['gone']> {
  const rows = await db.selectFrom('tombstones').selectAll().orderBy('taken_down_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  return rows.map(({ id, taken_down_at }) => ({ id, time: taken_down_at }))
}

const latestFirst = (a: Feed['gone'][number], b: Feed['gone'][number]) =>
  a.time === b.time ? (a.id < b.id ? 1 : -1) : a.time < b.time ? 1 : -1

/** What a feed tells at `at`, without the words of its reports. */
export async function publicFeed(
  db: Db,
  at: Instant,
  filter: RecordFilter,
  limit: number,
): Promise<{ entries: Unsaid[]; gone: Feed['gone'] }> {
  const now = fixedInstant(at)
  const gone = [...(await retracted(db, now, filter, limit)), ...(await takenDown(db, limit))]
  return { entries: await standing(db, now, filter, limit), gone: gone.sort(latestFirst).slice(0, limit) }
}
