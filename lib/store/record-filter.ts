import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Instant } from '@/lib/schema/time'
import { fixedInstant } from './fixed-instant'
import { conditionOn, incidentSubject, observationSubject } from './record-condition'
import { wordPatterns } from './search-text'
import type { RecordFilter } from './store'
import type { Tables } from './tables'

type Condition = Expression<SqlBool>
type Records = 'incidents' | 'reports' | 'observations' | 'observation_regions'
const eb = expressionBuilder<Tables, Records>()

/** Whose knowledge is asked for: what stands now, what was public and is no more, what was known at a ledger time, or all that ever was public. */
export type Knowledge = 'standing' | 'ended' | 'ever' | { at: Instant }

export const knowledgeOf = ({ knownAt }: RecordFilter): Knowledge => (knownAt === undefined ? 'standing' : { at: fixedInstant(knownAt) })

/**
 * The guard of reading, in one place: published, past its hold at `now`, and known as asked. `public_after` is tested by itself
 * although `known_from` never lies before it: a record under hold stays invisible whatever else is asked. With `upTo`, as it was when that
 * row of the ledger was the last.
 */
export function isPublic(table: 'incidents' | 'reports', now: Instant, knowledge: Knowledge, upTo?: number): Condition {
  const from = eb.ref(`${table}.known_from`)
  const until = eb.ref(`${table}.known_until`)
  const stands = upTo === undefined ? eb(until, 'is', null) : stoodAt(table, upTo)
  const conditions = [eb(from, 'is not', null), eb('incidents.public_after', '<=', fixedInstant(now))]
  if (upTo !== undefined) conditions.push(...publishedBefore(table, upTo))
  if (knowledge === 'standing') conditions.push(stands)
  else if (knowledge === 'ended') conditions.push(eb.not(stands))
  else if (knowledge !== 'ever') conditions.push(eb(from, '<=', knowledge.at), eb.or([stands, eb(until, '>', knowledge.at)]))
  return eb.and(conditions)
}

type Deciding = 'incidents.published_seq' | 'reports.published_seq' | 'incidents.retracted_seq' | 'reports.retracted_seq'

const publishedBefore = (table: 'incidents' | 'reports', upTo: number) =>
  (table === 'incidents' ? (['incidents.published_seq'] as const) : (['incidents.published_seq', 'reports.published_seq'] as const)).map(
    (decided) => eb(decided, '<=', upTo),
  )

/**
 * That no row of the ledger up to this one had ended it, whatever has since: neither its retraction, nor that of its incident, nor a
 * correction, which takes effect when both it and the incident are published.
 */
export function stoodAt(table: 'incidents' | 'reports', upTo: number) {
  const notYet = (decided: Deciding) => eb.or([eb(decided, 'is', null), eb(decided, '>', upTo)])
  if (table === 'incidents') return notYet('incidents.retracted_seq')
  const correction = eb
    .selectFrom('reports as correction')
    .select('correction.id')
    .where('correction.id', '=', eb.ref('reports.superseded_by'))
    .where('correction.published_seq', '<=', upTo)
    .where(eb('incidents.published_seq', '<=', upTo))
  return eb.and([notYet('incidents.retracted_seq'), notYet('reports.retracted_seq'), eb.not(eb.exists(correction))])
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

/** Longer than any span that a time can have: a month, and the hour that clocks are put back by. */
const longestSpan = 32 * 86_400_000

/**
 * Spans that reach into the filter's. An end after `from` means a beginning not long before it: said too, because the tables are in the order
 * of beginnings, and a reader of the present is not to wade through all that lies behind.
 */
function overlaps(
  from: 'reports.as_of_from' | 'incidents.start_from',
  until: 'reports.as_of_until' | 'incidents.start_until',
  filter: RecordFilter,
) {
  const conditions: Condition[] = []
  if (filter.from !== undefined) {
    const begun = new Date(Date.parse(filter.from) - longestSpan).toISOString()
    conditions.push(eb(until, '>', fixedInstant(filter.from)), eb(from, '>', fixedInstant(begun)))
  }
  if (filter.to !== undefined) conditions.push(eb(from, '<', fixedInstant(filter.to)))
  return conditions
}

/** Only the incidents that are named, where any are asked for: of none, nothing. PostgreSQL knows no empty list. */
const onlyOf = ({ incidents }: RecordFilter): Condition[] =>
  incidents === undefined ? [] : [incidents.length === 0 ? eb.lit(false) : eb('incidents.id', 'in', incidents)]

/** The conditions on observations joined with their report and incident. */
export function observationFilter(now: Instant, knowledge: Knowledge, filter: RecordFilter): Condition {
  return eb.and([
    isPublic('incidents', now, knowledge === 'standing' ? knowledge : 'ever', filter.upTo),
    isPublic('reports', now, knowledge, filter.upTo),
    ...(filter.kinds.length > 0 ? [eb('incidents.kind', 'in', filter.kinds)] : []),
    ...onlyOf(filter),
    ...reportConditions(filter),
    ...observationConditions(filter),
    ...overlaps('reports.as_of_from', 'reports.as_of_until', filter),
    ...patternsOf(filter).map((pattern) => matches('observations.search', pattern)),
    ...(filter.where === undefined ? [] : [conditionOn(observationSubject, filter.where)]),
  ])
}

/** The reports of an incident that count for a filter's clocks, whatever else it asks. */
export function reportFilter(now: Instant, knowledge: Knowledge, { publishedBy: by, upTo }: RecordFilter): Condition {
  return eb.and([isPublic('reports', now, knowledge, upTo), ...(by === undefined ? [] : [publishedBy(by)])])
}

/** The conditions on reports joined with their incident: what of one observation is asked, one and the same must say; the words may stand in either. */
export function publishedFilter(filter: RecordFilter): Condition {
  const observed = observationConditions(filter)
  const said = eb.selectFrom('observations').select('observations.position').where('observations.report_id', '=', eb.ref('reports.id'))
  return eb.and([
    ...(filter.kinds.length > 0 ? [eb('incidents.kind', 'in', filter.kinds)] : []),
    ...reportConditions(filter),
    ...(observed.length > 0 ? [eb.exists(said.where(eb.and(observed)))] : []),
    ...overlaps('reports.as_of_from', 'reports.as_of_until', filter),
    ...patternsOf(filter).map((pattern) => eb.or([matches('incidents.search', pattern), matches('reports.search', pattern)])),
  ])
}

const ofIncident = (condition: Condition): Condition => eb.and([eb('reports.incident_id', '=', eb.ref('incidents.id')), condition])

/** The conditions on incidents: one report or observation must meet all that is asked of it; the words may stand in any. */
export function incidentFilter(now: Instant, knowledge: Knowledge, filter: RecordFilter): Condition {
  const counts = reportFilter(now, knowledge, filter)
  const report = eb.selectFrom('reports').select('reports.id')
  const observed = observationConditions(filter)
  const conditions = [
    isPublic('incidents', now, knowledge, filter.upTo),
    ...overlaps('incidents.start_from', 'incidents.start_until', filter),
    ...onlyOf(filter),
  ]
  if (filter.kinds.length > 0) conditions.push(eb('incidents.kind', 'in', filter.kinds))
  if (observed.length > 0) {
    const joined = report.innerJoin('observations', 'observations.report_id', 'reports.id')
    conditions.push(eb.exists(joined.where(ofIncident(eb.and([counts, ...reportConditions(filter), ...observed])))))
  } else if (reportConditions(filter).length > 0) {
    conditions.push(eb.exists(report.where(ofIncident(eb.and([counts, ...reportConditions(filter)])))))
  }
  if (filter.where !== undefined) conditions.push(conditionOn(incidentSubject(counts), filter.where))
  for (const pattern of patternsOf(filter)) {
    const inReport = eb.exists(report.where(ofIncident(eb.and([counts, matches('reports.search', pattern)]))))
    conditions.push(eb.or([matches('incidents.search', pattern), inReport]))
  }
  return eb.and(conditions)
}
