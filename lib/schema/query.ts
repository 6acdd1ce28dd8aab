import { z } from 'zod'
import { Kind, Standing } from './incident'
import { Measure, Service, Unit } from './observation'
import { FeedId } from './reading'
import { RegionCode } from './region'
import { Tier } from './report'
import { Instant, isInReach, outOfReach, PlainDate } from './time'
import { steps } from './vocabulary'

/** A moment in a query: an instant, or a plain day, which means its end in the territory's zone for `asOf`, `to` and the clocks, its start for `from`. */
export const QueryTime = z.union([Instant, PlainDate]).refine(isInReach, outOfReach)
export type QueryTime = z.infer<typeof QueryTime>

export const numeric = <T extends z.ZodType>(schema: T) =>
  z.preprocess((text) => (typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : text), schema)

const said = (description: string) => ({ description })

/** The filters that every list, export, feed and page shares. Repeatable ones are arrays, kept in the order given. */
const filters = {
  region: z.array(RegionCode).max(400).default([]).meta(said('repeatable; ISO 3166-2 or P-code; a parent means its children too')),
  service: z.array(Service).default([]).meta(said('repeatable; impact and series tell of electricity where it is not given')),
  measure: z.array(Measure).default([]).meta(said('repeatable')),
  unit: z
    .union([Unit, z.literal('connections')])
    .optional()
    .meta(said('what is counted; connections are customers or households')),
  kind: z.array(Kind).default([]).meta(said('repeatable; the cause of the incident')),
  standing: z.array(Standing).default([]).meta(said('repeatable; how a region or an incident stands at asOf')),
  tier: z.array(numeric(Tier)).default([]).meta(said('repeatable; how near the source is to what it states, 1 the nearest')),
  from: QueryTime.optional().meta(said('the beginning of the period; a plain day begins at midnight in the territory')),
  to: QueryTime.optional().meta(said('the end of the period; a plain day is meant with all its hours')),
  q: z.string().trim().min(1).max(200).optional().meta(said('words that must all occur in title, quote, place, publisher or note')),
  asOf: QueryTime.optional().meta(said('the moment asked about; now where it is not given')),
  knownAt: QueryTime.optional().meta(said('only what this ledger had made public by then')),
  publishedBy: QueryTime.optional().meta(said('only what the sources had surely published by then')),
  level: numeric(z.union([z.literal(1), z.literal(2)]))
    .optional()
    .meta(said('1 oblasts, 2 raions; impact and series take 1 where it is not given')),
  format: z.enum(['json', 'geojson', 'csv', 'parquet']).optional().meta(said('the format of the answer, before Accept')),
}
const paging = {
  limit: numeric(z.number().int().min(1).max(1000))
    .default(100)
    .meta(said('how many rows a page has; without limit and cursor, what is not JSON is the whole list')),
  cursor: z.string().min(1).max(400).optional().meta(said('the `next` of the page before; opaque')),
}

export const IncidentQuery = z.strictObject({ ...filters, ...paging })
export type IncidentQuery = z.infer<typeof IncidentQuery>

/** Readings of machine feeds, which have no cause, no words and no standing. */
export const ReadingsQuery = z.strictObject({
  feed: z
    .array(FeedId)
    .max(20)
    .default([])
    .meta(said('repeatable; which machine feeds, by the names that /api/v1/feeds has; all where it is not given')),
  region: filters.region,
  from: filters.from.meta(said('the beginning of the period; a day before its end where it is not given')),
  to: filters.to.meta(said('the end of the period, now where it is not given; at most 92 days after its beginning')),
  knownAt: filters.knownAt,
  format: z.enum(['json', 'csv', 'parquet']).optional().meta(said('the format of the answer, before Accept')),
  ...paging,
})
export type ReadingsQuery = z.infer<typeof ReadingsQuery>

export const ImpactQuery = z.strictObject(filters)
export type ImpactQuery = z.infer<typeof ImpactQuery>

export const SeriesQuery = z.strictObject({ ...filters, step: z.enum(steps).default('day').meta(said('the length of a bucket')) })
export type SeriesQuery = z.infer<typeof SeriesQuery>

export const ChangesQuery = z.strictObject({
  since: z
    .string()
    .min(1)
    .max(600)
    .optional()
    .meta(said('the `next` or a `cursor` of an earlier answer; from the beginning where it is not given')),
  limit: paging.limit,
})
export type ChangesQuery = z.infer<typeof ChangesQuery>

const { standing: _standing, format: _format, ...statementFilters } = filters

/** Feeds: what is published has no standing, and the address says the format. */
export const FeedQuery = z.strictObject({
  ...statementFilters,
  limit: paging.limit.meta(said('how many entries, the latest first')),
  lang: z.enum(['en', 'uk']).default('en').meta(said('the language of the words; not by Accept-Language, so that one address is one feed')),
})
export type FeedQuery = z.infer<typeof FeedQuery>
export const StreamQuery = ChangesQuery.pick({ since: true }).extend({
  since: ChangesQuery.shape.since.meta(
    said('the cursor to begin behind, as of the changes; from now on where neither it nor Last-Event-ID is given'),
  ),
})
export type StreamQuery = z.infer<typeof StreamQuery>

/** The calendar: incidents as they stand, so that what became of one later is told to whoever subscribed. */
export const CalendarQuery = FeedQuery.omit({ knownAt: true, publishedBy: true }).extend({
  limit: paging.limit.meta(said('how many incidents, the newest start first')),
})
export type CalendarQuery = z.infer<typeof CalendarQuery>

export const GeometryQuery = z.strictObject({
  level: numeric(z.union([z.literal(1), z.literal(2)]))
    .default(1)
    .meta(said('1 oblasts, 2 raions')),
  detail: z.enum(['web', 'detailed']).default('web').meta(said('web is simplified for small maps')),
  format: z.enum(['geojson', 'topojson']).default('geojson').meta(said('the format of the answer')),
})
export type GeometryQuery = z.infer<typeof GeometryQuery>

/** Taking in an incident. */
export const NewIncidentQuery = z.strictObject({
  allowDuplicate: z.enum(['true', 'false']).optional().meta(said('true: the candidates were seen, and it is another event')),
})
export type NewIncidentQuery = z.infer<typeof NewIncidentQuery>

/** Taking in a file. */
export const ImportQuery = z.strictObject({
  dryRun: z.enum(['true', 'false']).default('false').meta(said('true: say what would be taken in, and change nothing')),
  mapping: z.string().min(2).max(16_000).optional().meta(said('what the columns of a CSV mean: an ImportMapping as JSON')),
  name: z.string().trim().min(1).max(200).optional().meta(said('what the file is called; shown on the page of sources')),
})
export type ImportQuery = z.infer<typeof ImportQuery>

/** No parameters at all: an unknown one is still an error. */
export const NoQuery = z.strictObject({})
export type NoQuery = z.infer<typeof NoQuery>

const isArray = (field: z.core.$ZodType): boolean =>
  field instanceof z.ZodArray || (field instanceof z.ZodDefault && isArray(field.def.innerType))

/**
 * Reads a query string by a strict schema. A parameter given once too often, an unknown one or a malformed one is a ZodError, never ignored.
 */
export function parseQuery<S extends z.ZodObject>(schema: S, params: URLSearchParams): z.ZodSafeParseResult<z.infer<S>> {
  const read = (name: string): string | string[] => {
    const values = params.getAll(name)
    const field = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined
    const single = values.length === 1 ? values[0] : undefined
    return field !== undefined && single !== undefined && !isArray(field) ? single : values
  }
  // fromEntries defines, where an assignment to `__proto__` would vanish and the unknown parameter with it.
  return schema.safeParse(Object.fromEntries([...new Set(params.keys())].map((name) => [name, read(name)])))
}

/** Writes a parsed query as a query string: parameters in the schema's order, defaults left out, so that one view has one address. */
export function serialiseQuery<S extends z.ZodObject>(schema: S, query: z.infer<S>): URLSearchParams {
  const params = new URLSearchParams()
  const defaults: Record<string, unknown> = schema.parse({})
  for (const name of Object.keys(schema.shape)) {
    const value = (query as Record<string, unknown>)[name]
    if (Array.isArray(value)) for (const item of value) params.append(name, String(item))
    else if (value !== undefined && value !== defaults[name]) params.append(name, String(value))
  }
  return params
}
