import { z } from 'zod'
import { type Column, columnsInWords } from '@/lib/export/csv'
import { impactColumns } from '@/lib/export/impact-columns'
import { ImpactFeatures } from '@/lib/export/impact-features'
import { incidentColumns } from '@/lib/export/incident-columns'
import { observationColumns } from '@/lib/export/observation-columns'
import { seriesColumns } from '@/lib/export/series-columns'
import { Health, IncidentPage, InReview, ObservationPage, RegionList } from '@/lib/schema/answers'
import { Geometry } from '@/lib/schema/geometry'
import { Impact, Series } from '@/lib/schema/impact'
import { IncidentDetail, NewIncident } from '@/lib/schema/incident'
import type { ProblemName } from '@/lib/schema/problem'
import { GeometryQuery, ImpactQuery, IncidentQuery, NewIncidentQuery, NoQuery, SeriesQuery } from '@/lib/schema/query'
import { Region } from '@/lib/schema/region'
import { NewReport, Report } from '@/lib/schema/report'
import type { CacheRule } from './answer'
import type { Format } from './negotiate'

interface Described<Q extends z.ZodObject, P extends z.ZodObject> {
  /** The path as OpenAPI writes it: `/api/v1/incidents/{id}`. */
  path: string
  id: string
  summary: string
  query: Q
  params: P
  /** What this route refuses beyond what every route does. */
  problems: readonly ProblemName[]
}

export interface ReadOperation<Q extends z.ZodObject = z.ZodObject, P extends z.ZodObject = z.ZodObject> extends Described<Q, P> {
  method: 'get'
  answer: z.ZodType
  /** The first is the one for a reader who does not say. */
  formats: readonly [Format, ...Format[]]
  /** What the answer is in a format where it is something else. */
  also?: Partial<Record<Format, z.ZodType>>
  cache: CacheRule
}

export interface WriteOperation<Q extends z.ZodObject = z.ZodObject, P extends z.ZodObject = z.ZodObject, B extends z.ZodType = z.ZodType>
  extends Described<Q, P> {
  method: 'post'
  body: B
  answers: { 201: z.ZodType; 202: z.ZodType }
  example: z.input<B>
  /** Where the same record may come as a browser's form: its fields. */
  form?: z.ZodType
}

const read = <Q extends z.ZodObject, P extends z.ZodObject>(operation: Omit<ReadOperation<Q, P>, 'method'>): ReadOperation<Q, P> => ({
  method: 'get',
  ...operation,
})
const write = <Q extends z.ZodObject, P extends z.ZodObject, B extends z.ZodType>(
  operation: Omit<WriteOperation<Q, P, B>, 'method'>,
): WriteOperation<Q, P, B> => ({ method: 'post', ...operation })

/** A table, described by its columns. */
const table = (about: string, columns: readonly Pick<Column<never>, 'name' | 'says'>[]) =>
  z.string().meta({ description: columnsInWords(about, columns) })

/** The page's own form, as it is sent without script. */
const FormFields = z.record(z.string(), z.string()).meta({
  description:
    'The fields of the page /en/report, as typed: title, kind, startDate, sourceUrl, publisher, statedBy, tier, heldDate and so on; figure i as o{i}.service, o{i}.what, o{i}.quantity, o{i}.unit, o{i}.region, o{i}.place, o{i}.words; locale; token.',
})
const NoParams = z.strictObject({})
const IdParams = z.strictObject({ id: z.string().meta({ description: 'a ULID', example: '01KESQ3VJ8Z0T8JX2M6W4RB7NC' }) })
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

/** Every route of the API once: the handlers parse by it and the document is written from it, so that they cannot differ. */
export const operations = {
  listIncidents: read({
    id: 'listIncidents',
    path: '/api/v1/incidents',
    summary: 'Public incidents, newest start first',
    query: IncidentQuery,
    params: NoParams,
    answer: IncidentPage,
    formats: ['json', 'csv'],
    also: { csv: table('One incident a row, a page at a time (Link).', incidentColumns) },
    cache: 'live',
    problems: [],
  }),
  createIncident: write({
    id: 'createIncident',
    path: '/api/v1/incidents',
    summary: 'Adds an incident with its reports: published at once for an editor where the guard allows, else kept for review',
    query: NewIncidentQuery,
    params: NoParams,
    body: NewIncident,
    answers: { 201: IncidentDetail, 202: InReview },
    example: exampleIncident,
    form: FormFields,
    problems: ['likely-duplicate'],
  }),
  getIncident: read({
    id: 'getIncident',
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
    path: '/api/v1/incidents/{id}/reports',
    summary: 'Adds a report to an incident: an update, a restoration, a contradiction, a correction',
    query: NoQuery,
    params: IdParams,
    body: NewReport,
    answers: { 201: Report, 202: InReview },
    example: exampleReport,
    problems: ['not-found', 'gone'],
  }),
  listObservations: read({
    id: 'listObservations',
    path: '/api/v1/observations',
    summary: 'Flat rows: one observation with its source and times, newest as-of first',
    query: IncidentQuery,
    params: NoParams,
    answer: ObservationPage,
    formats: ['json', 'csv'],
    also: { csv: table('One statement a row, a page at a time (Link).', observationColumns) },
    cache: 'live',
    problems: [],
  }),
  getImpact: read({
    id: 'getImpact',
    path: '/api/v1/impact',
    summary: 'What each region is without at one moment, as a range, and which statements say so',
    query: ImpactQuery,
    params: NoParams,
    answer: Impact,
    formats: ['json', 'geojson', 'csv'],
    also: { geojson: ImpactFeatures, csv: table('One region and service a row.', impactColumns) },
    cache: 'live',
    problems: [],
  }),
  getSeries: read({
    id: 'getSeries',
    path: '/api/v1/series',
    summary: 'The same over time, in buckets, with the household-hours of the period',
    query: SeriesQuery,
    params: NoParams,
    answer: Series,
    formats: ['json', 'csv'],
    also: { csv: table('One bucket and region a row; sums over regions are in the JSON alone.', seriesColumns) },
    cache: 'live',
    problems: [],
  }),
  listRegions: read({
    id: 'listRegions',
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
    path: '/api/v1/regions/geometry',
    summary: 'The boundaries of one level, as GeoJSON or TopoJSON',
    query: GeometryQuery,
    params: NoParams,
    answer: Geometry,
    formats: ['geojson', 'topojson'],
    cache: 'reference',
    problems: [],
  }),
  getOpenApi: read({
    id: 'getOpenApi',
    path: '/api/v1/openapi.json',
    summary: 'This document',
    query: NoQuery,
    params: NoParams,
    answer: z.looseObject({ openapi: z.string() }),
    formats: ['json'],
    cache: 'reference',
    problems: [],
  }),
  getHealth: read({
    id: 'getHealth',
    path: '/api/health',
    summary: 'Whether the store answers, and how far its ledger goes',
    query: NoQuery,
    params: NoParams,
    answer: Health,
    formats: ['json'],
    cache: 'probe',
    problems: [],
  }),
}
