import type { Kysely } from 'kysely'
import type { CalendarEntry } from '@/lib/schema/calendar'
import type { Instant } from '@/lib/schema/time'
import { incidentFilter } from './record-filter'
import { storedIncident } from './record-rows'
import type { IncidentRow, RecordFilter } from './store'
import type { Tables } from './tables'

type Db = Kysely<Tables>
type Turns = Pick<CalendarEntry, 'published' | 'changed' | 'corrections'>

const latest = (...times: (Instant | null)[]): Instant =>
  times.reduce<Instant>((last, time) => (time !== null && time > last ? time : last), '')

/** When each of some incidents became public and last changed in public. Reports that never were public change nothing. */
async function turnsOf(db: Db, ids: readonly string[]): Promise<Map<string, Turns>> {
  if (ids.length === 0) return new Map()
  const known = db.selectFrom('incidents').select(['id', 'known_from', 'known_until']).where('id', 'in', ids)
  const reports = await db
    .selectFrom('reports')
    .select(['incident_id', 'known_from', 'known_until', 'superseded_by'])
    .where('incident_id', 'in', ids)
    .where('known_from', 'is not', null)
    .execute()
  return new Map(
    (await known.execute()).flatMap(({ id, known_from, known_until }) => {
      if (known_from === null) return []
      const own = reports.filter(({ incident_id }) => incident_id === id)
      const changed = latest(known_from, known_until, ...own.flatMap((report) => [report.known_from, report.known_until]))
      const corrections = own.filter((report) => report.known_until !== null && report.superseded_by !== null).length
      return [[id, { published: known_from, changed, corrections }] as const]
    }),
  )
}

/** Incidents that were public and are no more, without a word of them. */
async function ended(db: Db, now: Instant, filter: RecordFilter, limit: number) {
  const rows = await db
    .selectFrom('incidents')
    .selectAll()
    .where(incidentFilter(now, 'ended', filter))
    .orderBy('start_from', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ id: row.id, start: storedIncident(row).start, told: null }))
}

/** Those that stand, as they were listed, and those that were retracted, each at most `limit`. */
export async function publicCalendar(
  db: Db,
  now: Instant,
  standing: readonly IncidentRow[],
  filter: RecordFilter,
  limit: number,
): Promise<CalendarEntry[]> {
  const shown = standing.map(({ id, start, title, kind, end, regions, services, reportCount }) => {
    return { id, start, told: { title, kind, end, regions, services, reportCount } }
  })
  const all = [...shown, ...(await ended(db, now, filter, limit))]
  const turns = await turnsOf(
    db,
    all.map(({ id }) => id),
  )
  return all.flatMap((entry) => {
    const turn = turns.get(entry.id)
    return turn === undefined ? [] : [{ ...entry, ...turn }]
  })
}
