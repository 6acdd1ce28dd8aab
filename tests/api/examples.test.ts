import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openApiDocument } from '@/lib/http/openapi'
import { exampleIncident, exampleReport, operations } from '@/lib/http/operations'
import { IncidentPage } from '@/lib/schema/answers'
import { type ProblemName, problemStatus } from '@/lib/schema/problem'
import { asEditor, closeWorld, get, openWorld, send } from './world'

/** The moment at which the examples are taken; every record that is shipped is public by then. */
const now = '2026-07-01T09:00:00.000Z'

// The same ids in every run, so that the answers are the same byte for byte.
vi.mock('@/lib/service/new-id', async () => {
  const { monotonicFactory } = await import('ulid')
  const next = monotonicFactory(() => 0.5)
  return { newId: (at: string) => next(Date.parse(at)) }
})

/** What an answer may weigh to be printed in a document, in characters; a longer one is for who asks. */
const most = 7000

interface Asked {
  path: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: unknown
}
interface Example extends Asked {
  status: number
  type: string
  answer: unknown
}

const noUlid = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const evening = 'asOf=2026-01-08T18:00:00Z&region=UA-12&service=electricity&unit=connections'
const posted = (path: string, body: unknown, headers: Record<string, string> = {}): Asked => ({
  path,
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headers },
  body,
})

/** What is asked of each operation for its example; of a read in each format that it has. */
const asked: Partial<Record<keyof typeof operations, (incident: string) => Asked[]>> = {
  listIncidents: () => [{ path: '/api/v1/incidents?kind=strike&region=UA-12&limit=1' }],
  getIncident: (incident) => [{ path: `/api/v1/incidents/${incident}` }],
  listObservations: () => [{ path: '/api/v1/observations?region=UA-12&service=electricity&limit=1' }],
  listReadings: () => [{ path: '/api/v1/readings?from=2026-01-07&to=2026-01-08&limit=1' }],
  getImpact: () => [{ path: `/api/v1/impact?${evening}` }],
  getSeries: () => [{ path: '/api/v1/series?from=2026-01-07&to=2026-01-08&region=UA-12&unit=connections' }],
  getRegion: () => [{ path: '/api/v1/regions/UA-12' }],
  listChanges: () => [{ path: '/api/v1/changes?limit=2' }],
  getAtomFeed: () => [{ path: '/api/v1/feed.atom?region=UA-12&limit=1' }],
  getJsonFeed: () => [{ path: '/api/v1/feed.json?region=UA-12&limit=1' }],
  getCalendar: () => [{ path: '/api/v1/calendar.ics?kind=scheduled&limit=1' }],
  getLandingPage: () => [{ path: '/api/ogc' }],
  getConformance: () => [{ path: '/api/ogc/conformance' }],
  listCollections: () => [{ path: '/api/ogc/collections' }],
  getCollection: () => [{ path: '/api/ogc/collections/incidents' }],
  getQueryables: () => [{ path: '/api/ogc/collections/incidents/queryables' }],
  listFeatures: () => [{ path: '/api/ogc/collections/incidents/items?limit=1' }],
  getFeature: (incident) => [{ path: `/api/ogc/collections/incidents/items/${incident}` }],
  getPolicy: () => [{ path: '/api/v1/policy' }],
  listFeeds: () => [{ path: '/api/v1/feeds' }],
  getHealth: () => [{ path: '/api/health' }],
  getReadiness: () => [{ path: '/api/ready' }],
  importRecords: () => [
    {
      path: '/api/v1/imports?dryRun=true',
      method: 'POST',
      headers: { 'Content-Type': 'application/x-ndjson', ...asEditor },
      body: `${JSON.stringify(exampleIncident)}\n`,
    },
  ],
  addReport: (incident) => [
    posted(`/api/v1/incidents/${incident}/reports`, exampleReport),
    posted(`/api/v1/incidents/${incident}/reports`, exampleReport, asEditor),
  ],
  createIncident: () => [
    posted('/api/v1/incidents?allowDuplicate=true', exampleIncident),
    posted('/api/v1/incidents?allowDuplicate=true', exampleIncident, asEditor),
  ],
  reviewIncident: (incident) => [
    posted(`/api/v1/incidents/${incident}/review`, { decision: 'retract', reason: 'The source took it back' }, asEditor),
  ],
}

/** Why an operation has no example of an answer. */
const without: Partial<Record<keyof typeof operations, string>> = {
  listRegions: 'too long; getRegion shows one of its entries',
  getGeometry: 'too long',
  getOpenApi: 'it is the document itself',
  getDataPackage: 'too long; each of its fields is a column that the formats of the lists tell of',
  getCatalogue: 'too long; it says in another vocabulary what the Data Package says',
  getOpenApi30: 'it is the document itself, as older software reads it',
  listWebhooks: 'it is for admins, and tells of their own',
  createWebhook: 'it is for admins, and answers a secret',
  actOnWebhook: 'it is for admins, and tells of their own',
  streamChanges: 'it has no end; what it tells are entries of listChanges without their data',
}

const problems: Partial<Record<ProblemName, (incident: string) => Asked>> = {
  'bad-request': () => posted('/api/v1/incidents', exampleIncident, { 'Idempotency-Key': 'a b' }),
  'invalid-parameter': () => ({ path: '/api/v1/impact?colour=red' }),
  'malformed-body': () => posted('/api/v1/incidents', '{"title": "Strike on the energy system",}'),
  unauthorised: () => ({ path: '/api/v1/impact', headers: { Authorization: 'Bearer nobody-gave-this-out' } }),
  'not-found': () => ({ path: `/api/v1/incidents/${noUlid}` }),
  'not-acceptable': () => ({ path: '/api/v1/policy', headers: { Accept: 'text/csv' } }),
  conflict: (incident) =>
    posted(`/api/v1/incidents/${incident}/review`, { decision: 'publish', reason: 'Read against the source', seenSeq: 1 }, asEditor),
  'likely-duplicate': () => posted('/api/v1/incidents', exampleIncident, asEditor),
  'too-large': () => posted('/api/v1/incidents', `"${'x'.repeat(2_000_000)}"`),
  'unsupported-media-type': () => posted('/api/v1/incidents', 'title: Strike', { 'Content-Type': 'application/yaml' }),
  'invalid-record': () => posted('/api/v1/incidents', { ...exampleIncident, kind: 'war' }),
}

async function take({ path, method = 'GET', headers = {}, body }: Asked): Promise<Example> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const response = await send(path, { method, headers, ...(text !== undefined && { body: text }) })
  const [type = ''] = (response.headers.get('content-type') ?? '').split(';')
  const answer = type.endsWith('json') ? await response.json() : await response.text()
  const { Authorization, ...shown } = headers
  return {
    path,
    ...(method === 'POST' && { method }),
    ...(Object.keys(shown).length > 0 && { headers: shown }),
    ...(Authorization !== undefined && { headers: { ...shown, Authorization: 'Bearer KEY' } }),
    ...(text !== undefined && text.length < most && { body: body }),
    status: response.status,
    type,
    answer,
  }
}

/** The same in each further format of the operation that is a text. */
const inFormats = (name: keyof typeof operations, first: Asked): Asked[] => {
  const operation = operations[name]
  if (operation.method !== 'get' || !('format' in operation.query.shape)) return [first]
  const texts = operation.formats.slice(1).filter((format) => format !== 'parquet')
  const others = texts.map((format) => ({ ...first, path: `${first.path}&format=${format}` }))
  return [first, ...others]
}

beforeAll(async () => {
  vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] })
  vi.spyOn(crypto, 'randomUUID').mockReturnValue('0f8fad5b-d9cb-469f-a165-70867728950e')
  await openWorld({ seed: 'records' })
})
afterAll(async () => {
  await closeWorld()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('the examples of the document', () => {
  it('are there for every operation, or there is a reason why not', () => {
    const names = Object.keys(operations)
    expect(names.filter((name) => !Object.hasOwn(asked, name) && !Object.hasOwn(without, name))).toEqual([])
    expect(Object.keys({ ...asked, ...without }).filter((name) => !names.includes(name))).toEqual([])
  })

  it('are what the product answers: npx vitest run tests/api/examples.test.ts -u takes them anew', async () => {
    const { data } = IncidentPage.parse(await (await get('/api/v1/incidents?region=UA-12&kind=strike&limit=1')).json())
    const incident = data[0]?.id ?? ''
    const taken: Record<string, Example[]> = {}
    for (const [name, requests] of Object.entries(asked)) {
      const all = requests(incident).flatMap((first) => inFormats(name as keyof typeof operations, first))
      const examples: Example[] = []
      for (const one of all) examples.push(await take(one))
      taken[name] = examples.filter(({ answer }) => JSON.stringify(answer).length <= most)
    }
    const refused: Record<string, Example> = {}
    for (const [name, request] of Object.entries(problems)) {
      refused[name] = await take(request(incident))
      expect(refused[name].status, name).toBe(problemStatus[name as ProblemName])
    }
    const text = `${JSON.stringify({ incident, operations: taken, problems: refused }, null, 2)}\n`
    await expect(text).toMatchFileSnapshot('../../lib/http/examples.json')
  })

  it('are what their schemas say', () => {
    const document = openApiDocument(undefined, 'closed')
    const ajv = new Ajv2020({ strict: false })
    addFormats(ajv)
    ajv.addFormat('ulid', true)
    ajv.addSchema({ $id: 'api', paths: document.paths, components: document.components })
    let seen = 0
    const walk = (node: unknown, at: string): void => {
      if (typeof node !== 'object' || node === null) return
      const { schema, example, examples } = node as { schema?: unknown; example?: unknown; examples?: Record<string, { value: unknown }> }
      const values = [...(example === undefined ? [] : [example]), ...Object.values(examples ?? {}).map(({ value }) => value)]
      if (schema !== undefined && values.length > 0) {
        const validate = ajv.getSchema(`api#${at}/schema`)
        for (const value of values) {
          seen += 1
          validate?.(value)
          expect(validate?.errors ?? [], at).toEqual([])
        }
        return
      }
      for (const [key, value] of Object.entries(node)) walk(value, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    }
    walk(document.paths, '/paths')
    walk(document.components?.responses, '/components/responses')
    expect(seen).toBeGreaterThan(30)
  })
})
