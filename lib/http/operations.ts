import { z } from 'zod'
import { columnsInWords } from '@/lib/export/csv'
import { featuresSchema } from '@/lib/export/features'
import { impactTable } from '@/lib/export/impact-columns'
import { incidentTable } from '@/lib/export/incident-columns'
import { observationTable } from '@/lib/export/observation-columns'
import { parquetInWords } from '@/lib/export/parquet'
import { readingTable } from '@/lib/export/reading-columns'
import { seriesTable } from '@/lib/export/series-columns'
import type { DescribedTable } from '@/lib/export/table'
import { Health, IncidentPage, InReview, ObservationPage, Readiness, ReadingPage, RegionList } from '@/lib/schema/answers'
import { AnnouncedChange, ChangePage } from '@/lib/schema/change'
import { Collection, Collections, Conformance, FeaturePage, LandingPage, LedgerFeature, Queryables } from '@/lib/schema/feature'
import { FeatureQuery, FeaturesQuery, FormatQuery } from '@/lib/schema/feature-query'
import { JsonFeed } from '@/lib/schema/feed'
import { FeedsTold } from '@/lib/schema/feed-told'
import { Geometry } from '@/lib/schema/geometry'
import { Impact, Series } from '@/lib/schema/impact'
import { ImportAnswer } from '@/lib/schema/import'
import { IncidentDetail, NewIncident } from '@/lib/schema/incident'
import { Policy } from '@/lib/schema/policy'
import type { ProblemName } from '@/lib/schema/problem'
import {
  CalendarQuery,
  ChangesQuery,
  FeedQuery,
  GeometryQuery,
  ImpactQuery,
  ImportQuery,
  IncidentQuery,
  NewIncidentQuery,
  NoQuery,
  ReadingsQuery,
  SeriesQuery,
  StreamQuery,
} from '@/lib/schema/query'
import { Region } from '@/lib/schema/region'
import { NewReport, Report } from '@/lib/schema/report'
import { ReviewAnswer, ReviewRequest } from '@/lib/schema/review'
import { MadeWebhook, NewWebhook, WebhookActed, WebhookAction, WebhookList } from '@/lib/schema/webhook'
import type { CacheRule } from './answer'
import { exampleId } from './examples'
import type { Format } from './negotiate'

/** What the routes are about, in the order in which the document and the page of data have them. */
export const tags = {
  Records: 'Incidents and what was said of them, as it was said',
  Impact: 'What regions are without, worked out from the records',
  Territory: 'Regions, what their counts are held against, and boundaries',
  Features: 'The same as OGC API – Features, for QGIS, GDAL and other software for maps',
  Following: 'What is new, corrected or gone: for readers, calendars and copies of the ledger',
  Writing: 'Adding records, and deciding on them',
  Service: 'About this server: its rules, its state and this document',
} as const
export type Tag = keyof typeof tags

interface Described<Q extends z.ZodObject, P extends z.ZodObject> {
  /** The path as OpenAPI writes it: `/api/v1/incidents/{id}`. */
  path: string
  id: string
  tag: Tag
  /** One line, without a full stop. */
  summary: string
  /** What else a caller has to know, in sentences. */
  about?: string
  query: Q
  params: P
  /** What this route refuses beyond what every route does. */
  problems: readonly ProblemName[]
  /** Where not everybody may ask: whose key it needs. */
  role?: 'admin'
}

export interface ReadOperation<Q extends z.ZodObject = z.ZodObject, P extends z.ZodObject = z.ZodObject> extends Described<Q, P> {
  method: 'get'
  answer: z.ZodType
  /** The first is the one for a reader who does not say. */
  formats: readonly [Format, ...Format[]]
  /** Answered without the store: nobody is asked who they are, nothing is counted, and it is there when the store is not. */
  isAlways?: true
  /** What the answer is in a format where it is something else. */
  also?: Partial<Record<Format, z.ZodType>>
  cache: CacheRule
}

/** What a write that was taken is answered with: done, published, or kept for review. */
export const writtenStatuses = [200, 201, 202] as const
export type WrittenStatus = (typeof writtenStatuses)[number]

export interface WriteOperation<Q extends z.ZodObject = z.ZodObject, P extends z.ZodObject = z.ZodObject, B extends z.ZodType = z.ZodType>
  extends Described<Q, P> {
  method: 'post'
  body: B
  answers: Partial<Record<WrittenStatus, z.ZodType>>
  example: z.input<B>
  /** Where the same record may come as a browser's form: its fields. */
  form?: z.ZodType
}

/** A read whose answer does not end: events, each told as it happens. */
export interface StreamOperation<Q extends z.ZodObject = z.ZodObject, D extends z.ZodType = z.ZodType> extends Described<Q, z.ZodObject> {
  method: 'get'
  formats: readonly ['events']
  /** The name of the events and what each carries. */
  event: { name: string; data: D }
  /** The schema of an event's id, with which the reader goes on. */
  place: z.ZodOptional<z.ZodString>
}

/** A write that takes a whole file, in one of several media types. */
export interface UploadOperation<Q extends z.ZodObject = z.ZodObject, T extends string = string> extends Described<Q, z.ZodObject> {
  method: 'post'
  /** What the file is by each media type, with an example of it. */
  files: Record<T, { schema: z.ZodType; example: string }>
  answer: z.ZodType
}

export type AnyOperation = ReadOperation | StreamOperation | WriteOperation | UploadOperation

const upload = <Q extends z.ZodObject, T extends string>(operation: Omit<UploadOperation<Q, T>, 'method'>): UploadOperation<Q, T> => ({
  method: 'post',
  ...operation,
})
const stream = <Q extends z.ZodObject, D extends z.ZodType>(
  operation: Omit<StreamOperation<Q, D>, 'method' | 'formats'>,
): StreamOperation<Q, D> => ({
  method: 'get',
  formats: ['events'],
  ...operation,
})
const read = <Q extends z.ZodObject, P extends z.ZodObject>(operation: Omit<ReadOperation<Q, P>, 'method'>): ReadOperation<Q, P> => ({
  method: 'get',
  ...operation,
})
const write = <Q extends z.ZodObject, P extends z.ZodObject, B extends z.ZodType>(
  operation: Omit<WriteOperation<Q, P, B>, 'method'>,
): WriteOperation<Q, P, B> => ({ method: 'post', ...operation })

const csv = (table: Pick<DescribedTable, 'about' | 'columns'>) => z.string().meta({ description: columnsInWords(table) })

/** What a table is in each format, described by its columns. `more` is what its GeoJSON says beside them. */
const tableAs = (table: DescribedTable, more?: Record<string, z.ZodType>) => ({
  csv: csv(table),
  geojson: featuresSchema(table, more),
  parquet: z.string().meta({ description: parquetInWords(table), format: 'binary' }),
})

/** What a list is besides: the whole of it, unless a page is asked for. */
const listAs = (table: DescribedTable) =>
  tableAs({ ...table, about: `${table.about} All of them; with limit or cursor a page, as of JSON.` })

const { geojson: _onMaps, ...readingsAs } = listAs(readingTable)

/** The page's own form, as it is sent without script. */
const FormFields = z.record(z.string(), z.string()).meta({
  description:
    'The fields of the page /en/report, as typed: title, kind, startDate, sourceUrl, publisher, statedBy, tier, heldDate and so on; figure i as o{i}.service, o{i}.what, o{i}.quantity, o{i}.unit, o{i}.region, o{i}.place, o{i}.words; locale; token.',
})
const NoParams = z.strictObject({})
const IdParams = z.strictObject({ id: z.string().meta({ description: 'a ULID', example: exampleId }) })
const CollectionParams = z.strictObject({
  collectionId: z.string().meta({ description: 'regions, impact, incidents or observations', example: 'observations' }),
})
const FeatureParams = CollectionParams.extend({
  featureId: z.string().meta({ description: 'the id of the feature in its collection', example: 'UA-12' }),
})
const CodeParams = z.strictObject({ code: z.string().meta({ description: 'an ISO 3166-2 code or a P-code', example: 'UA-12' }) })

/** What DTEK said after the strike of 7 January 2026; also what the tests post. */
export const exampleReport: z.input<typeof NewReport> = {
  source: {
    publisher: 'The Moscow Times / AFP',
    statedBy: 'DTEK',
    tier: 2,
    url: 'https://www.themoscowtimes.com/2026/01/08/russia-dubs-ukraine-and-european-backers-axis-of-war-a91629',
  },
  publishedAt: '2026-01-08T00:00:00Z',
  asOf: { time: '2026-01-08T00:00:00Z', precision: 'day' },
  quote: 'About 600,000 households in the region remained cut off from power in Dnipropetrovsk',
  observations: [
    {
      regions: ['UA-12'],
      service: 'electricity',
      measure: 'without',
      unit: 'households',
      value: 600000,
      qualifier: 'about',
      state: 'out',
    },
    {
      regions: ['UA-12'],
      place: 'Dnipro city',
      service: 'health',
      measure: 'on_backup',
      unit: 'facilities',
      value: null,
      qualifier: 'vague',
      quantityText: 'hospitals',
      state: 'on_backup',
    },
  ],
}

export const exampleIncident: z.input<typeof NewIncident> = {
  title: 'Strike on the energy system, Dnipropetrovsk',
  kind: 'strike',
  start: { time: '2026-01-07T20:00:00Z', precision: 'hour' },
  reports: [exampleReport],
}

const lines = {
  schema: z.string().meta({
    description:
      'JSON Lines: one NewIncident a line, or one flat observation a line as in the shipped records; the first line tells which.',
  }),
  example: `${JSON.stringify(exampleIncident)}\n`,
}

/** Every route of the API once: the handlers parse by it and the document is written from it, so that they cannot differ. */
export const operations = {
  listIncidents: read({
    id: 'listIncidents',
    tag: 'Records',
    path: '/api/v1/incidents',
    summary: 'Public incidents, newest start first',
    query: IncidentQuery,
    params: NoParams,
    answer: IncidentPage,
    formats: ['json', 'geojson', 'csv', 'parquet'],
    also: listAs(incidentTable),
    cache: 'live',
    problems: [],
  }),
  createIncident: write({
    id: 'createIncident',
    tag: 'Writing',
    path: '/api/v1/incidents',
    summary: 'Adds an incident with its reports: published at once for an editor where the guard allows, else kept for review',
    query: NewIncidentQuery,
    params: NoParams,
    body: NewIncident,
    answers: { 201: IncidentDetail, 202: InReview },
    example: exampleIncident,
    form: FormFields,
    problems: ['conflict', 'likely-duplicate'],
  }),
  getIncident: read({
    id: 'getIncident',
    tag: 'Records',
    path: '/api/v1/incidents/{id}',
    summary: 'One incident with all its reports, observations and its history',
    query: NoQuery,
    params: IdParams,
    answer: IncidentDetail,
    formats: ['json'],
    cache: 'live',
    problems: ['not-found', 'gone'],
  }),
  addReport: write({
    id: 'addReport',
    tag: 'Writing',
    path: '/api/v1/incidents/{id}/reports',
    summary: 'Adds a report to an incident: an update, a restoration, a contradiction, a correction',
    query: NoQuery,
    params: IdParams,
    body: NewReport,
    answers: { 201: Report, 202: InReview },
    example: exampleReport,
    problems: ['conflict', 'not-found', 'gone'],
  }),
  reviewIncident: write({
    id: 'reviewIncident',
    tag: 'Writing',
    path: '/api/v1/incidents/{id}/review',
    summary: 'Decides on an incident or one of its reports, as an editor: publish, reject, retract, take down, merge a duplicate',
    query: NoQuery,
    params: IdParams,
    body: ReviewRequest,
    answers: { 200: ReviewAnswer },
    example: { decision: 'publish', reason: 'Read against the source', seenSeq: 1204 },
    problems: ['conflict', 'forbidden', 'not-found', 'gone'],
  }),
  importRecords: upload({
    id: 'importRecords',
    tag: 'Writing',
    path: '/api/v1/imports',
    summary:
      'Takes in a file of records, as an editor, and answers at the end; sent again after a break it goes on where it was. Rows that cannot be read are kept and told by line, field and reason',
    query: ImportQuery,
    params: NoParams,
    files: {
      'text/csv': {
        schema: csv({
          about:
            'One statement a row: the export of /api/v1/observations as it is (id and recordedAt are given anew, rows of one incident and one report stay together), or any CSV with a mapping.',
          columns: observationTable.columns,
        }),
        example: 'incidentTitle,regions,service,measure,state,asOf,publisher,tier,url\r\n',
      },
      'application/x-ndjson': lines,
      'application/jsonl': lines,
    },
    answer: ImportAnswer,
    problems: ['conflict', 'forbidden'],
  }),
  listObservations: read({
    id: 'listObservations',
    tag: 'Records',
    path: '/api/v1/observations',
    summary: 'Flat rows: one observation with its source and times, newest as-of first',
    query: IncidentQuery,
    params: NoParams,
    answer: ObservationPage,
    formats: ['json', 'geojson', 'csv', 'parquet'],
    also: listAs(observationTable),
    cache: 'live',
    problems: [],
  }),
  listReadings: read({
    id: 'listReadings',
    tag: 'Records',
    path: '/api/v1/readings',
    summary: 'What machine feeds said of areas over a period, a step a row, by feed, area and time',
    about:
      'A step is a number for as long as it was given without a gap: it ends where the area has no answer or another one, and where the feed is silent for longer than its readings hold. No answer is no row, and never zero. One that began before the period begins with the last snapshot before it.',
    query: ReadingsQuery,
    params: NoParams,
    answer: ReadingPage,
    formats: ['json', 'csv', 'parquet'],
    also: readingsAs,
    cache: 'live',
    problems: [],
  }),
  getImpact: read({
    id: 'getImpact',
    tag: 'Impact',
    path: '/api/v1/impact',
    summary: 'What each region is without at one moment, as a range, and which statements say so',
    query: ImpactQuery,
    params: NoParams,
    answer: Impact,
    formats: ['json', 'geojson', 'csv', 'parquet'],
    also: tableAs(impactTable, { publishedBy: Impact.shape.publishedBy, level: Impact.shape.level }),
    cache: 'live',
    problems: [],
  }),
  getSeries: read({
    id: 'getSeries',
    tag: 'Impact',
    path: '/api/v1/series',
    summary: 'The same over time, in buckets, with the household-hours of the period',
    query: SeriesQuery,
    params: NoParams,
    answer: Series,
    formats: ['json', 'geojson', 'csv', 'parquet'],
    also: tableAs(seriesTable, { publishedBy: Series.shape.publishedBy }),
    cache: 'live',
    problems: [],
  }),
  listRegions: read({
    id: 'listRegions',
    tag: 'Territory',
    path: '/api/v1/regions',
    summary: 'The territory: codes, names, parents, denominators with source and year',
    query: NoQuery,
    params: NoParams,
    answer: RegionList,
    formats: ['json'],
    cache: 'reference',
    problems: [],
  }),
  getRegion: read({
    id: 'getRegion',
    tag: 'Territory',
    path: '/api/v1/regions/{code}',
    summary: 'One region by any of its codes',
    query: NoQuery,
    params: CodeParams,
    answer: Region,
    formats: ['json'],
    cache: 'reference',
    problems: ['not-found'],
  }),
  getGeometry: read({
    id: 'getGeometry',
    tag: 'Territory',
    path: '/api/v1/regions/geometry',
    summary: 'The boundaries of one level, as GeoJSON or TopoJSON',
    query: GeometryQuery,
    params: NoParams,
    answer: Geometry,
    formats: ['geojson', 'topojson'],
    cache: 'reference',
    problems: [],
  }),
  getLandingPage: read({
    id: 'getLandingPage',
    tag: 'Features',
    path: '/api/ogc',
    summary: 'The landing page of the OGC API: where its documents and collections are',
    query: FormatQuery,
    params: NoParams,
    answer: LandingPage,
    formats: ['json'],
    cache: 'reference',
    problems: [],
  }),
  getConformance: read({
    id: 'getConformance',
    tag: 'Features',
    path: '/api/ogc/conformance',
    summary: 'Which parts of the OGC’s standards are kept',
    query: FormatQuery,
    params: NoParams,
    answer: Conformance,
    formats: ['json'],
    cache: 'reference',
    problems: [],
  }),
  listCollections: read({
    id: 'listCollections',
    tag: 'Features',
    path: '/api/ogc/collections',
    summary: 'The collections of features, with where and when theirs lie',
    query: FormatQuery,
    params: NoParams,
    answer: Collections,
    formats: ['json'],
    cache: 'live',
    problems: [],
  }),
  getCollection: read({
    id: 'getCollection',
    tag: 'Features',
    path: '/api/ogc/collections/{collectionId}',
    summary: 'One collection of features',
    query: FormatQuery,
    params: CollectionParams,
    answer: Collection,
    formats: ['json'],
    cache: 'live',
    problems: ['not-found'],
  }),
  getQueryables: read({
    id: 'getQueryables',
    tag: 'Features',
    path: '/api/ogc/collections/{collectionId}/queryables',
    summary: 'What a filter on a collection may speak of, as a JSON Schema',
    query: FormatQuery,
    params: CollectionParams,
    answer: Queryables,
    formats: ['jsonschema'],
    cache: 'reference',
    problems: ['not-found'],
  }),
  listFeatures: read({
    id: 'listFeatures',
    tag: 'Features',
    path: '/api/ogc/collections/{collectionId}/items',
    summary: 'The features of a collection, page by page',
    about:
      'Longitude and latitude are WGS 84. Boundaries of regions are those of the web map; what speaks of regions has their outlines, drawn coarsely. A feature without a geometry is in every bbox, and one without a time in every datetime, as the standard has it. The ETag is of the features and not of the timeStamp.',
    query: FeaturesQuery,
    params: CollectionParams,
    answer: FeaturePage,
    formats: ['geojson'],
    cache: 'live',
    problems: ['not-found'],
  }),
  getFeature: read({
    id: 'getFeature',
    tag: 'Features',
    path: '/api/ogc/collections/{collectionId}/items/{featureId}',
    summary: 'One feature of a collection',
    query: FeatureQuery,
    params: FeatureParams,
    answer: LedgerFeature,
    formats: ['geojson'],
    cache: 'live',
    problems: ['not-found'],
  }),
  getOpenApi30: read({
    id: 'getOpenApi30',
    tag: 'Features',
    path: '/api/ogc/openapi-3.0.json',
    summary: 'The document of the whole API as OpenAPI 3.0, for software that looks for the older one',
    query: FormatQuery,
    params: NoParams,
    answer: z.looseObject({ openapi: z.string().meta({ description: 'the version of OpenAPI' }) }),
    formats: ['openapi30'],
    isAlways: true,
    cache: 'reference',
    problems: [],
  }),
  getOpenApi: read({
    id: 'getOpenApi',
    tag: 'Service',
    path: '/api/v1/openapi.json',
    summary: 'This document',
    query: NoQuery,
    params: NoParams,
    answer: z.looseObject({ openapi: z.string().meta({ description: 'the version of OpenAPI' }) }),
    formats: ['json', 'openapi31'],
    isAlways: true,
    cache: 'reference',
    problems: [],
  }),
  listChanges: read({
    id: 'listChanges',
    tag: 'Following',
    path: '/api/v1/changes',
    summary: 'What became public or ceased to be since a cursor, by when it did: to keep a copy of the ledger up to date',
    query: ChangesQuery,
    params: NoParams,
    answer: ChangePage,
    formats: ['json'],
    cache: 'live',
    problems: [],
  }),
  getAtomFeed: read({
    id: 'getAtomFeed',
    tag: 'Following',
    path: '/api/v1/feed.atom',
    summary: 'The newest public reports and corrections as an Atom feed',
    query: FeedQuery,
    params: NoParams,
    answer: z.string().meta({
      description:
        'Atom (RFC 4287), one entry a report: its id stays through corrections, published is when it became public, updated when it was last corrected. What was retracted or taken down is an at:deleted-entry (RFC 6721) without a word of it; a takedown names the incident, which entries name as thr:in-reply-to (RFC 4685).',
    }),
    formats: ['atom'],
    cache: 'live',
    problems: [],
  }),
  getJsonFeed: read({
    id: 'getJsonFeed',
    tag: 'Following',
    path: '/api/v1/feed.json',
    summary: 'The same as a JSON Feed, which has no line for what is no more',
    query: FeedQuery,
    params: NoParams,
    answer: JsonFeed,
    formats: ['jsonfeed'],
    cache: 'live',
    problems: [],
  }),
  streamChanges: stream({
    id: 'streamChanges',
    tag: 'Following',
    path: '/api/v1/stream',
    summary: 'The changes as they become public, as Server-Sent Events: each says what to ask for, and nothing of what the record says',
    query: StreamQuery,
    params: NoParams,
    event: { name: 'change', data: AnnouncedChange },
    place: StreamQuery.shape.since,
    problems: [],
  }),
  getCalendar: read({
    id: 'getCalendar',
    tag: 'Following',
    path: '/api/v1/calendar.ics',
    summary: 'Public incidents as a calendar to subscribe to; kind=scheduled gives announced restrictions alone',
    query: CalendarQuery,
    params: NoParams,
    answer: z.string().meta({
      description:
        'iCalendar (RFC 5545), one VEVENT an incident: DTSTART as exactly as it was said, a day where no hour was, the first one where only the month was; no DTEND while none was said. CREATED, LAST-MODIFIED and DTSTAMP are of the ledger. SEQUENCE counts corrections. A retracted or merged incident is CANCELLED without a word of it, one that was taken down is not there.',
    }),
    formats: ['calendar'],
    cache: 'live',
    problems: [],
  }),
  listWebhooks: read({
    id: 'listWebhooks',
    tag: 'Following',
    path: '/api/v1/webhooks',
    summary: 'Every subscription to the changes with its last deliveries and dead letters, to an admin; never its secret',
    query: NoQuery,
    params: NoParams,
    answer: WebhookList,
    formats: ['json'],
    cache: 'own',
    role: 'admin',
    problems: ['forbidden'],
  }),
  createWebhook: write({
    id: 'createWebhook',
    tag: 'Following',
    path: '/api/v1/webhooks',
    summary: 'Subscribes an address to the changes, as an admin, and answers the secret that they are signed with, once',
    about: 'An address that is not of the public internet is refused unless the operator has opened its network.',
    query: NoQuery,
    params: NoParams,
    body: NewWebhook,
    answers: { 200: MadeWebhook },
    example: { url: 'https://example.org/outages', label: 'Regional desk', region: ['UA-12'], service: ['electricity'] },
    role: 'admin',
    problems: ['conflict', 'forbidden'],
  }),
  actOnWebhook: write({
    id: 'actOnWebhook',
    tag: 'Following',
    path: '/api/v1/webhooks/{id}',
    summary: 'Sends the dead letters of a subscription once more and begins again where it had ended, or removes it; as an admin',
    query: NoQuery,
    params: IdParams,
    body: WebhookAction,
    answers: { 200: WebhookActed },
    example: { action: 'retry' },
    role: 'admin',
    problems: ['forbidden', 'not-found'],
  }),
  getDataPackage: read({
    id: 'getDataPackage',
    tag: 'Records',
    path: '/api/v1/datapackage.json',
    summary: 'The bulk downloads as a Data Package, each table with its schema',
    about: 'Data Package version 2 (datapackage.org): the whole of each list as CSV, Parquet and GeoJSON, at addresses of this API.',
    query: NoQuery,
    params: NoParams,
    answer: z
      .looseObject({
        name: z.string(),
        resources: z.array(z.looseObject({ name: z.string(), path: z.string(), format: z.string(), mediatype: z.string() })),
      })
      .meta({ id: 'DataPackage' }),
    formats: ['json'],
    cache: 'live',
    problems: [],
  }),
  getCatalogue: read({
    id: 'getCatalogue',
    tag: 'Records',
    path: '/api/v1/catalog.jsonld',
    summary: 'The bulk downloads as a catalogue in JSON-LD',
    about: 'By DCAT 3 and schema.org alike, for catalogues of open data and for search engines.',
    query: NoQuery,
    params: NoParams,
    answer: z.looseObject({ '@context': z.record(z.string(), z.string()), '@type': z.array(z.string()) }).meta({ id: 'Catalogue' }),
    formats: ['jsonld'],
    cache: 'live',
    problems: [],
  }),
  listFeeds: read({
    id: 'listFeeds',
    tag: 'Records',
    path: '/api/v1/feeds',
    summary: 'The sources that machines read: how far each has told, and what is in the way',
    about: 'Machine feeds whose readings are here, and sources that this server asks again and again. Their addresses are not told.',
    query: NoQuery,
    params: NoParams,
    answer: FeedsTold,
    formats: ['json'],
    cache: 'live',
    problems: [],
  }),
  getPolicy: read({
    id: 'getPolicy',
    tag: 'Service',
    path: '/api/v1/policy',
    summary: 'Every value by which this server decides what may be public, and when',
    query: NoQuery,
    params: NoParams,
    answer: Policy,
    formats: ['json'],
    cache: 'live',
    problems: [],
  }),
  getHealth: read({
    id: 'getHealth',
    tag: 'Service',
    path: '/api/health',
    summary: 'Whether the store answers, and how far its ledger goes',
    query: NoQuery,
    params: NoParams,
    answer: Health,
    formats: ['json'],
    cache: 'probe',
    problems: [],
  }),
  getReadiness: read({
    id: 'getReadiness',
    tag: 'Service',
    path: '/api/ready',
    summary: 'Whether requests may be sent to this process: 503 while its store does not answer, and once it is about to end',
    about: 'For a balancer, which asks each process of its own. How the whole is doing is told by /api/health.',
    query: NoQuery,
    params: NoParams,
    answer: Readiness,
    formats: ['json'],
    cache: 'now',
    problems: [],
  }),
}
