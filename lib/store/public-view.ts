import { setImmediate as turn } from 'node:timers/promises'
import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Change, ChangedIncident } from '@/lib/schema/change'
import type { Observation } from '@/lib/schema/observation'
import type { Report } from '@/lib/schema/report'
import type { ObservationRow, Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import { services, standingMeasures } from '@/lib/schema/vocabulary'
import { IncidentCursor, ObservationCursor, readCursor, writeCursor } from './cursor'
import { fixedInstant } from './fixed-instant'
import { holdings } from './holdings'
import { incidentHistory } from './incident-history'
import { publicCalendar } from './public-calendar'
import { endOfChanges, nextRelease, publicChanges, publicState } from './public-changes'
import { publicFeed } from './public-feed'
import { feedStandings, snapshotsTold } from './public-readings'
import { rolledDays } from './reading-days'
import { readingsInTime } from './readings-in-time'
import { incidentFilter, isPublic, type Knowledge, knowledgeOf, observationFilter, reportFilter, stoodAt } from './record-filter'
import { observation, source, storedIncident, storedReport } from './record-rows'
import type { IncidentRow, Page, PublicView, RecordFilter } from './store'
import type { IncidentsTable, ReportsTable, Tables } from './tables'

type Db = Kysely<Tables>
type Reading = <T>(work: (db: Db) => Promise<T>) => Promise<T>
interface PageAsked {
  limit: number
  cursor?: string
}
type Piece<Row> = Omit<Page<Row>, 'total'>

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
  'incidents.start_time',
  'incidents.start_precision',
  'incidents.end_time',
  'incidents.end_precision',
  'incidents.wave',
  'reports.supersedes',
] as const

const selected = (db: Db) => joined(db).select(rowColumns)
type JoinedRow = Awaited<ReturnType<ReturnType<typeof selected>['execute']>>[number]

// Of many thousand rows; fields are added to each, since V8 takes fifty times as long, and ten times the memory, to spread so many.
function stated(row: JoinedRow): Omit<Statement, 'knownFrom' | 'knownUntil'> {
  return Object.assign(observation(row), {
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
  })
}

/** With everything said of the report and the incident. `isShown` is asked of a report that this one puts right. */
function observationRow(row: JoinedRow, isShown: (id: string) => boolean): ObservationRow {
  return Object.assign(stated(row), {
    incidentStart: { time: row.start_time, precision: row.start_precision },
    incidentEnd: row.end_time === null || row.end_precision === null ? null : { time: row.end_time, precision: row.end_precision },
    wave: row.wave,
    supersedes: row.supersedes !== null && isShown(row.supersedes) ? row.supersedes : null,
    reportQuote: row.report_quote,
  })
}

/** Those of some reports that the public may or might know. */
async function shownAmong(db: Db, now: Instant, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const found = await db
    .selectFrom('reports')
    .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
    .select('reports.id')
    .where('reports.id', 'in', [...ids])
    .where(isPublic('reports', now, 'ever'))
    .execute()
  return new Set(found.map(({ id }) => id))
}

async function statements(db: Db, now: Instant, filter: RecordFilter): Promise<Statement[]> {
  const knowledge = filter.knownAt === undefined ? 'ever' : knowledgeOf(filter)
  const { upTo } = filter
  const rows = await selected(db)
    .$if(upTo !== undefined, (query) => query.select(stoodAt('reports', upTo ?? 0).as('stood')))
    .where(observationFilter(now, knowledge, filter))
    .orderBy('reports.as_of_from')
    .orderBy('observations.report_id')
    .orderBy('observations.position')
    .execute()
  // known_from is never null here: the filter asks for it. The types of a query cannot say so.
  return rows.flatMap((row) =>
    row.known_from === null
      ? []
      : [Object.assign(stated(row), { knownFrom: row.known_from, knownUntil: row.stood ? null : row.known_until })],
  )
}

/** The rows behind a cursor, uncounted. */
async function someObservations(db: Db, now: Instant, filter: RecordFilter, { limit, cursor }: PageAsked): Promise<Piece<ObservationRow>> {
  let query = selected(db).where(observationFilter(now, knowledgeOf(filter), filter))
  if (cursor !== undefined) {
    const [, asOf, report, position] = readCursor(ObservationCursor, cursor)
    // The first condition follows from the others: it is what an index can begin at.
    query = query.where((eb) =>
      eb.and([
        eb('reports.as_of_from', '<=', asOf),
        eb.or([
          eb('reports.as_of_from', '<', asOf),
          eb.and([eb('reports.as_of_from', '=', asOf), eb('reports.id', '<', report)]),
          eb.and([eb('reports.id', '=', report), eb('observations.position', '>', position)]),
        ]),
      ]),
    )
  }
  const found = await query
    .orderBy('reports.as_of_from', 'desc')
    .orderBy('reports.id', 'desc')
    .orderBy('observations.position')
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const next = found.length > limit && last ? writeCursor(['o', last.as_of_from, last.report_id, last.position]) : null
  const superseded = await shownAmong(db, now, [...new Set(rows.flatMap((row) => row.supersedes ?? []))])
  return { rows: rows.map((row) => observationRow(row, (id) => superseded.has(id))), next }
}

async function observations(db: Db, now: Instant, filter: RecordFilter, asked: PageAsked): Promise<Page<ObservationRow>> {
  const counted = await joined(db)
    .where(observationFilter(now, knowledgeOf(filter), filter))
    .select((eb) => eb.fn.countAll<number | string>().as('total'))
    .executeTakeFirst()
  return { ...(await someObservations(db, now, filter, asked)), total: Number(counted?.total ?? 0) }
}

/** The rows behind a cursor, uncounted. */
async function someIncidents(db: Db, now: Instant, filter: RecordFilter, { limit, cursor }: PageAsked): Promise<Piece<IncidentRow>> {
  const knowledge = knowledgeOf(filter)
  let query = db
    .selectFrom('incidents')
    .selectAll()
    .where(incidentFilter(now, knowledge, filter))
  if (cursor !== undefined) {
    const [, start, id] = readCursor(IncidentCursor, cursor)
    query = query.where((eb) =>
      eb.and([
        eb('start_from', '<=', start),
        eb.or([eb('start_from', '<', start), eb.and([eb('start_from', '=', start), eb('id', '<', id)])]),
      ]),
    )
  }
  const found = await query
    .orderBy('start_from', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const next = found.length > limit && last ? writeCursor(['i', last.start_from, last.id]) : null
  const complete = await withReports(db, rows, now, knowledge, filter)
  // What is listed stood when it was known, whatever became of it.
  return { rows: complete.map((row): IncidentRow => ({ ...row, reviewState: 'published' })), next }
}

async function incidents(db: Db, now: Instant, filter: RecordFilter, asked: PageAsked): Promise<Page<IncidentRow>> {
  const counted = await db
    .selectFrom('incidents')
    .where(incidentFilter(now, knowledgeOf(filter), filter))
    .select((eb) => eb.fn.countAll<number | string>().as('total'))
    .executeTakeFirst()
  return { ...(await someIncidents(db, now, filter, asked)), total: Number(counted?.total ?? 0) }
}

/**
 * How many rows are read at once where all are wanted: enough to be quick, and few enough that the first are there soon and that no piece
 * lives long enough to be taken for lasting memory. An incident comes with a hundred times as much as is shown of it.
 */
const pieceOf = { observations: 100, incidents: 5 } as const

/** All rows of a list, each piece a reading of its own; between two of them whoever else is asking has a turn. */
async function* piecesOf<Row>(limit: number, some: (asked: PageAsked) => Promise<Piece<Row>>): AsyncGenerator<Row[]> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { rows, next } = await some({ limit, ...(cursor !== undefined && { cursor }) })
    if (rows.length > 0) yield rows
    cursor = next
    await turn()
  }
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

/** Reports that are or were public, by their ids, in no order. */
async function publicReports(db: Db, now: Instant, ids: readonly string[]): Promise<Report[]> {
  if (ids.length === 0) return []
  const shownIn = (wanted: readonly string[]) =>
    db
      .selectFrom('reports')
      .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
      .selectAll('reports')
      .where('reports.id', 'in', wanted)
      .where(isPublic('incidents', now, 'ever'))
      .where(isPublic('reports', now, 'ever'))
      .execute()
  const rows = await shownIn(ids)
  const named = rows.flatMap(({ supersedes, superseded_by }) => [supersedes, superseded_by].filter((id) => id !== null))
  const shown = new Set(named.length === 0 ? [] : (await shownIn(named)).map(({ id }) => id))
  const said = await observationsOf(db, rows)
  return rows.map((row) => shownReport(row, said.get(row.id) ?? [], (other) => shown.has(other)))
}

/** The id under which a record answers: its own, or of what it was merged into. */
async function answeringId(db: Db, table: 'incidents' | 'reports', id: string): Promise<string> {
  const found = await db.selectFrom(table).select('merged_into').where('id', '=', id).executeTakeFirst()
  return found?.merged_into ?? id
}

async function incident(db: Db, now: Instant, asked: string): ReturnType<PublicView['incident']> {
  const id = await answeringId(db, 'incidents', asked)
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
async function report(db: Db, now: Instant, asked: string): ReturnType<PublicView['report']> {
  const id = await answeringId(db, 'reports', asked)
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

export async function tombstone(db: Db, id: string) {
  const found = await db.selectFrom('tombstones').selectAll().where('id', '=', id).executeTakeFirst()
  return found ? { id: found.id, takenDownAt: found.taken_down_at, reason: found.reason } : null
}

/** The changes with what they speak of, as it stands now. */
async function changes(db: Db, now: Instant, asked: Parameters<PublicView['changes']>[0]): ReturnType<PublicView['changes']> {
  const { rows, next, more } = await publicChanges(db, now, asked)
  const present = rows.filter(({ kind }) => kind === 'added' || kind === 'corrected')
  const reports = await publicReports(
    db,
    now,
    present.flatMap((entry) => entry.report ?? []),
  )
  const ids = present.filter((entry) => entry.report === null).map((entry) => entry.incident)
  const incidents = ids.length === 0 ? [] : await db.selectFrom('incidents').selectAll().where('id', 'in', ids).execute()
  const told = incidents.map((row): ChangedIncident => {
    const { id, title, kind, start, end, wave } = storedIncident(row)
    return { id, title, kind, start, end, wave, recordedAt: row.recorded_at }
  })
  const said = new Map<string, Change['data']>([...told, ...reports].map((record) => [record.id, record]))
  return { rows: rows.map((entry) => ({ ...entry, data: said.get(entry.report ?? entry.incident) ?? null })), next, more }
}

/** The feed with what its entries say. */
async function feed(db: Db, now: Instant, filter: RecordFilter, limit: number): ReturnType<PublicView['feed']> {
  const { entries, gone } = await publicFeed(db, now, filter, limit)
  const said = await publicReports(
    db,
    now,
    entries.map(({ report }) => report),
  )
  const byId = new Map(said.map((one) => [one.id, one]))
  const told = entries.flatMap((entry) => {
    const found = byId.get(entry.report)
    return found === undefined ? [] : [{ ...entry, report: found }]
  })
  return { entries: told, gone }
}

async function calendar(db: Db, now: Instant, filter: RecordFilter, limit: number): ReturnType<PublicView['calendar']> {
  return publicCalendar(db, now, (await incidents(db, now, filter, { limit })).rows, filter, limit)
}

/**
 * Asked from either end of the reports in the order of their times, so that the first one that counts ends the search, however many there
 * are between.
 */
async function bounds(db: Db, now: Instant): ReturnType<PublicView['bounds']> {
  const endmost = (order: 'asc' | 'desc') =>
    db
      .selectFrom('reports')
      .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
      .select('reports.as_of_from')
      .where(reportFilter(now, 'standing', nothingAsked))
      .where(isPublic('incidents', now, 'standing'))
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('observations')
            .select('observations.position')
            .whereRef('observations.report_id', '=', 'reports.id')
            .where('observations.basis', '=', 'at_time')
            .where('observations.measure', 'in', standingMeasures),
        ),
      )
      .orderBy('reports.as_of_from', order)
      .limit(1)
      .executeTakeFirst()
  const [first, last] = [await endmost('asc'), await endmost('desc')]
  return first && last ? { first: first.as_of_from, last: last.as_of_from } : null
}

async function extents(db: Db, now: Instant): ReturnType<PublicView['extents']> {
  const said = await joined(db)
    .where(observationFilter(now, 'standing', nothingAsked))
    .select((eb) => [eb.fn.min('reports.as_of_from').as('from'), eb.fn.max('reports.as_of_until').as('until')])
    .executeTakeFirst()
  const begun = await db
    .selectFrom('incidents')
    .where(incidentFilter(now, 'standing', nothingAsked))
    .select((eb) => [eb.fn.min('start_from').as('from'), eb.fn.max('start_until').as('until')])
    .executeTakeFirst()
  const extent = (found: typeof said) => (found?.from && found.until ? { from: found.from, until: found.until } : null)
  return { observations: extent(said), incidents: extent(begun) }
}

/** The records as the public may see them at `now`; each call reads one snapshot. */
export function publicView(reading: Reading, now: Instant): PublicView {
  return {
    statements: (filter) => reading((db) => statements(db, now, filter)),
    observations: (filter, page) => reading((db) => observations(db, now, filter, page)),
    incidents: (filter, page) => reading((db) => incidents(db, now, filter, page)),
    observationPieces: (filter, { seq }) =>
      piecesOf(pieceOf.observations, (asked) => reading((db) => someObservations(db, now, { ...filter, upTo: seq }, asked))),
    incidentPieces: (filter, { seq }) =>
      piecesOf(pieceOf.incidents, (asked) => reading((db) => someIncidents(db, now, { ...filter, upTo: seq }, asked))),
    state: () => reading((db) => publicState(db, now)),
    incident: (id) => reading((db) => incident(db, now, id)),
    report: (id) => reading((db) => report(db, now, id)),
    bounds: () => reading((db) => bounds(db, now)),
    extents: () => reading((db) => extents(db, now)),
    changes: (asked) => reading((db) => changes(db, now, asked)),
    feed: (filter, limit) => reading((db) => feed(db, now, filter, limit)),
    changesEnd: () => reading((db) => endOfChanges(db, now)),
    nextRelease: () => reading((db) => nextRelease(db, now)),
    calendar: (filter, limit) => reading((db) => calendar(db, now, filter, limit)),
    holdings: () => reading((db) => holdings(db, now)),
    readingDays: (asked) => reading((db) => rolledDays(db, now, asked)),
    readings: (asked) => reading((db) => readingsInTime(db, now, asked)),
    feeds: () => reading((db) => feedStandings(db, fixedInstant(now))),
    snapshotsTold: () => reading((db) => snapshotsTold(db, fixedInstant(now))),
  }
}
