import type { Kysely } from 'kysely'
import { LedgerEvent, type LedgerRow, type StoredIncident, type StoredReport } from '@/lib/schema/ledger'
import type { MachineFeed } from '@/lib/schema/reading'
import { incidentKnown, reportsKnown, type Turn } from './knowledge'
import { incidentColumns, observationColumns, reportColumns } from './record-rows'
import { InvalidEvent } from './store'
import type { IncidentsTable, ReportsTable, Tables } from './tables'

type Db = Kysely<Tables>
type State = StoredIncident['reviewState']
type Merge = Extract<LedgerEvent, { verb: 'incident.merged' }>['payload']

const turn = (seq: number | null, time: string | null): Turn | null => (seq === null || time === null ? null : { seq, time })

const facts = (row: Pick<IncidentsTable, 'published_seq' | 'published_time' | 'retracted_seq' | 'retracted_time'>) => ({
  published: turn(row.published_seq, row.published_time),
  retracted: turn(row.retracted_seq, row.retracted_time),
})

async function createIncident(db: Db, incident: StoredIncident, row: LedgerRow): Promise<void> {
  await db.insertInto('incidents').values(incidentColumns(incident, row)).execute()
  await settle(db, incident.id)
}

async function addReport(db: Db, report: StoredReport, row: LedgerRow): Promise<void> {
  const incident = await findUnmerged(db, report.incident)
  if (report.supersedes !== null) {
    const superseded = await findReport(db, report.supersedes)
    if (superseded.incident_id !== incident.id) throw new InvalidEvent(`report ${report.id} supersedes one of another incident`)
  }
  await db.insertInto('reports').values(reportColumns(report, row)).execute()
  const rows = report.observations.map((observation, position) => observationColumns(report, position, observation, incident.title))
  const regions = report.observations.flatMap((o, position) => o.regions.map((region) => ({ report_id: report.id, position, region })))
  if (rows.length > 0) await db.insertInto('observations').values(rows).execute()
  if (regions.length > 0) await db.insertInto('observation_regions').values(regions).execute()
  await settle(db, incident.id)
}

async function findIncident(db: Db, id: string) {
  const incident = await db.selectFrom('incidents').selectAll().where('id', '=', id).executeTakeFirst()
  if (!incident) throw new InvalidEvent(`there is no incident ${id}`)
  return incident
}

async function findUnmerged(db: Db, id: string) {
  const incident = await findIncident(db, id)
  if (incident.merged_into !== null) throw new InvalidEvent(`incident ${id} was merged into ${incident.merged_into}`)
  return incident
}

async function findReport(db: Db, id: string) {
  const report = await db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst()
  if (!report) throw new InvalidEvent(`there is no report ${id}`)
  return report
}

const undecided: readonly State[] = ['draft', 'in_review']
const decisions = {
  approved: { from: undecided, changes: () => null },
  published: {
    from: undecided,
    changes: (row: LedgerRow) => ({ review_state: 'published', published_seq: row.seq, published_time: row.time }),
  },
  rejected: { from: undecided, changes: () => ({ review_state: 'rejected' }) },
  retracted: {
    from: ['published', 'corrected'],
    changes: (row: LedgerRow) => ({ review_state: 'retracted', retracted_seq: row.seq, retracted_time: row.time }),
  },
} as const satisfies Record<string, { from: readonly State[]; changes: (row: LedgerRow) => Partial<ReportsTable> | null }>
type Decision = keyof typeof decisions

function requireState(what: string, state: State, decision: Decision): void {
  const from: readonly State[] = decisions[decision].from
  if (!from.includes(state)) throw new InvalidEvent(`${what} is ${state} and cannot be ${decision}`)
}

async function decideIncident(db: Db, id: string, decision: Decision, row: LedgerRow): Promise<void> {
  const incident = await findUnmerged(db, id)
  requireState(`incident ${id}`, incident.review_state, decision)
  const changes = decisions[decision].changes(row)
  if (changes === null) return
  await db.updateTable('incidents').set(changes).where('id', '=', id).execute()
  await settle(db, id)
}

async function decideReport(db: Db, id: string, decision: Decision, row: LedgerRow): Promise<void> {
  const report = await findReport(db, id)
  await findUnmerged(db, report.incident_id)
  requireState(`report ${id}`, report.review_state, decision)
  const changes = decisions[decision].changes(row)
  if (changes === null) return
  await db.updateTable('reports').set(changes).where('id', '=', id).execute()
  await settle(db, report.incident_id)
}

/** One report of a duplicate and what stands for it in the other incident: recorded when the first one was. */
async function mergeReport(db: Db, { id, into }: Merge, from: string, to: string): Promise<void> {
  const [original, counterpart] = [await findReport(db, from), await findReport(db, to)]
  if (original.incident_id !== id) throw new InvalidEvent(`report ${from} is not one of incident ${id}`)
  if (counterpart.incident_id !== into) throw new InvalidEvent(`report ${to} is not one of incident ${into}`)
  await db.updateTable('reports').set({ recorded_at: original.recorded_at }).where('id', '=', to).execute()
  await db
    .updateTable('reports')
    .set({ merged_into: to })
    .where((eb) => eb.or([eb('id', '=', from), eb('merged_into', '=', from)]))
    .execute()
}

/** Ends a duplicate. What was merged into it before answers from the other incident, too. */
async function merge(db: Db, merged: Merge, row: LedgerRow): Promise<void> {
  const { id, into, reports } = merged
  const incident = await findUnmerged(db, id)
  const target = await findUnmerged(db, into)
  if (id === into) throw new InvalidEvent(`incident ${id} cannot be merged into itself`)
  for (const { review_state: state, id: which } of [incident, target]) {
    if (state === 'rejected' || state === 'retracted') throw new InvalidEvent(`incident ${which} is ${state} and cannot be merged`)
  }
  for (const { from, to } of reports) await mergeReport(db, merged, from, to)
  const ended = { merged_into: into, retracted_seq: row.seq, retracted_time: row.time }
  await db.updateTable('incidents').set(ended).where('id', '=', id).execute()
  await db.updateTable('incidents').set({ merged_into: into }).where('merged_into', '=', id).execute()
  await settle(db, id)
}

/** Works out again when an incident and its reports were public knowledge, and writes what changed. */
async function settle(db: Db, id: string): Promise<void> {
  const incident = await findIncident(db, id)
  const reports = await db.selectFrom('reports').selectAll().where('incident_id', '=', id).execute()
  const ofIncident = { ...facts(incident), publicAfter: incident.public_after }
  const { knownFrom, knownUntil } = incidentKnown(ofIncident)
  if (knownFrom !== incident.known_from || knownUntil !== incident.known_until) {
    await db.updateTable('incidents').set({ known_from: knownFrom, known_until: knownUntil }).where('id', '=', id).execute()
  }
  const known = reportsKnown(
    ofIncident,
    reports.map((report) => ({ ...facts(report), id: report.id, supersedes: report.supersedes })),
  )
  for (const report of reports) {
    const now = known.get(report.id)
    if (!now) continue
    const set = { known_from: now.knownFrom, known_until: now.knownUntil, superseded_by: now.supersededBy }
    if (set.known_from === report.known_from && set.known_until === report.known_until && set.superseded_by === report.superseded_by)
      continue
    await db.updateTable('reports').set(set).where('id', '=', report.id).execute()
  }
}

/** Of a taken-down incident nothing stays in the tables but the tombstone. In a rebuild there was nothing of it to begin with. */
async function takeDown(db: Db, id: string, reason: string, time: string): Promise<void> {
  const ofIncident = db.selectFrom('reports').select('id').where('incident_id', '=', id)
  await db.deleteFrom('observation_regions').where('report_id', 'in', ofIncident).execute()
  await db.deleteFrom('observations').where('incident_id', '=', id).execute()
  await db.deleteFrom('reports').where('incident_id', '=', id).execute()
  await db.deleteFrom('incidents').where('id', '=', id).execute()
  await db.insertInto('tombstones').values({ id, taken_down_at: time, reason }).execute()
}

async function describeFeed(db: Db, feed: MachineFeed, seq: number): Promise<void> {
  const { id: name, cadenceMinutes: cadence, ...same } = feed
  const known = await db.selectFrom('feeds').select('id').where('name', '=', name).executeTakeFirst()
  if (known === undefined)
    await db
      .insertInto('feeds')
      .values({ id: seq, name, cadence, ...same })
      .execute()
  else
    await db
      .updateTable('feeds')
      .set({ cadence, ...same })
      .where('id', '=', known.id)
      .execute()
}

async function apply(db: Db, event: LedgerEvent, row: LedgerRow): Promise<void> {
  switch (event.verb) {
    case 'incident.created':
      return createIncident(db, event.payload, row)
    case 'report.added':
      return addReport(db, event.payload, row)
    case 'incident.approved':
      return decideIncident(db, event.payload.id, 'approved', row)
    case 'incident.published':
      return decideIncident(db, event.payload.id, 'published', row)
    case 'incident.rejected':
      return decideIncident(db, event.payload.id, 'rejected', row)
    case 'incident.retracted':
      return decideIncident(db, event.payload.id, 'retracted', row)
    case 'incident.takenDown':
      return takeDown(db, event.payload.id, event.payload.reason, row.time)
    case 'incident.merged':
      return merge(db, event.payload, row)
    case 'report.approved':
      return decideReport(db, event.payload.id, 'approved', row)
    case 'report.published':
      return decideReport(db, event.payload.id, 'published', row)
    case 'report.rejected':
      return decideReport(db, event.payload.id, 'rejected', row)
    case 'report.retracted':
      return decideReport(db, event.payload.id, 'retracted', row)
    case 'records.imported': {
      const { sha256, id, rows } = event.payload
      await db.insertInto('imports').values({ sha256, id, rows, imported_at: row.time }).execute()
      return
    }
    case 'feed.described':
      return describeFeed(db, event.payload.feed, row.seq)
    case 'readings.taken':
      // The readings are not in the ledger: they are written beside this row, and a rebuild leaves them as they are.
      return
  }
}

/**
 * Applies one ledger row to the tables: the only way in which they change, when the row is written and when they are rebuilt.
 * A blanked row applies nothing: its record was taken down later. Throws InvalidEvent for what does not follow from the tables.
 */
export async function project(db: Db, row: LedgerRow): Promise<void> {
  if (row.payload === null) return
  await apply(db, LedgerEvent.parse({ verb: row.verb, payload: JSON.parse(row.payload) }), row)
}
