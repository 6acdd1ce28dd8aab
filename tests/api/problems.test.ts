import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import { problemResponse } from '@/lib/http/problem'
import { IncidentDetail } from '@/lib/schema/incident'
import { Problem, type ProblemName, problemStatus } from '@/lib/schema/problem'
import { context } from '@/lib/service/context'
import { StoreUnavailable } from '@/lib/store/store'
import { asEditor, closeWorld, get, openWorld, post, send } from './world'

const noUlid = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const inThreeDays = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
const [observation] = exampleReport.observations

beforeAll(() => openWorld({ seed: 'none' }))
afterAll(closeWorld)
afterEach(() => vi.restoreAllMocks())

const withObservation = (changes: object) => ({
  ...exampleIncident,
  reports: [{ ...exampleReport, observations: [{ ...observation, ...changes }] }],
})
const postIncident = (body: unknown, headers: Record<string, string> = asEditor, query = '') =>
  post(`/api/v1/incidents${query}`, body, headers)

async function failingStore(error: Error): Promise<void> {
  const { store } = await context()
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  for (const method of ['publicView', 'write', 'head'] as const) {
    vi.spyOn(store, method).mockImplementation(() => {
      throw error
    })
  }
}

interface Source {
  when: string
  ask: () => Promise<Response>
  problem: ProblemName
  paths?: string[]
  headers?: Record<string, string>
}

const sources: Source[] = [
  { when: 'no such route', ask: () => get('/api/v1/nothing'), problem: 'not-found' },
  { when: 'no such route, written to', ask: () => post('/api', {}), problem: 'not-found' },
  { when: 'no such incident', ask: () => get(`/api/v1/incidents/${noUlid}`), problem: 'not-found' },
  { when: 'an id that is none', ask: () => get('/api/v1/incidents/first'), problem: 'not-found' },
  { when: 'no such region', ask: () => get('/api/v1/regions/UA-99'), problem: 'not-found' },
  { when: 'a report on nothing', ask: () => post(`/api/v1/incidents/${noUlid}/reports`, exampleReport, asEditor), problem: 'not-found' },
  {
    when: 'a verb that does not apply',
    ask: () => send('/api/v1/incidents', { method: 'DELETE' }),
    problem: 'method-not-allowed',
    headers: { Allow: 'GET, HEAD, POST, OPTIONS' },
  },
  {
    when: 'reading where one only writes',
    ask: () => get(`/api/v1/incidents/${noUlid}/reports`),
    problem: 'method-not-allowed',
    headers: { Allow: 'POST, OPTIONS' },
  },
  { when: 'a format by Accept', ask: () => get('/api/v1/policy', { Accept: 'application/geo+json' }), problem: 'not-acceptable' },
  { when: 'an unknown parameter', ask: () => get('/api/v1/impact?colour=red'), problem: 'invalid-parameter', paths: ['colour'] },
  { when: 'a parameter where none is taken', ask: () => get('/api/health?verbose=1'), problem: 'invalid-parameter', paths: ['verbose'] },
  { when: 'a malformed service', ask: () => get('/api/v1/impact?service=steam'), problem: 'invalid-parameter', paths: ['service[0]'] },
  { when: 'a malformed time', ask: () => get('/api/v1/series?from=yesterday'), problem: 'invalid-parameter', paths: ['from'] },
  { when: 'a limit above the most', ask: () => get('/api/v1/incidents?limit=1001'), problem: 'invalid-parameter', paths: ['limit'] },
  { when: 'an empty limit', ask: () => get('/api/v1/incidents?limit='), problem: 'invalid-parameter', paths: ['limit'] },
  {
    when: 'one parameter given twice',
    ask: () => get('/api/v1/impact?asOf=2026-01-08&asOf=2026-01-09'),
    problem: 'invalid-parameter',
    paths: ['asOf'],
  },
  { when: 'a region nobody knows', ask: () => get('/api/v1/impact?region=UA-99'), problem: 'invalid-parameter', paths: ['region[0]'] },
  { when: 'a cursor of nobody', ask: () => get('/api/v1/incidents?cursor=bm9uc2Vuc2U'), problem: 'invalid-parameter', paths: ['cursor'] },
  {
    when: 'a cursor of nobody, by standing',
    ask: () => get('/api/v1/incidents?standing=stale&cursor=bm9uc2Vuc2U'),
    problem: 'invalid-parameter',
    paths: ['cursor'],
  },
  {
    when: 'a parameter of a write',
    ask: () => post('/api/v1/incidents?allowDuplicate=maybe', exampleIncident, asEditor),
    problem: 'invalid-parameter',
    paths: ['allowDuplicate'],
  },
  {
    when: 'a token nobody gave out',
    ask: () => postIncident(exampleIncident, { Authorization: 'Bearer wrong' }),
    problem: 'unauthorised',
    headers: { 'WWW-Authenticate': 'Bearer' },
  },
  { when: 'another scheme', ask: () => postIncident(exampleIncident, { Authorization: 'Basic YTpi' }), problem: 'unauthorised' },
  {
    when: 'an idempotency key with blanks',
    ask: () => postIncident(exampleIncident, { ...asEditor, 'Idempotency-Key': 'a b' }),
    problem: 'bad-request',
    paths: ['Idempotency-Key'],
  },
  {
    when: 'an idempotency key too long',
    ask: () => postIncident(exampleIncident, { ...asEditor, 'Idempotency-Key': 'k'.repeat(201) }),
    problem: 'bad-request',
    paths: ['Idempotency-Key'],
  },
  { when: 'a body of 2 MB', ask: () => postIncident({ ...exampleIncident, title: 'x'.repeat(2_000_000) }), problem: 'too-large' },
  {
    when: 'another media type',
    ask: () => postIncident('title: x', { 'Content-Type': 'application/yaml' }),
    problem: 'unsupported-media-type',
  },
  {
    when: 'a compressed body',
    ask: () => postIncident(exampleIncident, { 'Content-Encoding': 'gzip' }),
    problem: 'unsupported-media-type',
  },
  { when: 'no JSON', ask: () => postIncident('{"title": "x",}'), problem: 'malformed-body' },
  { when: 'no body', ask: () => postIncident(''), problem: 'malformed-body' },
  { when: 'a name given twice', ask: () => postIncident('{"title":"a","title":"b"}'), problem: 'malformed-body' },
  { when: 'a list', ask: () => postIncident([]), problem: 'invalid-record', paths: [''] },
  { when: 'nothing in it', ask: () => postIncident({}), problem: 'invalid-record', paths: ['title', 'kind', 'start', 'reports'] },
  {
    when: 'a wrong type deep inside',
    ask: () => postIncident(withObservation({ value: 'many' })),
    problem: 'invalid-record',
    paths: ['reports[0].observations[0].value'],
  },
  {
    when: 'a negative count',
    ask: () => postIncident(withObservation({ value: -1 })),
    problem: 'invalid-record',
    paths: ['reports[0].observations[0].value'],
  },
  {
    when: 'an unknown field',
    ask: () => postIncident(withObservation({ latitude: 48.5 })),
    problem: 'invalid-record',
    paths: ['reports[0].observations[0].latitude'],
  },
  {
    when: 'a __proto__',
    ask: () => postIncident(`{"__proto__":{"kind":"strike"},${JSON.stringify(exampleIncident).slice(1)}`),
    problem: 'invalid-record',
    paths: ['__proto__'],
  },
  {
    when: 'a region of no territory',
    ask: () => postIncident(withObservation({ regions: ['UA-12', 'UA-99'] })),
    problem: 'invalid-record',
    paths: ['reports[0].observations[0].regions[1]'],
  },
  {
    when: 'a text that no database holds',
    ask: () => postIncident(withObservation({ place: 'Dnipro\u0000city' })),
    problem: 'invalid-record',
    paths: ['reports[0].observations[0].place'],
  },
  {
    when: 'a text that is read otherwise than it is written',
    ask: () => postIncident({ ...exampleIncident, title: 'Power is \u202Etuo\u202C in Sumy' }),
    problem: 'invalid-record',
    paths: ['title'],
  },
  {
    when: 'half a character',
    ask: () => postIncident(withObservation({ note: 'mines \uD83D' })),
    problem: 'invalid-record',
    paths: ['reports[0].observations[0].note'],
  },
  {
    when: 'a control in the reason of a decision',
    ask: () => post(`/api/v1/incidents/${noUlid}/review`, { decision: 'reject', reason: 'no\u0000' }, asEditor),
    problem: 'invalid-record',
    paths: ['reason'],
  },
  {
    when: 'the year nought',
    ask: () => postIncident({ ...exampleIncident, start: { time: '0000-01-01T00:00:00Z', precision: 'hour' } }),
    problem: 'invalid-record',
    paths: ['start.time'],
  },
  {
    when: 'an end in no year that can be asked about',
    ask: () => postIncident({ ...exampleIncident, end: { time: '9999-12-31', precision: 'day' } }),
    problem: 'invalid-record',
    paths: ['end.time'],
  },
  {
    when: 'a source that published it in a year to come',
    ask: () => postIncident({ ...exampleIncident, reports: [{ ...exampleReport, publishedAt: '2199-01-01T00:00:00Z' }] }),
    problem: 'invalid-record',
    paths: ['reports[0].publishedAt'],
  },
  {
    when: 'a series of the year nought',
    ask: () => get('/api/v1/series?asOf=0000-01-01T00:00:00Z'),
    problem: 'invalid-parameter',
    paths: ['asOf'],
  },
  {
    when: 'a series to the last year',
    ask: () => get('/api/v1/series?to=9999-12-31T23:59:59Z'),
    problem: 'invalid-parameter',
    paths: ['to'],
  },
  {
    when: 'an end before the start',
    ask: () => postIncident({ ...exampleIncident, end: { time: '2026-01-06', precision: 'day' } }),
    problem: 'invalid-record',
    paths: ['end.time'],
  },
  {
    when: 'a figure of the day after tomorrow',
    ask: () => postIncident({ ...exampleIncident, reports: [{ ...exampleReport, asOf: { time: inThreeDays, precision: 'day' } }] }),
    problem: 'invalid-record',
    paths: ['reports[0].asOf.time'],
  },
]

async function expectProblem(response: Response, name: ProblemName): Promise<Problem> {
  const body: unknown = await response.json()
  const problem = Problem.strict().parse(body)
  expect(problem, JSON.stringify(body)).toMatchObject({ type: `/problems/${name}`, status: problemStatus[name] })
  expect(response.status).toBe(problemStatus[name])
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/)
  expect(response.headers.get('x-request-id')).toBe(problem.requestId)
  expect(problem.title.length).toBeGreaterThan(5)
  expect(problem.detail.length).toBeGreaterThan(5)
  return problem
}

describe('every source of errors has the one body', () => {
  it.each(sources)('$when is $problem', async ({ ask, problem: name, paths, headers = {} }) => {
    const response = await ask()
    const problem = await expectProblem(response, name)
    if (paths) expect(problem.errors?.map(({ path }) => path)).toEqual(paths)
    for (const [header, value] of Object.entries(headers)) expect(response.headers.get(header)).toBe(value)
  })

  it.each(['/api/health', '/api/v1/incidents', '/api/v1/impact', '/api/v1/observations', '/api/v1/series'])(
    '%s without a store is unavailable',
    async (path) => {
      await failingStore(new StoreUnavailable('disk gone: /secret/place'))
      const response = await get(path)
      const problem = await expectProblem(response, 'unavailable')
      expect(JSON.stringify(problem)).not.toContain('secret')
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    },
  )

  it.each([
    ['reading', () => get('/api/v1/incidents')],
    ['writing', () => postIncident(exampleIncident)],
  ])('a fault of ours while %s is internal and says nothing', async (_what, ask) => {
    await failingStore(new TypeError('SELECT secret FROM tables'))
    const problem = await expectProblem(await ask(), 'internal')
    expect(JSON.stringify(problem)).not.toMatch(/SELECT|secret|TypeError/)
  })

  it('a text is malformed at a place', async () => {
    const problem = await expectProblem(await postIncident('{\n  "title": oops }'), 'malformed-body')
    expect(problem.detail).toContain('line 2, column 12')
  })

  it('the same key for another body is a conflict, the same record again a likely duplicate', async () => {
    const keyed = { ...asEditor, 'Idempotency-Key': 'once' }
    const first = await postIncident(exampleIncident, keyed)
    expect(first.status).toBe(201)
    const id: unknown = (await first.json()).id
    await expectProblem(await postIncident({ ...exampleIncident, title: 'Another title' }, keyed), 'conflict')
    const duplicate = await expectProblem(await postIncident(exampleIncident), 'likely-duplicate')
    expect(duplicate.candidates).toEqual([{ id, title: exampleIncident.title }])
  })

  it('a record taken down is gone and leaves its tombstone', async () => {
    const created = await postIncident({ ...exampleIncident, title: 'To be taken down' }, asEditor, '?allowDuplicate=true')
    const { id } = IncidentDetail.parse(await created.json())
    const { store } = await context()
    const decision = { id, reason: 'names a facility' }
    await store.write({ actor: { role: 'admin', key: null }, time: new Date().toISOString() }, (tx) =>
      tx.append({ verb: 'incident.takenDown', payload: decision }),
    )
    const problem = await expectProblem(await get(`/api/v1/incidents/${id}`), 'gone')
    expect(problem.tombstone).toMatchObject({ id, reason: 'names a facility' })
    expect(JSON.stringify(problem)).not.toContain('To be taken down')
  })
})

it('which of its refusals it was is not told outside', async () => {
  const told = await problemResponse('conflict', 'Not now.', 'a-request', { why: 'agreed' }).json()
  expect(Object.keys(told).sort()).toEqual(['detail', 'requestId', 'status', 'title', 'type'])
})

it('nothing that was refused is kept', async () => {
  const { data } = await (await get('/api/v1/incidents')).json()
  expect(data).toHaveLength(1)
})
