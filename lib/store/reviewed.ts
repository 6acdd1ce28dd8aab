import type { Kysely } from 'kysely'
import type { Tombstone } from '@/lib/schema/incident'
import type { Approval, ReviewEntry } from '@/lib/schema/review'
import { reasonIn } from './incident-history'
import { observationsOf, tombstone } from './public-view'
import { storedIncident, storedReport } from './record-rows'
import type { ReviewedIncident, ReviewedReport } from './store'
import type { IncidentsTable, LedgerTable, ReportsTable, Tables } from './tables'

type Db = Kysely<Tables>

const addressOf = ({ incident_id, id }: Pick<ReportsTable, 'incident_id' | 'id'>) => `${incident_id}/${id}`
const actorOf = (row: LedgerTable) => ({ role: row.actor_role, key: row.actor_key })

function entry(row: LedgerTable): ReviewEntry {
  const { seq, time, verb, subject, payload } = row
  return { seq, time, actor: actorOf(row), verb, subject: subject.split('/').at(-1) ?? subject, reason: reasonIn(payload) }
}

/** The ledger's rows of some subjects, in order, by subject. */
async function rowsBySubject(db: Db, subjects: readonly string[]): Promise<Map<string, LedgerTable[]>> {
  const bySubject = new Map<string, LedgerTable[]>(subjects.map((subject) => [subject, []]))
  if (subjects.length === 0) return bySubject
  const rows = await db.selectFrom('ledger').selectAll().where('subject', 'in', subjects).orderBy('seq').execute()
  for (const row of rows) bySubject.get(row.subject)?.push(row)
  return bySubject
}

/** Of each report that came with a duplicate: the address under which it was first written. */
async function originsOf(db: Db, reports: readonly ReportsTable[]): Promise<Map<string, string>> {
  if (reports.length === 0) return new Map()
  const ids = reports.map(({ id }) => id)
  const found = await db
    .selectFrom('reports')
    .select(['id', 'incident_id', 'merged_into'])
    .where('merged_into', 'in', ids)
    .orderBy('id', 'desc')
    .execute()
  // The smallest id is the first one: a duplicate of a duplicate was written again each time.
  return new Map(found.flatMap((row) => (row.merged_into === null ? [] : [[row.merged_into, addressOf(row)] as const])))
}

interface Rows {
  incident: IncidentsTable
  reports: ReportsTable[]
  /** Duplicates that were merged into it. */
  merged: string[]
}

async function rowsOf(db: Db, ids: readonly string[]): Promise<Rows[]> {
  if (ids.length === 0) return []
  const incidents = await db.selectFrom('incidents').selectAll().where('id', 'in', ids).execute()
  const reports = await db.selectFrom('reports').selectAll().where('incident_id', 'in', ids).orderBy('recorded_at').orderBy('id').execute()
  const merged = await db.selectFrom('incidents').select(['id', 'merged_into']).where('merged_into', 'in', ids).execute()
  return incidents.map((incident) => ({
    incident,
    reports: reports.filter(({ incident_id }) => incident_id === incident.id),
    merged: merged.filter(({ merged_into }) => merged_into === incident.id).map(({ id }) => id),
  }))
}

const known = (row: IncidentsTable | ReportsTable) => ({ from: row.known_from, until: row.known_until })
const nobody = { role: 'system', key: null } as const

/** Who wrote a record, by the row that added it. */
function writerIn(rows: readonly LedgerTable[]) {
  const [first] = rows
  return first ? actorOf(first) : nobody
}

function approvalsIn(rows: readonly LedgerTable[], verb: 'incident.approved' | 'report.approved'): Approval[] {
  return rows.filter((row) => row.verb === verb).map((row) => ({ seq: row.seq, time: row.time, actor: actorOf(row) }))
}

/** Incidents in any state with all their reports and what the ledger says of them, in the order of `ids`; those taken down are left out. */
export async function reviewedIncidents(db: Db, ids: readonly string[]): Promise<ReviewedIncident[]> {
  const all = await rowsOf(db, ids)
  const reports = all.flatMap((rows) => rows.reports)
  const said = await observationsOf(db, reports)
  const origins = await originsOf(db, reports)
  const merged = all.flatMap((rows) => rows.merged)
  const ledger = await rowsBySubject(db, [...ids, ...merged, ...reports.map(addressOf), ...origins.values()])
  const rowsAbout = (subject: string) => ledger.get(subject) ?? []

  const reviewedReport = (row: ReportsTable, ofIncident: readonly Approval[]): ReviewedReport => {
    const rows = rowsAbout(addressOf(row))
    const addedAt = rows[0]?.seq ?? 0
    return {
      report: storedReport(row, said.get(row.id) ?? []),
      recordedAt: row.recorded_at,
      supersededBy: row.superseded_by,
      writer: writerIn(rowsAbout(origins.get(row.id) ?? addressOf(row))),
      // A yes to an incident is one to all that was in it by then.
      approvals: [...ofIncident.filter(({ seq }) => seq > addedAt), ...approvalsIn(rows, 'report.approved')].sort((a, b) => a.seq - b.seq),
      known: known(row),
      mergedInto: row.merged_into,
    }
  }
  const reviewedIncident = ({ incident, reports: ofIncident, merged: duplicates }: Rows): ReviewedIncident => {
    const rows = rowsAbout(incident.id)
    const approvals = approvalsIn(rows, 'incident.approved')
    const merges = duplicates.flatMap((id) => rowsAbout(id).filter(({ verb }) => verb === 'incident.merged'))
    const about = [...rows, ...merges, ...ofIncident.flatMap((report) => rowsAbout(addressOf(report)))]
    return {
      incident: storedIncident(incident),
      recordedAt: incident.recorded_at,
      writer: writerIn(rows),
      approvals,
      known: known(incident),
      mergedInto: incident.merged_into,
      reports: ofIncident.map((row) => reviewedReport(row, approvals)),
      history: about.sort((a, b) => a.seq - b.seq).map(entry),
    }
  }
  const byId = new Map(all.map((rows) => [rows.incident.id, reviewedIncident(rows)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** One incident as editors see it, or what is left of it. */
export async function reviewed(db: Db, id: string): Promise<ReviewedIncident | Tombstone | null> {
  const [found] = await reviewedIncidents(db, [id])
  return found ?? tombstone(db, id)
}
