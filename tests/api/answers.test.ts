import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openApiDocument } from '@/lib/http/openapi'
import { IncidentPage, ObservationPage } from '@/lib/schema/answers'
import { Impact } from '@/lib/schema/impact'
import { closeWorld, get, openWorld, send } from './world'

const document = openApiDocument(undefined, 'closed')
const ajv = new Ajv2020({ strict: false })
addFormats(ajv)
ajv.addFormat('ulid', true)
ajv.addSchema({ $id: 'api', paths: document.paths, components: document.components })

beforeAll(() => openWorld({ seed: 'records' }))
afterAll(closeWorld)

const day = 'asOf=2026-01-08T18:00:00Z&service=electricity&unit=connections'

/** Addresses that between them reach every readable route, each with the path it has in the document. */
const reads: [path: string, address: string][] = [
  ['/api/v1/incidents', '/api/v1/incidents?limit=20'],
  ['/api/v1/incidents', '/api/v1/incidents?region=UA-12&standing=stale&kind=strike&from=2025-12-01&to=2026-02-01&q=Dnipro'],
  ['/api/v1/observations', '/api/v1/observations?limit=1000'],
  ['/api/v1/observations', '/api/v1/observations?region=UA12&tier=1&tier=2&measure=without&publishedBy=2026-01-09'],
  ['/api/v1/impact', `/api/v1/impact?${day}`],
  ['/api/v1/impact', '/api/v1/impact?asOf=2026-01-08&service=health&service=water&level=2'],
  ['/api/v1/impact', '/api/v1/impact'],
  ['/api/v1/impact', `/api/v1/impact?${day}&format=csv`],
  ['/api/v1/impact', `/api/v1/impact?${day}&service=health&level=2&format=geojson`],
  ['/api/v1/incidents', '/api/v1/incidents?format=csv'],
  ['/api/v1/observations', '/api/v1/observations?limit=1000&format=csv'],
  ['/api/v1/readings', '/api/v1/readings'],
  ['/api/v1/readings', '/api/v1/readings?region=UA-12&from=2026-01-07&to=2026-01-08&limit=10&format=csv'],
  ['/api/v1/series', '/api/v1/series?from=2026-01-01&to=2026-01-20&format=csv'],
  ['/api/v1/series', '/api/v1/series?from=2026-01-01&to=2026-01-20&step=day'],
  ['/api/v1/series', '/api/v1/series?from=2026-01-07&to=2026-01-09&step=hour&region=UA-12&unit=connections'],
  ['/api/v1/regions', '/api/v1/regions'],
  ['/api/v1/regions/{code}', '/api/v1/regions/UA-12'],
  ['/api/v1/regions/geometry', '/api/v1/regions/geometry?level=1&detail=web'],
  ['/api/v1/regions/geometry', '/api/v1/regions/geometry?format=topojson'],
  ['/api/v1/changes', '/api/v1/changes'],
  ['/api/v1/changes', '/api/v1/changes?limit=7'],
  ['/api/v1/feed.atom', '/api/v1/feed.atom?region=UA-12'],
  ['/api/v1/feed.json', '/api/v1/feed.json?lang=uk'],
  ['/api/v1/calendar.ics', '/api/v1/calendar.ics'],
  ['/api/v1/policy', '/api/v1/policy'],
  ['/api/v1/feeds', '/api/v1/feeds'],
  ['/api/v1/datapackage.json', '/api/v1/datapackage.json'],
  ['/api/v1/catalog.jsonld', '/api/v1/catalog.jsonld'],
  ['/api/v1/openapi.json', '/api/v1/openapi.json'],
  ['/api/ogc', '/api/ogc'],
  ['/api/ogc/conformance', '/api/ogc/conformance'],
  ['/api/ogc/openapi-3.0.json', '/api/ogc/openapi-3.0.json'],
  ['/api/ogc/collections', '/api/ogc/collections'],
  ['/api/ogc/collections/{collectionId}', '/api/ogc/collections/impact'],
  ['/api/ogc/collections/{collectionId}/queryables', '/api/ogc/collections/observations/queryables'],
  ['/api/ogc/collections/{collectionId}/items', '/api/ogc/collections/regions/items?bbox=30,48,31,49'],
  ['/api/ogc/collections/{collectionId}/items', '/api/ogc/collections/impact/items?asOf=2026-01-08T18:00:00Z&limit=1000'],
  ['/api/ogc/collections/{collectionId}/items', '/api/ogc/collections/observations/items?datetime=2026-01-08/..'],
  ['/api/ogc/collections/{collectionId}/items/{featureId}', '/api/ogc/collections/regions/items/UA-12'],
  ['/api/health', '/api/health'],
]

const pointer = (...parts: string[]) => parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** What the document has against an answer; empty where it agrees. */
async function faults(path: string, response: Response): Promise<unknown[]> {
  const [mediaType = ''] = (response.headers.get('content-type') ?? '').split(';')
  const validate = ajv.getSchema(
    `api#${pointer('paths', path, 'get', 'responses', String(response.status), 'content', mediaType, 'schema')}`,
  )
  if (!validate) return [`${path} documents no ${response.status} as ${mediaType}`]
  await validate(mediaType.endsWith('json') ? await response.json() : await response.text())
  return (validate.errors ?? []).slice(0, 5)
}

describe('readable routes', () => {
  it.each(reads)('%s answers %s as its document says', async (path, address) => {
    const response = await get(address)
    expect(response.status).toBe(200)
    expect(await faults(path, response)).toEqual([])
  })

  it('answers one incident as its document says, whichever it is', async () => {
    const { data } = IncidentPage.parse(await (await get('/api/v1/incidents?limit=1000')).json())
    expect(data.length).toBeGreaterThan(10)
    const some = data.filter((_, i) => i % 7 === 0)
    for (const { id } of some) expect(await faults('/api/v1/incidents/{id}', await get(`/api/v1/incidents/${id}`)), id).toEqual([])
  })

  it('are all read here', () => {
    const readable = Object.entries(document.paths ?? {}).filter(([, item]) => item.get)
    // One incident above, the stream and the readiness in tests of their own, and what only an admin may read in that of webhooks.
    const elsewhere = ['/api/v1/incidents/{id}', '/api/v1/stream', '/api/v1/webhooks', '/api/ready']
    const read = new Set([...reads.map(([path]) => path), ...elsewhere])
    expect(readable.map(([path]) => path).filter((path) => !read.has(path))).toEqual([])
  })

  it.each(reads)('%s: %s has a tag, may be shared, and is 304 to who has it', async (_path, address) => {
    const first = await get(address)
    expect(first.headers.get('cache-control')).toMatch(/public.*s-maxage=\d+.*stale-while-revalidate=\d+/)
    expect(first.headers.get('vary')).toContain('Accept')
    expect(first.headers.get('access-control-allow-origin')).toBe('*')
    expect(first.headers.get('access-control-expose-headers')).toContain('ETag')
    const second = await get(address, { 'If-None-Match': first.headers.get('etag') ?? '' })
    expect(second.status).toBe(304)
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'))
    const head = await send(address, { method: 'HEAD' })
    expect(head.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(await head.text()).toBe('')
  })

  it('send GeoJSON and TopoJSON under their media types', async () => {
    expect((await get('/api/v1/regions/geometry')).headers.get('content-type')).toBe('application/geo+json')
    expect((await get('/api/v1/regions/geometry', { Accept: 'application/json' })).status).toBe(200)
    expect((await get('/api/v1/regions/geometry?format=topojson')).headers.get('content-type')).toBe('application/json')
  })
})

describe('the winter day of the records, as asked over HTTP', () => {
  const connections = 'service=electricity&unit=connections'
  const cases: [query: string, region: string, expected: object][] = [
    [`asOf=2026-01-08T18:00:00Z&${connections}`, 'UA-12', { standing: 'reported', low: 600_000, best: 600_000, high: 800_000 }],
    [`asOf=2026-01-08T18:00:00Z&${connections}`, 'UA-23', { standing: 'restored' }],
    [`asOf=2026-01-11T18:00:00Z&${connections}`, 'UA-12', { standing: 'stale', low: null, best: null, high: null }],
    [`asOf=2026-01-12T18:00:00Z&${connections}`, 'UA-12', { standing: 'reported', low: 18_000, high: null }],
    [`asOf=2026-01-08T18:00:00Z&knownAt=2020-01-01&${connections}`, 'UA-12', { standing: 'notReported', best: null, basis: [] }],
  ]
  it.each(cases)('%s: %s', async (query, region, expected) => {
    const impact = Impact.parse(await (await get(`/api/v1/impact?${query}`)).json())
    expect(impact.data.find((row) => row.region === region)).toMatchObject(expected)
  })
})

const Keyed = z.object({ data: z.array(z.object({ id: z.string() })), next: z.string().nullable(), total: z.number() })

/** Follows `Link: rel="next"` to the end and returns the ids of each page. */
async function walk(address: string): Promise<{ pages: string[][]; total: number }> {
  const pages: string[][] = []
  let total = 0
  for (let at: string | undefined = address; at !== undefined; ) {
    const response = await get(at)
    const page = Keyed.parse(await response.json())
    pages.push(page.data.map(({ id }) => id))
    total = page.total
    at = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1]
    expect(at === undefined).toBe(page.next === null)
    if (at !== undefined) expect(new URL(at, 'http://x').searchParams.get('cursor')).toBe(page.next)
  }
  return { pages, total }
}

describe('paging', () => {
  it.each([
    '/api/v1/observations?limit=37',
    '/api/v1/observations?limit=7&region=UA-12&service=electricity',
    '/api/v1/incidents?limit=20',
    '/api/v1/incidents?limit=10&standing=stale&standing=restored&asOf=2026-01-12',
  ])('%s walks through all without repeat', async (address) => {
    const { pages, total } = await walk(address)
    const ids = pages.flat()
    const limit = Number(new URL(address, 'http://x').searchParams.get('limit'))
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(total)
    const everything = Keyed.parse(await (await get(address.replace(/limit=\d+/, 'limit=1000'))).json())
    expect(ids).toEqual(everything.data.map(({ id }) => id))
  })

  it('lists incidents newest start first', async () => {
    const { data } = IncidentPage.parse(await (await get('/api/v1/incidents?limit=1000')).json())
    const starts = data.map(({ start }) => start.time.slice(0, 7))
    expect(starts).toEqual([...starts].sort().reverse())
  })

  it('narrows by every filter given, a parent region meaning its children', async () => {
    const { data } = ObservationPage.parse(await (await get('/api/v1/observations?region=UA-12&service=electricity&limit=1000')).json())
    expect(data.length).toBeGreaterThan(5)
    for (const row of data) {
      expect(row.service).toBe('electricity')
      expect(row.regions.some((code) => code === 'UA-12' || code.startsWith('UA12'))).toBe(true)
    }
  })
})
