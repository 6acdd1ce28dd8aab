import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import { type RequestTrace, withTrace } from '@/lib/log/request-trace'
import type { StoredIncident } from '@/lib/schema/ledger'
import { context } from '@/lib/service/context'
import { asEditor, closeWorld, openWorld, post } from '../api/world'
import { asked, holdEnds, later, type Marked, writeGone, writeNeverPublic, writePublic } from '../support/marked-records'
import { frontBefore, handlersBehind } from './served'

type Ask = ReturnType<typeof frontBefore>
let shown: StoredIncident
let never: Marked
let behind: ReturnType<typeof handlersBehind>
let ask: Ask

beforeAll(async () => {
  vi.useFakeTimers({ now: Date.parse(asked), toFake: ['Date'] })
  await openWorld({ seed: 'none' })
  const ctx = await context()
  shown = (await writePublic(ctx.store)).incident
  never = await writeNeverPublic(ctx.store, shown)
  behind = handlersBehind()
  ask = frontBefore(ctx, behind.dispatch)
})
afterAll(async () => {
  await closeWorld()
  vi.useRealTimers()
})

const lists = [
  '/api/v1/incidents',
  '/api/v1/observations',
  '/api/v1/changes?limit=1000',
  '/api/v1/feed.atom',
  '/api/v1/feed.json',
  '/api/v1/calendar.ics',
]
const impact = '/api/v1/impact?unit=households'

describe('an answer from what is kept', () => {
  it('comes in the coding that is liked best, each of the same bytes', async () => {
    const plain = await ask(impact)
    expect(plain.headers['content-encoding']).toBeUndefined()
    const coded = (accept: string) => ask(impact, { 'accept-encoding': accept })
    const [br, gzip] = [await coded('gzip, deflate, br'), await coded('gzip')]
    expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip'])
    expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true)
    expect(gunzipSync(gzip.rawPayload).equals(plain.rawPayload)).toBe(true)
    expect((await coded('br;q=0, gzip;q=0.5, identity')).headers['content-encoding']).toBeUndefined()
    for (const { headers, rawPayload } of [plain, br, gzip]) {
      expect(headers['content-length']).toBe(String(rawPayload.length))
      expect(headers.vary).toMatch(/Accept\b.*Accept-Encoding/i)
      expect(headers['access-control-allow-origin']).toBe('*')
    }
  })

  it('is 304 for who has it, whatever is kept otherwise', async () => {
    const { headers } = await ask(impact)
    const tag = String(headers.etag)
    for (const said of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await ask(impact, { 'if-none-match': said, 'accept-encoding': 'br' })
      expect([said, again.statusCode, again.payload]).toEqual([said, 304, ''])
      expect(again.headers.etag).toBe(tag)
      expect(again.headers['content-type']).toBeUndefined()
    }
    expect((await ask(impact, { 'if-none-match': '"other"' })).statusCode).toBe(200)
  })

  it('has no body for HEAD and the headers of GET', async () => {
    const [get, head] = [await ask(impact), await ask(impact, {}, 'HEAD')]
    expect(head.payload).toBe('')
    for (const name of ['etag', 'content-type', 'cache-control', 'content-length', 'vary'])
      expect(head.headers[name]).toBe(get.headers[name])
  })

  it('has a number of its own each time', async () => {
    const numbers = [await ask(impact), await ask(impact), await ask(impact, {}, 'HEAD')].map(({ headers }) => headers['x-request-id'])
    expect(new Set(numbers).size).toBe(3)
    for (const number of numbers) expect(z.uuid().safeParse(number).success).toBe(true)
  })

  it('is in the format that each asks for', async () => {
    const wanted: Record<string, string>[] = [{ accept: 'text/csv' }, { accept: 'application/geo+json' }, {}]
    const types = wanted.map(async (headers) => (await ask(impact, headers)).headers['content-type'])
    expect(await Promise.all(types)).toEqual(['text/csv; charset=utf-8; header=present', 'application/geo+json', 'application/json'])
  })

  it('tells the number of a refusal in its body and its head alike, also to those who ask at once', async () => {
    const refused = await Promise.all([1, 2, 3].map(() => ask('/api/v1/impact?servis=gas')))
    const numbers = refused.map(({ headers, payload }) => {
      expect(z.object({ requestId: z.string() }).parse(JSON.parse(payload)).requestId).toBe(headers['x-request-id'])
      return headers['x-request-id']
    })
    expect(new Set(numbers).size).toBe(3)
  })

  it('is told apart by how it came about, also once the end of the ledger has to be asked for anew', async () => {
    const wayOf = async (address: string, headers?: Record<string, string>) => {
      const trace: RequestTrace = { id: address, route: address, way: 'own' }
      // Asked within: what is injected waits for whoever awaits it.
      await withTrace(trace, async () => await ask(address, headers))
      return trace.way
    }
    const address = '/api/v1/impact?unit=households&tier=2'
    expect(await Promise.all([wayOf(address), wayOf(address)])).toEqual(['worked', 'kept'])
    vi.setSystemTime(Date.now() + 1500)
    expect(await wayOf(address)).toBe('kept')
    expect(await wayOf(address, { cookie: 'session=anything' })).toBe('own')
  })

  it('is worked out once for a crowd', async () => {
    const address = '/api/v1/impact?unit=households&tier=1'
    const before = behind.state.asked
    const crowd = await Promise.all(Array.from({ length: 40 }, (_, i) => ask(address, { 'accept-encoding': i % 2 === 0 ? 'br' : 'gzip' })))
    expect(new Set(crowd.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
    expect(behind.state.asked).toBe(before + 1)
  })
})

describe('who says who they are', () => {
  it.each([asEditor, { cookie: 'session=anything' }])('is neither given what is kept nor kept for others: %j', async (headers) => {
    await ask('/api/v1/incidents')
    const before = behind.state.asked
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    await ask('/api/v1/incidents', sent)
    await ask('/api/v1/incidents', sent)
    expect(behind.state.asked).toBe(before + 2)
  })

  it('is refused with a wrong token, however warm the answer is', async () => {
    await ask('/api/v1/incidents')
    expect((await ask('/api/v1/incidents', { authorization: 'Bearer not-a-key-of-anybody' })).statusCode).toBe(401)
  })
})

describe('how often an address asks', () => {
  it('is counted for answers that are kept, each once, and refused as ever', async () => {
    const ctx = await context()
    const limited = { ...ctx, settings: { ...ctx.settings, limits: { ...ctx.settings.limits, requestsPerMinute: 5 } } }
    const own = frontBefore(limited, behind.dispatch, () => '198.51.100.7')
    const statuses: number[] = []
    for (let i = 0; i < 7; i++) statuses.push((await own(impact)).statusCode)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
    const refused = await own(impact)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.headers['cache-control']).toBe('no-store')
    expect(refused.headers['access-control-allow-origin']).toBe('*')
    const another = frontBefore(limited, behind.dispatch, () => '198.51.100.8')
    expect((await another(impact)).statusCode).toBe(200)
  })
})

describe('what may not be read any more', () => {
  it('is in the answer that follows the write, whoever wrote', async () => {
    for (const address of lists) await ask(address)
    const source = { ...exampleReport.source, url: 'https://example.org/qzjustnow' }
    const body = {
      ...exampleIncident,
      title: 'Title qzjustnow',
      kind: 'weather',
      reports: [{ ...exampleReport, quote: 'Quote qzjustnow', source }],
    }
    const response = await post('/api/v1/incidents', body, asEditor)
    expect(response.status).toBe(201)
    for (const address of lists) expect((await ask(address)).payload, address).toContain('qzjustnow')
    const { id } = z.object({ id: z.ulid() }).parse(await response.json())
    const own = `/api/v1/incidents/${id}`
    expect((await ask(own)).payload).toContain('qzjustnow')
    const kept = new Map<string, string>()
    for (const address of [...lists, own]) kept.set(address, String((await ask(address)).headers.etag))
    const taken = await post(`${own}/review`, { decision: 'takedown', reason: 'safety' }, asEditor)
    expect(taken.status).toBe(200)
    for (const address of [...lists, own]) {
      const again = await ask(address, { 'if-none-match': kept.get(address) ?? '' })
      expect([address, again.statusCode]).toEqual([address, address === own ? 410 : 200])
      expect(again.payload, address).not.toContain('qzjustnow')
    }
  })

  it('is gone with its retraction', async () => {
    for (const address of lists) await ask(address)
    const gone = await writeGone((await context()).store, shown)
    for (const address of lists) {
      const { payload } = await ask(address)
      for (const [mark] of gone.ids) expect(payload, `${mark} in ${address}`).not.toContain(mark)
    }
  })

  it('was not there before its hold ended, and is there from then on', async () => {
    const [id] = never.ids.get('qzunderhold') ?? []
    // Of a moment that is named: nothing but the end of the hold can change them.
    const ofMoment = ['impact?unit=households&', 'incidents?', 'observations?', 'feed.atom?', 'calendar.ics?'].map(
      (path) => `/api/v1/${path}asOf=${later}`,
    )
    const held = [...lists, impact, ...ofMoment, `/api/v1/incidents/${id}`]
    vi.setSystemTime(Date.parse(holdEnds) - 1)
    for (const address of held) for (const _twice of [1, 2]) expect((await ask(address)).payload, address).not.toContain('qzunderhold')
    vi.setSystemTime(Date.parse(holdEnds))
    for (const address of held) expect((await ask(address)).payload, address).toContain('qzunderhold')
  })
})
