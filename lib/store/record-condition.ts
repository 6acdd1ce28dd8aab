import { type Expression, expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { RecordCondition } from '@/lib/schema/record-condition'
import { fixedInstant } from './fixed-instant'
import type { Tables } from './tables'

type Records = 'incidents' | 'reports' | 'observations' | 'observation_regions'
type Condition = Expression<SqlBool>
const eb = expressionBuilder<Tables, Records>()

/** What a condition may speak of in one kind of record, and where its time and its regions stand. */
export interface Subject {
  columns: Record<string, Expression<unknown>>
  from: Expression<unknown>
  until: Expression<unknown>
  /** Whether one of its regions meets a condition on `observation_regions.region`. */
  someRegion(condition: Condition): Condition
}

const ofObservation = eb.and([
  eb('observation_regions.report_id', '=', eb.ref('observations.report_id')),
  eb('observation_regions.position', '=', eb.ref('observations.position')),
])

/** An observation joined with its report and incident. */
export const observationSubject: Subject = {
  columns: {
    id: eb.ref('observations.id'),
    report: eb.ref('observations.report_id'),
    incident: eb.ref('incidents.id'),
    incidentTitle: eb.ref('incidents.title'),
    kind: eb.ref('incidents.kind'),
    wave: eb.ref('incidents.wave'),
    place: eb.ref('observations.place'),
    control: eb.ref('observations.control'),
    service: eb.ref('observations.service'),
    measure: eb.ref('observations.measure'),
    basis: eb.ref('observations.basis'),
    unit: eb.ref('observations.unit'),
    value: eb.ref('observations.value'),
    min: eb.ref('observations.min'),
    max: eb.ref('observations.max'),
    qualifier: eb.ref('observations.qualifier'),
    state: eb.ref('observations.state'),
    recordedAt: eb.ref('reports.recorded_at'),
    publisher: eb.ref('reports.publisher'),
    statedBy: eb.ref('reports.stated_by'),
    // As a number with a fraction, so that it can be compared with one.
    tier: sql`cast(${eb.ref('reports.tier')} as real)`,
    url: eb.ref('reports.url'),
    lang: eb.ref('reports.lang'),
  },
  from: eb.ref('reports.as_of_from'),
  until: eb.ref('reports.as_of_until'),
  someRegion: (condition) =>
    eb.exists(
      eb
        .selectFrom('observation_regions')
        .select('observation_regions.region')
        .where(eb.and([ofObservation, condition])),
    ),
}

/** An incident; `counts` says which of its reports speak for it. */
export const incidentSubject = (counts: Condition): Subject => ({
  columns: {
    id: eb.ref('incidents.id'),
    title: eb.ref('incidents.title'),
    kind: eb.ref('incidents.kind'),
    recordedAt: eb.ref('incidents.recorded_at'),
  },
  from: eb.ref('incidents.start_from'),
  until: eb.ref('incidents.start_until'),
  someRegion: (condition) =>
    eb.exists(
      eb
        .selectFrom('reports')
        .innerJoin('observation_regions', 'observation_regions.report_id', 'reports.id')
        .select('observation_regions.region')
        .where(eb.and([eb('reports.incident_id', '=', eb.ref('incidents.id')), counts, condition])),
    ),
})

const always = (value: boolean): RawBuilder<SqlBool> => (value ? sql<SqlBool>`(1 = 1)` : sql<SqlBool>`(1 = 0)`)

const among = (regions: readonly string[]): Condition =>
  regions.length === 0 ? always(false) : eb('observation_regions.region', 'in', [...regions])

/** A condition on one kind of record as SQL, which has the same three values: true, false and unknown. */
export function conditionOn(subject: Subject, condition: RecordCondition): Condition {
  const column = (name: string) => {
    const found = Object.hasOwn(subject.columns, name) ? subject.columns[name] : undefined
    if (found === undefined) throw new Error(`no condition on ${name} can be asked of the tables`)
    return found
  }
  const written = (each: RecordCondition): Condition => conditionOn(subject, each)
  const placed = (placeless: readonly string[]) => subject.someRegion(eb.not(among(placeless)))
  switch (condition.op) {
    case 'and':
      return eb.and(condition.of.map(written))
    case 'or':
      return eb.or(condition.of.map(written))
    case 'not':
      return eb.not(written(condition.of))
    case 'constant':
      return always(condition.value)
    case 'compare':
      return sql<SqlBool>`${column(condition.property)} ${sql.raw(condition.how)} ${condition.value}`
    case 'in':
      return sql<SqlBool>`${column(condition.property)} in (${sql.join(condition.values)})`
    case 'between':
      return sql<SqlBool>`${column(condition.property)} between ${condition.low} and ${condition.high}`
    case 'like':
      return sql<SqlBool>`${column(condition.property)} like ${condition.pattern} escape '\\'`
    case 'unknown':
      return sql<SqlBool>`${column(condition.property)} is null`
    case 'during': {
      const { from, until } = condition
      return eb.and([
        ...(from === null ? [] : [sql<SqlBool>`${subject.until} > ${fixedInstant(from)}`]),
        ...(until === null ? [] : [sql<SqlBool>`${subject.from} < ${fixedInstant(until)}`]),
      ])
    }
    case 'timeless':
      return always(false)
    case 'touches':
      return sql<SqlBool>`(case when ${subject.someRegion(among(condition.regions))} then 1 = 1 when ${placed(condition.placeless)} then 1 = 0 end)`
    case 'placeless':
      return eb.not(placed(condition.placeless))
  }
}
