import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import { type Metrics, metricsOf } from '@/lib/metrics/metrics-server'
import { context } from '@/lib/service/context'
import { asEditor, closeWorld, get, openWorld, post } from '../api/world'

let metrics: Metrics
let base = ''
beforeAll(async () => {
  await openWorld({ seed: 'none' })
  metrics = metricsOf(await context())
  await once(metrics.server.listen(0, '127.0.0.1'), 'listening')
  const address = metrics.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  base = `http://127.0.0.1:${address.port}`
})
afterAll(async () => {
  metrics.server.closeAllConnections()
  metrics.server.close()
  await closeWorld()
})

/** The figures as they are told, by name and labels. */
async function figures(): Promise<Map<string, number>> {
  const text = await (await fetch(`${base}/metrics`)).text()
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]))
}
const ofLedger = async (name: string) => (await figures()).get(`outage_ledger_${name}{store="embedded"}`)

let made = 0
function anIncident(start = exampleIncident.start) {
  made += 1
  const source = { ...exampleReport.source, url: `https://example.org/${made}` }
  return { ...exampleIncident, title: `Strike ${made}`, start, reports: [{ ...exampleReport, source }] }
}

it('are told at /metrics alone', async () => {
  expect((await fetch(`${base}/metrics`)).headers.get('content-type')).toContain('text/plain; version=0.0.4')
  for (const path of ['/', '/metrics?x=1', '/api/health']) expect((await fetch(base + path)).status).toBe(404)
  expect((await fetch(`${base}/metrics`, { method: 'POST' })).status).toBe(404)
})

it('count requests by pattern and class, and answers by how they came about; a stream has no duration', async () => {
  metrics.count({ route: '/api/v1/policy', status: 200, way: 'worked', ms: 40 })
  metrics.count({ route: '/api/v1/policy', status: 304, way: 'kept', ms: 0.4 })
  metrics.count({ route: '/api/v1/policy', status: 503, way: 'refused', ms: 0.2 })
  metrics.count({ route: '/api/v1/stream', status: 200, way: 'streamed', ms: 900_000 })
  const told = await figures()
  const requests = ['2xx', '3xx', '5xx'].map((each) =>
    told.get(`outage_ledger_http_requests_total{route="/api/v1/policy",status="${each}"}`),
  )
  expect(requests).toEqual([1, 1, 1])
  expect(['worked', 'kept', 'refused', 'streamed'].map((way) => told.get(`outage_ledger_answers_total{way="${way}"}`))).toEqual([
    1, 1, 1, 1,
  ])
  expect(told.get('outage_ledger_http_request_duration_seconds_count{route="/api/v1/policy"}')).toBe(3)
  expect(told.get('outage_ledger_http_request_duration_seconds_sum{route="/api/v1/policy"}')).toBeCloseTo(0.0406)
  expect(told.has('outage_ledger_http_request_duration_seconds_count{route="/api/v1/stream"}')).toBe(false)
})

it('tell of the process and what runs', async () => {
  const told = await figures()
  expect(told.get('process_resident_memory_bytes')).toBeGreaterThan(1e7)
  expect([...told.keys()].filter((name) => name.startsWith('nodejs_eventloop_lag_p99_seconds'))).toHaveLength(1)
  expect(
    [...told.keys()].filter((name) => /^outage_ledger_build_info\{version="[^"]+",node="v\d.*store="embedded"\}$/.test(name)),
  ).toHaveLength(1)
})

describe('of the ledger', () => {
  it('tell what waits, what is held and what is open, as it is when they are asked for', async () => {
    expect([await ofLedger('review_queue_length'), await ofLedger('held_incidents'), await ofLedger('streams_open')]).toEqual([0, 0, 0])
    expect((await post('/api/v1/incidents', anIncident())).status).toBe(202)
    const now = { time: new Date(Date.now() - 600_000).toISOString(), precision: 'hour' as const }
    expect((await post('/api/v1/incidents', anIncident(now), asEditor)).status).toBe(201)
    const stream = await get('/api/v1/stream')
    const told = ['review_queue_length', 'held_incidents', 'streams_open'].map(ofLedger)
    expect(await Promise.all(told)).toEqual([1, 1, 1])
    expect(await ofLedger('ledger_sequence')).toBeGreaterThan(2)
    expect(await ofLedger('review_queue_oldest_seconds')).toBeGreaterThan(0)
    await stream.body?.cancel()
    expect(await ofLedger('streams_open')).toBe(0)
  })

  it('tell how old a source’s last good answer is and how often it failed since, and no age of one that gave none', async () => {
    const { store } = await context()
    const before = await figures()
    expect([...before.keys()].some((name) => name.startsWith('outage_ledger_feed_'))).toBe(false)
    const now = Date.now()
    const at = (secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString()
    vi.spyOn(store.polls, 'list').mockResolvedValue([
      { id: 'odin', triedAt: at(10), goodAt: at(120), dueAt: null, failure: 'layout', failures: 3, aside: [] },
      { id: 'new', triedAt: null, goodAt: null, dueAt: null, failure: null, failures: 0, aside: [] },
    ])
    const told = await figures()
    expect(told.get('outage_ledger_feed_age_seconds{feed="odin"}')).toBeGreaterThanOrEqual(120)
    expect(told.get('outage_ledger_feed_failures{feed="odin"}')).toBe(3)
    expect(told.has('outage_ledger_feed_age_seconds{feed="new"}')).toBe(false)
    vi.restoreAllMocks()
  })

  it('are not told while the store does not answer, rather than as they were', async () => {
    const { store } = await context()
    await store.close()
    const told = await figures()
    expect(told.get('outage_ledger_store_up')).toBe(0)
    expect([...told.keys()].filter((name) => /ledger_sequence|held|queue/.test(name))).toEqual([])
  })
})
