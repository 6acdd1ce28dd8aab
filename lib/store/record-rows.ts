import type { Selectable } from 'kysely'
import type { StoredIncident, StoredReport } from '@/lib/schema/ledger'
import type { Observation } from '@/lib/schema/observation'
import type { Source } from '@/lib/schema/report'
import type { Instant } from '@/lib/schema/time'
import { searchText } from './search-text'
import type { IncidentsTable, ObservationsTable, ReportsTable } from './tables'

/** What the ledger row adds to a record. */
interface Recorded {
  seq: number
  time: Instant
}

const nothingKnown = { retracted_seq: null, retracted_time: null, merged_into: null, known_from: null, known_until: null }

function publication(state: StoredReport['reviewState'], row: Recorded) {
  const published = state === 'published' || state === 'corrected'
  return { published_seq: published ? row.seq : null, published_time: published ? row.time : null }
}

export function incidentColumns(incident: StoredIncident, row: Recorded): IncidentsTable {
  const { id, title, kind, start, startSpan, end, wave, reviewState, publicAfter } = incident
  return {
    id,
    title,
    kind,
    start_time: start.time,
    start_precision: start.precision,
    start_from: startSpan.from,
    start_until: startSpan.until,
    end_time: end?.time ?? null,
    end_precision: end?.precision ?? null,
    wave,
    review_state: reviewState,
    public_after: publicAfter,
    recorded_at: row.time,
    search: searchText([title]),
    ...publication(reviewState, row),
    ...nothingKnown,
  }
}

export function reportColumns(report: StoredReport, row: Recorded): ReportsTable {
  const { id, source, asOf, asOfSpan, quote, observations } = report
  return {
    id,
    incident_id: report.incident,
    publisher: source.publisher,
    stated_by: source.statedBy,
    tier: source.tier,
    url: source.url,
    archive_url: source.archiveUrl,
    lang: source.lang,
    published_at: report.publishedAt,
    published_by: report.publishedBy,
    as_of_time: asOf.time,
    as_of_precision: asOf.precision,
    as_of_from: asOfSpan.from,
    as_of_until: asOfSpan.until,
    quote,
    recorded_at: row.time,
    supersedes: report.supersedes,
    superseded_by: null,
    review_state: report.reviewState,
    search: searchText([source.publisher, source.statedBy, quote, ...observations.flatMap((o) => [o.place, o.note, o.quote])]),
    ...publication(report.reviewState, row),
    ...nothingKnown,
  }
}

export function observationColumns(report: StoredReport, position: number, observation: Observation, title: string): ObservationsTable {
  const { regions, quantityText, ...same } = observation
  const { publisher, statedBy } = report.source
  return {
    ...same,
    report_id: report.id,
    position,
    incident_id: report.incident,
    regions: regions.join(' '),
    quantity_text: quantityText,
    search: searchText([title, publisher, statedBy, report.quote, observation.place, observation.note, observation.quote]),
  }
}

export function storedIncident(row: Selectable<IncidentsTable>): StoredIncident {
  const { id, title, kind, wave } = row
  return {
    id,
    title,
    kind,
    start: { time: row.start_time, precision: row.start_precision },
    end: row.end_time === null || row.end_precision === null ? null : { time: row.end_time, precision: row.end_precision },
    wave,
    reviewState: row.review_state,
    publicAfter: row.public_after,
    startSpan: { from: row.start_from, until: row.start_until },
  }
}

export function source(row: Pick<ReportsTable, 'publisher' | 'stated_by' | 'tier' | 'url' | 'archive_url' | 'lang'>): Source {
  return { publisher: row.publisher, statedBy: row.stated_by, tier: row.tier, url: row.url, archiveUrl: row.archive_url, lang: row.lang }
}

export function observation(row: Omit<ObservationsTable, 'report_id' | 'position' | 'incident_id' | 'search'>): Observation {
  const { id, place, control, service, measure, basis, unit, value, min, max, qualifier, state, note, quote } = row
  const regions = row.regions.split(' ')
  return {
    id,
    regions,
    place,
    control,
    service,
    measure,
    basis,
    unit,
    value,
    min,
    max,
    qualifier,
    quantityText: row.quantity_text,
    state,
    note,
    quote,
  }
}

export function storedReport(row: Selectable<ReportsTable>, observations: Observation[]): StoredReport {
  return {
    id: row.id,
    incident: row.incident_id,
    source: source(row),
    publishedAt: row.published_at,
    asOf: { time: row.as_of_time, precision: row.as_of_precision },
    quote: row.quote,
    supersedes: row.supersedes,
    reviewState: row.review_state,
    observations,
    asOfSpan: { from: row.as_of_from, until: row.as_of_until },
    publishedBy: row.published_by,
  }
}
