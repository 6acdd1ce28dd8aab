import { createHash } from 'node:crypto'
import type { FeaturesHead } from '@/lib/export/features'
import { impactRows, impactTable } from '@/lib/export/impact-columns'
import { incidentTable } from '@/lib/export/incident-columns'
import { observationTable } from '@/lib/export/observation-columns'
import { readingTable } from '@/lib/export/reading-columns'
import { type Ground, regionShapes } from '@/lib/export/region-shapes'
import { seriesRows, seriesTable } from '@/lib/export/series-columns'
import type { Pieces, Table } from '@/lib/export/table'
import { type TableFormat, tableBytes, tableFormats } from '@/lib/export/table-formats'
import type { IncidentPage, ObservationPage, ReadingPage } from '@/lib/schema/answers'
import type { Impact, Series } from '@/lib/schema/impact'
import type { Incident } from '@/lib/schema/incident'
import type { ImpactQuery } from '@/lib/schema/query'
import type { ReadingStep } from '@/lib/schema/reading'
import type { ObservationRow } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import { ok, page, type Reply, type StreamedReply } from './answer'
import type { Format } from './negotiate'

const isTableFormat = (format: Format): format is TableFormat => tableFormats.some((one) => one === format)

/** Whether the whole of a list is wanted: in a format to keep, and with no page named. */
export function wantsAll(request: Request, format: Format): format is TableFormat {
  const { searchParams } = new URL(request.url)
  return isTableFormat(format) && !searchParams.has('limit') && !searchParams.has('cursor')
}

/** `2026-01-08T1600Z`: a moment as file systems take it, to the minute. */
const stamp = (at: string): string => `${at.slice(0, 16).replace(':', '')}Z`

/** `outage-ledger_impact_electricity_2026-01-08T1600Z.csv`. */
const fileName = (format: TableFormat, ...parts: string[]): string => `${['outage-ledger', ...parts].join('_')}.${format}`

/** What a list was narrowed to, where a name can say it: few services, few regions. */
const narrowedTo = ({ service, region }: Pick<ImpactQuery, 'service' | 'region'>): string[] =>
  [service, region].flatMap((codes) => (codes.length > 0 && codes.length < 4 ? [codes.join('-')] : []))

interface Export<Row> {
  format: TableFormat
  table: Table<Row>
  pieces: Pieces<Row>
  head: FeaturesHead
  territory: Ground
  /** What the rows are a function of; it becomes the tag. */
  state: unknown
  name: string
}

/** A table as a file, written while it is read; its tag is of what it is made from, so that the reader need not wait for its end. */
function file<Row>(of: Export<Row>, headers: Record<string, string> = {}): StreamedReply {
  const made = [of.format, of.table.columns, of.head, of.territory.version, of.state]
  const hash = createHash('sha256').update(JSON.stringify(made)).digest('base64url').slice(0, 27)
  const disposition = of.format === 'geojson' ? 'inline' : 'attachment'
  return {
    status: 200,
    bytes: tableBytes(of.format, of.table, of.pieces, {
      shapes: regionShapes(of.territory),
      head: of.head,
      boundaries: of.territory.boundaries,
    }),
    tag: `"${hash}"`,
    headers: { ...headers, 'Content-Disposition': `${disposition}; filename="${of.name}"` },
  }
}

/** The answer of an impact query in its format. */
export function exportedImpact(impact: Impact, format: Format, territory: Ground): Reply | StreamedReply {
  if (!isTableFormat(format)) return ok(impact)
  const { asOf, knownAt, publishedBy, level } = impact
  const services = impact.totalsByService.map(({ service }) => service).join('-')
  return file({
    format,
    table: impactTable,
    pieces: [impactRows(impact)],
    head: { asOf, knownAt, publishedBy, level },
    territory,
    state: impact,
    name: fileName(format, 'impact', services, stamp(asOf)),
  })
}

/** The answer of a series query in its format. */
export function exportedSeries(series: Series, format: Format, territory: Ground): Reply | StreamedReply {
  if (!isTableFormat(format)) return ok(series)
  const { service, step, from, to, knownAt, publishedBy } = series
  return file({
    format,
    table: seriesTable,
    pieces: seriesRows(series, territory.find),
    head: { asOf: to, knownAt, publishedBy },
    territory,
    state: series,
    name: fileName(format, 'series', service, step, stamp(from), stamp(to)),
  })
}

interface Listed {
  query: Pick<ImpactQuery, 'service' | 'region'>
  format: Format
  territory: Ground
}

/** One page of a list in its format. */
function exportedPage<Row>(
  request: Request,
  table: Table<Row>,
  list: { data: readonly Row[]; next: string | null; asOf: Instant; knownAt: Instant | null },
  { query, format, territory }: Listed,
): Reply | StreamedReply {
  const reply = page(request, list)
  if (!isTableFormat(format)) return reply
  const { data, asOf, knownAt } = list
  const name = fileName(format, table.name, ...narrowedTo(query), stamp(asOf))
  const head = { asOf, knownAt }
  return file({ format, table, pieces: [data], head, territory, state: list, name }, reply.headers)
}

export const exportedIncidents = (request: Request, incidents: IncidentPage, how: Listed): Reply | StreamedReply =>
  exportedPage(request, incidentTable, incidents, how)

export const exportedObservations = (request: Request, observations: ObservationPage, how: Listed): Reply | StreamedReply =>
  exportedPage(request, observationTable, observations, how)

export const exportedReadings = (request: Request, readings: ReadingPage, how: Listed): Reply | StreamedReply =>
  exportedPage(request, readingTable, readings, how)

/** All rows of a list, as a verb hands them over. */
interface All<Row> {
  state: string
  asOf: Instant | null
  knownAt: Instant | null
  at: Instant | null
  pieces: AsyncGenerator<Row[]>
}

function allOf<Row>(table: Table<Row>, { pieces, state, at, ...head }: All<Row>, request: Request, how: Listed & { format: TableFormat }) {
  const { query, format, territory } = how
  const named = at === null ? [] : [stamp(at)]
  // What was asked is part of what it is made from: the state is the same for every query.
  const asked = new URL(request.url).search
  const name = fileName(format, table.name, ...narrowedTo(query), ...named)
  return file({ format, table, pieces, head, territory, state: [asked, state], name })
}

/** All incidents of a query, in a format that ends where they do. */
export const allIncidents = (rows: All<Incident>, request: Request, how: Listed & { format: TableFormat }): StreamedReply =>
  allOf(incidentTable, rows, request, how)

/** All observations of a query, in a format that ends where they do. */
export const allObservations = (rows: All<ObservationRow>, request: Request, how: Listed & { format: TableFormat }): StreamedReply =>
  allOf(observationTable, rows, request, how)

/** All readings of a query, in a format that ends where they do. */
export const allReadings = (rows: All<ReadingStep>, request: Request, how: Listed & { format: TableFormat }): StreamedReply =>
  allOf(readingTable, rows, request, how)
