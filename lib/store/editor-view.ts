import type { Kysely } from 'kysely'
import type { Instant } from '@/lib/schema/time'
import { contactsOf } from './contacts'
import { fixedInstant } from './fixed-instant'
import { reviewed, reviewedIncidents } from './reviewed'
import type { EditorView, Waiting } from './store'
import type { Tables } from './tables'

type Db = Kysely<Tables>

const undecided = ['draft', 'in_review'] as const

const waitingIncidents = (db: Db) =>
  db.selectFrom('incidents').where('incidents.review_state', 'in', undecided).where('incidents.merged_into', 'is', null)

const waitingReports = (db: Db) =>
  db
    .selectFrom('reports')
    .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
    .where('reports.review_state', 'in', undecided)
    .where('reports.superseded_by', 'is', null)
    .where('incidents.review_state', '=', 'published')
    .where('incidents.merged_into', 'is', null)

async function queue(db: Db, limit: number): ReturnType<EditorView['queue']> {
  const oldest = await waitingIncidents(db)
    .select((eb) => ['incidents.id as incident', eb.val<string | null>(null).as('report'), 'incidents.recorded_at as since'])
    .orderBy('incidents.recorded_at')
    .orderBy('incidents.id')
    .limit(limit)
    .execute()
  const oldestReports = await waitingReports(db)
    .select(['incidents.id as incident', 'reports.id as report', 'reports.recorded_at as since'])
    .orderBy('reports.recorded_at')
    .orderBy('reports.id')
    .limit(limit)
    .execute()
  const items = [...oldest, ...oldestReports].sort((a, b) => byText(a.since, b.since) || byText(idOf(a), idOf(b))).slice(0, limit)
  const counts = [waitingIncidents(db), waitingReports(db)].map((query) =>
    query.select((eb) => eb.fn.countAll<number | string>().as('total')).executeTakeFirst(),
  )
  const found = await reviewedIncidents(db, [...new Set(items.map(({ incident }) => incident))])
  const byId = new Map(found.map((of) => [of.incident.id, of]))
  const waiting = items.flatMap(({ incident, report }): Waiting[] => {
    const of = byId.get(incident)
    return of ? [{ of, report: of.reports.find((each) => each.report.id === report) ?? null }] : []
  })
  const total = (await Promise.all(counts)).reduce((sum, row) => sum + Number(row?.total ?? 0), 0)
  return { waiting, total }
}

async function held(db: Db, now: Instant): Promise<number> {
  const row = await db
    .selectFrom('incidents')
    .select((eb) => eb.fn.countAll<number | string>().as('total'))
    .where('review_state', '=', 'published')
    .where('merged_into', 'is', null)
    .where('public_after', '>', fixedInstant(now))
    .executeTakeFirst()
  return Number(row?.total ?? 0)
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const idOf = ({ incident, report }: { incident: string; report: string | null }) => report ?? incident

/** The records as editors may see them, in every state; each call reads one snapshot. */
export function editorView(reading: <T>(work: (db: Db) => Promise<T>) => Promise<T>): EditorView {
  return {
    queue: (limit) => reading((db) => queue(db, limit)),
    record: (id) => reading((db) => reviewed(db, id)),
    held: (now) => reading((db) => held(db, now)),
    contacts: (incident, now) => reading((db) => contactsOf(db, incident, now)),
  }
}
