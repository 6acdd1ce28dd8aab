import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Observation } from '@/lib/schema/observation'
import type { Report } from '@/lib/schema/report'
import type { ObservationRow, Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import { services, standingMeasures } from '@/lib/schema/vocabulary'
import { IncidentCursor, ObservationCursor, readCursor, writeCursor } from './cursor'
import { holdings } from './holdings'
import { incidentHistory } from './incident-history'
import { incidentFilter, isPublic, type Knowledge, knowledgeOf, observationFilter, reportFilter } from './record-filter'
import { observation, source, storedIncident, storedReport } from './record-rows'
import type { IncidentRow, Page, PublicView, RecordFilter } from './store'
import type { IncidentsTable, ReportsTable, Tables } from './tables'

type Db = Kysely<Tables>
type Reading = <T>(work: (db: Db) => Promise<T>) => Promise<T>
interface PageAsked {
  limit: number
  cursor?: string
}

const nothingAsked: RecordFilter = { regions: [], services: [], measures: [], units: [], kinds: [], tiers: [] }

const joined = (db: Db) =>
  db
    .selectFrom('observations')
    .innerJoin('reports', 'reports.id', 'observations.report_id')
    .innerJoin('incidents', 'incidents.id', 'reports.incident_id')

const rowColumns = [
  'observations.report_id',
  'observations.position',
  'observations.id',
  'observations.regions',
  'observations.place',
  'observations.control',
  'observations.service',
  'observations.measure',
  'observations.basis',
  'observations.unit',
  'observations.value',
  'observations.min',
  'observations.max',
  'observations.qualifier',
  'observations.quantity_text',
  'observations.state',
  'observations.note',
  'observations.quote',
  'reports.quote as report_quote',
  'reports.publisher',
  'reports.stated_by',
  'reports.tier',
  'reports.url',
  'reports.archive_url',
  'reports.lang',
  'reports.published_at',
  'reports.as_of_time',
  'reports.as_of_precision',
  'reports.as_of_from',
  'reports.recorded_at',
  'reports.known_from',
  'reports.known_until',
  'incidents.id as incident',
  'incidents.title',
  'incidents.kind',
] as const

const selected = (db: Db) => joined(db).select(rowColumns)
type JoinedRow = Awaited<ReturnType<ReturnType<typeof selected>['execute']>>[number]

function observationRow(row: JoinedRow): ObservationRow {
  return {
    ...observation(row),
    // The words that say so: the figure's own, else those of the whole report.
    quote: row.quote ?? row.report_quote,
    incident: row.incident,
    incidentTitle: row.title,
    kind: row.kind,
    report: row.report_id,
    source: source(row),
    asOf: { time: row.as_of_time, precision: row.as_of_precision },
    publishedAt: row.published_at,
    recordedAt: row.recorded_at,
  }
}

async function statements(db: Db, now: Instant, filter: RecordFilter): Promise<Statement[]> {
  const knowledge = filter.knownAt === undefined ? 'ever' : knowledgeOf(filter)
  const rows = await selected(db)
    .where(observationFilter(now, knowledge, filter))
    .orderBy('reports.as_of_from')
    .orderBy('observations.report_id')
    .orderBy('observations.position')
    .execute()
  // known_from is never null here: the filter asks for it. The types of a query cannot say so.
  return rows.flatMap((row) =>
    row.known_from === null ? [] : [{ ...observationRow(row), knownFrom: row.known_from, knownUntil: row.known_until }],
  )
}

async function observations(db: Db, now: Instant, filter: RecordFilter, { limit, cursor }: PageAsked): Promise<Page<ObservationRow>> {
  const condition = observationFilter(now, knowledgeOf(filter), filter)
  let query = selected(db).where(condition)
  if (cursor !== undefined) {
    const [, asOf, report, position] = readCursor(ObservationCursor, cursor)
    query = query.where((eb) =>
      eb.or([
        eb('reports.as_of_from', '<', asOf),
        eb.and([eb('reports.as_of_from', '=', asOf), eb('observations.report_id', '<', report)]),
        eb.and([eb('observations.report_id', '=', report), eb('observations.position', '>', position)]),
      ]),
    )
  }
  const found = await query
    .orderBy('reports.as_of_from', 'desc')
    .orderBy('observations.report_id', 'desc')
    .orderBy('observations.position')
    .limit(limit + 1)
    .execute()
  const counted = await joined(db)
    .where(condition)
    .select((eb) => eb.fn.countAll<number | string>().as('total'))
    .executeTakeFirst()
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const next = found.length > limit && last ? writeCursor(['o', last.as_of_from, last.report_id, last.position]) : null
  return { rows: rows.map(observationRow), next, total: Number(counted?.total ?? 0) }
}

async function incidents(db: Db, now: Instant, filter: RecordFilter, { limit, cursor }: PageAsked): Promise<Page<IncidentRow>> {
  const knowledge = knowledgeOf(filter)
  const condition = incidentFilter(now, knowledge, filter)
  let query = db.selectFrom('incidents').selectAll().where(condition)
  if (cursor !== undefined) {
    const [, start, id] = readCursor(IncidentCursor, cursor)
    query = query.where((eb) => eb.or([eb('start_from', '<', start), eb.and([eb('start_from', '=', start), eb('id', '<', id)])]))
  }
  const found = await query
    .orderBy('start_from', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const counted = await db
    .selectFrom('incidents')
    .where(condition)
    .select((eb) => eb.fn.countAll<number | string>().as('total'))
    .executeTakeFirst()
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const next = found.length > limit && last ? writeCursor(['i', last.start_from, last.id]) : null
  return { rows: await withReports(db, rows, now, knowledge, filter), next, total: Number(counted?.total ?? 0) }
}

/** Completes incidents with what their counting reports say: regions, services, how many, and the newest figure's time. */
async function withReports(
  db: Db,
  rows: IncidentsTable[],
  now: Instant,
  knowledge: Knowledge,
  filter: RecordFilter,
): Promise<IncidentRow[]> {
  if (rows.length === 0) return []
  const reports = await db
    .selectFrom('reports')
    .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
    .selectAll('reports')
    .where(
      'reports.incident_id',
      'in',
      rows.map(({ id }) => id),
    )
    .where(reportFilter(now, knowledge, filter))
    .execute()
  const said = await observationsOf(db, reports)
  return rows.map((row) =>
    incidentRow(
      row,
      reports.filter(({ incident_id }) => incident_id === row.id),
      said,
    ),
  )
}

function incidentRow(row: IncidentsTable, reports: ReportsTable[], said: Map<string, Observation[]>): IncidentRow {
  const all = reports.flatMap(({ id }) => said.get(id) ?? [])
  const spoken = new Set(all.map(({ service }) => service))
  const newest = reports.reduce<ReportsTable | null>((best, report) => (best === null || isNewer(report, best) ? report : best), null)
  return {
    ...storedIncident(row),
    recordedAt: row.recorded_at,
    regions: [...new Set(all.flatMap(({ regions }) => regions))].sort(),
    services: services.filter((service) => spoken.has(service)),
    reportCount: reports.length,
    lastAsOf: newest && { time: newest.as_of_time, precision: newest.as_of_precision },
  }
}

/** The later figure; of two that begin together the finer, then by id, so that every engine gives the same. */
function isNewer(a: ReportsTable, b: ReportsTable): boolean {
  if (a.as_of_from !== b.as_of_from) return a.as_of_from > b.as_of_from
  return a.as_of_until !== b.as_of_until ? a.as_of_until < b.as_of_until : a.id > b.id
}

/** The observations of reports, by report, in their order. */
export async function observationsOf(db: Db, reports: readonly { id: string }[]): Promise<Map<string, Observation[]>> {
  const byReport = new Map<string, Observation[]>(reports.map(({ id }) => [id, []]))
  if (reports.length === 0) return byReport
  const rows = await db
    .selectFrom('observations')
    .selectAll()
    .where('report_id', 'in', [...byReport.keys()])
    .orderBy('report_id')
    .orderBy('position')
    .execute()
  for (const row of rows) byReport.get(row.report_id)?.push(observation(row))
  return byReport
}

/** A report as the public sees it: superseded reads `corrected`, ended with its incident reads `retracted`, and only public reports are named. */
function shownReport(row: ReportsTable, observations: Observation[], isShown: (id: string) => boolean): Report {
  const { asOfSpan: _span, publishedBy: _by, ...report } = storedReport(row, observations)
  const named = (id: string | null) => (id !== null && isShown(id) ? id : null)
  const ended = row.superseded_by === null ? 'retracted' : 'corrected'
  const reviewState = row.known_until === null || report.reviewState === 'retracted' ? report.reviewState : ended
  return { ...report, supersedes: named(row.supersedes), reviewState, recordedAt: row.recorded_at, supersededBy: named(row.superseded_by) }
}

async function incident(db: Db, now: Instant, id: string): ReturnType<PublicView['incident']> {
  const row = await db
    .selectFrom('incidents')
    .selectAll()
    .where('id', '=', id)
    .where(isPublic('incidents', now, 'ever'))
    .executeTakeFirst()
  if (!row) return tombstone(db, id)
  const reports = await db
    .selectFrom('reports')
    .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
    .selectAll('reports')
    .where('reports.incident_id', '=', id)
    .where(isPublic('reports', now, 'ever'))
    .orderBy('reports.as_of_from')
    .orderBy('reports.id')
    .execute()
  const said = await observationsOf(db, reports)
  // Of a retracted incident those count that stood to its end.
  const counting = reports.filter(({ known_until }) => known_until === row.known_until)
  const shown = new Set(reports.map((report) => report.id))
  return {
    incident: incidentRow(row, counting, said),
    reports: reports.map((report) => shownReport(report, said.get(report.id) ?? [], (other) => shown.has(other))),
    history: await incidentHistory(db, id, shown),
  }
}

/** A report under its own address: its guard is its incident's and its own, as in a list. */
async function report(db: Db, now: Instant, id: string): ReturnType<PublicView['report']> {
  const row = await db
    .selectFrom('reports')
    .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
    .selectAll('reports')
    .select(['incidents.title', 'incidents.kind', 'incidents.review_state as incident_state'])
    .where('reports.id', '=', id)
    .where(isPublic('incidents', now, 'ever'))
    .where(isPublic('reports', now, 'ever'))
    .executeTakeFirst()
  if (!row) return tombstoneOfReport(db, id)
  const said = await observationsOf(db, [row])
  const named = await db
    .selectFrom('reports')
    .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
    .select('reports.id')
    .where('reports.incident_id', '=', row.incident_id)
    .where(isPublic('reports', now, 'ever'))
    .execute()
  const shown = new Set(named.map((other) => other.id))
  const history = await incidentHistory(db, row.incident_id, new Set([id]))
  const { title, kind, incident_state } = row
  const asListed = shownReport(row, said.get(id) ?? [], (other) => shown.has(other))
  // One that was corrected before its incident was retracted is retracted with it.
  const reviewState = incident_state === 'retracted' ? incident_state : asListed.reviewState
  return { report: { ...asListed, reviewState }, incident: { title, kind }, history }
}

/** Of a report whose incident was taken down nothing is left but the address of its ledger row. */
async function tombstoneOfReport(db: Db, id: string) {
  const found = await db
    .selectFrom('tombstones')
    .innerJoin('ledger', (join) => join.on(sql<SqlBool>`ledger.subject = tombstones.id || '/' || ${id}`))
    .select(['tombstones.taken_down_at', 'tombstones.reason'])
    .executeTakeFirst()
  return found ? { id, takenDownAt: found.taken_down_at, reason: found.reason } : null
}

async function tombstone(db: Db, id: string) {
  const found = await db.selectFrom('tombstones').selectAll().where('id', '=', id).executeTakeFirst()
  return found ? { id: found.id, takenDownAt: found.taken_down_at, reason: found.reason } : null
}

async function bounds(db: Db, now: Instant): ReturnType<PublicView['bounds']> {
  const found = await joined(db)
    .where(observationFilter(now, 'standing', nothingAsked))
    .where('observations.basis', '=', 'at_time')
    .where('observations.measure', 'in', standingMeasures)
    .select((eb) => [eb.fn.min('reports.as_of_from').as('first'), eb.fn.max('reports.as_of_from').as('last')])
    .executeTakeFirst()
  return found?.first && found.last ? { first: found.first, last: found.last } : null
}

/** The records as the public may see them at `now`; each call reads one snapshot. */
export function publicView(reading: Reading, now: Instant): PublicView {
  return {
    statements: (filter) => reading((db) => statements(db, now, filter)),
    observations: (filter, page) => reading((db) => observations(db, now, filter, page)),
    incidents: (filter, page) => reading((db) => incidents(db, now, filter, page)),
    incident: (id) => reading((db) => incident(db, now, id)),
    report: (id) => reading((db) => report(db, now, id)),
    bounds: () => reading((db) => bounds(db, now)),
    holdings: () => reading((db) => holdings(db, now)),
  }
}
