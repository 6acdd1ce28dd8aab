import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Instant } from '@/lib/schema/time'
import { fixedInstant } from './fixed-instant'
import { wordPatterns } from './search-text'
import type { RecordFilter } from './store'
import type { Tables } from './tables'

type Condition = Expression<SqlBool>
type Records = 'incidents' | 'reports' | 'observations' | 'observation_regions'
const eb = expressionBuilder<Tables, Records>()

/** Whose knowledge is asked for: what stands now, what was known at a ledger time, or all that ever was public. */
export type Knowledge = 'standing' | 'ever' | { at: Instant }

export const knowledgeOf = ({ knownAt }: RecordFilter): Knowledge => (knownAt === undefined ? 'standing' : { at: fixedInstant(knownAt) })

/**
 * The guard of reading, in one place: published, past its hold at `now`, and known as asked. `public_after` is tested by itself
 * although `known_from` never lies before it: a record under hold stays invisible whatever else is asked.
 */
export function isPublic(table: 'incidents' | 'reports', now: Instant, knowledge: Knowledge): Condition {
  const from = eb.ref(`${table}.known_from`)
  const until = eb.ref(`${table}.known_until`)
  const conditions = [eb(from, 'is not', null), eb('incidents.public_after', '<=', fixedInstant(now))]
  if (knowledge === 'standing') conditions.push(eb(until, 'is', null))
  else if (knowledge !== 'ever') conditions.push(eb(from, '<=', knowledge.at), eb.or([eb(until, 'is', null), eb(until, '>', knowledge.at)]))
  return eb.and(conditions)
}

const matches = (column: 'observations.search' | 'reports.search' | 'incidents.search', pattern: string): Condition =>
  sql<SqlBool>`${eb.ref(column)} like ${pattern} escape '\\'`

const patternsOf = ({ q }: RecordFilter) => (q === undefined ? [] : wordPatterns(q))

/** By then the source had surely published; an undated report counts from when it was recorded. */
const publishedBy = (by: Instant): Condition => eb(eb.fn.coalesce('reports.published_by', 'reports.recorded_at'), '<=', fixedInstant(by))

/** What of a filter a report says. */
function reportConditions({ tiers, publishedBy: by }: RecordFilter): Condition[] {
  return [...(tiers.length > 0 ? [eb('reports.tier', 'in', tiers)] : []), ...(by === undefined ? [] : [publishedBy(by)])]
}

/** What of a filter an observation says. */
function observationConditions({ regions, services, measures, units }: RecordFilter): Condition[] {
  const conditions: Condition[] = []
  if (services.length > 0) conditions.push(eb('observations.service', 'in', services))
  if (measures.length > 0) conditions.push(eb('observations.measure', 'in', measures))
  if (units.length > 0) conditions.push(eb('observations.unit', 'in', units))
  if (regions.length > 0) conditions.push(eb.exists(eb.selectFrom('observation_regions').select('region').where(inRegions(regions))))
  return conditions
}

const inRegions = (regions: string[]): Condition =>
  eb.and([
    eb('observation_regions.report_id', '=', eb.ref('observations.report_id')),
    eb('observation_regions.position', '=', eb.ref('observations.position')),
    eb('observation_regions.region', 'in', regions),
  ])

function overlaps(
  from: 'reports.as_of_from' | 'incidents.start_from',
  until: 'reports.as_of_until' | 'incidents.start_until',
  filter: RecordFilter,
) {
  const conditions: Condition[] = []
  if (filter.from !== undefined) conditions.push(eb(until, '>', fixedInstant(filter.from)))
  if (filter.to !== undefined) conditions.push(eb(from, '<', fixedInstant(filter.to)))
  return conditions
}

/** The conditions on observations joined with their report and incident. */
export function observationFilter(now: Instant, knowledge: Knowledge, filter: RecordFilter): Condition {
  return eb.and([
    isPublic('incidents', now, knowledge === 'standing' ? knowledge : 'ever'),
    isPublic('reports', now, knowledge),
    ...(filter.kinds.length > 0 ? [eb('incidents.kind', 'in', filter.kinds)] : []),
    ...(filter.incidents === undefined ? [] : [eb('incidents.id', 'in', filter.incidents)]),
    ...reportConditions(filter),
    ...observationConditions(filter),
    ...overlaps('reports.as_of_from', 'reports.as_of_until', filter),
    ...patternsOf(filter).map((pattern) => matches('observations.search', pattern)),
  ])
}

/** The reports of an incident that count for a filter's clocks, whatever else it asks. */
export function reportFilter(now: Instant, knowledge: Knowledge, { publishedBy: by }: RecordFilter): Condition {
  return eb.and([isPublic('reports', now, knowledge), ...(by === undefined ? [] : [publishedBy(by)])])
}

const ofIncident = (condition: Condition): Condition => eb.and([eb('reports.incident_id', '=', eb.ref('incidents.id')), condition])

/** The conditions on incidents: one report or observation must meet all that is asked of it; the words may stand in any. */
export function incidentFilter(now: Instant, knowledge: Knowledge, filter: RecordFilter): Condition {
  const counts = reportFilter(now, knowledge, filter)
  const report = eb.selectFrom('reports').select('reports.id')
  const observed = observationConditions(filter)
  const conditions = [isPublic('incidents', now, knowledge), ...overlaps('incidents.start_from', 'incidents.start_until', filter)]
  if (filter.kinds.length > 0) conditions.push(eb('incidents.kind', 'in', filter.kinds))
  if (observed.length > 0) {
    const joined = report.innerJoin('observations', 'observations.report_id', 'reports.id')
    conditions.push(eb.exists(joined.where(ofIncident(eb.and([counts, ...reportConditions(filter), ...observed])))))
  } else if (reportConditions(filter).length > 0) {
    conditions.push(eb.exists(report.where(ofIncident(eb.and([counts, ...reportConditions(filter)])))))
  }
  for (const pattern of patternsOf(filter)) {
    const inReport = eb.exists(report.where(ofIncident(eb.and([counts, matches('reports.search', pattern)]))))
    conditions.push(eb.or([matches('incidents.search', pattern), inReport]))
  }
  return eb.and(conditions)
}
