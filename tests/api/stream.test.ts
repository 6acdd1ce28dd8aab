import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import { AnnouncedChange, ChangePage } from '@/lib/schema/change'
import { endStreams } from '@/lib/service/open-streams'
import { withAddress } from '@/lib/service/request-address'
import { readEvents } from '../support/read-events'
import { asEditor, closeWorld, get, openWorld, post, send, textUntilQuiet } from './world'

const path = '/api/v1/stream'
beforeAll(async () => {
  vi.stubEnv('STREAMS_PER_ADDRESS', '2')
  await openWorld({ seed: 'records' })
})
afterAll(closeWorld)

const changes = async (query = '') => ChangePage.parse(await (await get(`/api/v1/changes?limit=1000${query}`)).json())
const announced = (response: Response) => textUntilQuiet(response).then((text) => readEvents(text).filter(({ data }) => data !== null))

let written = 0
async function publish(): Promise<void> {
  written += 1
  const source = { ...exampleReport.source, url: `https://example.org/stream/${written}` }
  const body = { ...exampleIncident, kind: 'weather', reports: [{ ...exampleReport, source }] }
  expect((await post('/api/v1/incidents?allowDuplicate=true', body, asEditor)).status).toBe(201)
}

describe('the stream', () => {
  it('is an event stream that nobody keeps or rewrites, open to every origin', async () => {
    const response = await get(path, { Accept: 'text/event-stream' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const text = await textUntilQuiet(response)
    expect(text).toMatch(/^retry: \d+\n\nid: [\w-]+\n\n:\n\n$/)
    const preflight = await send(path, { method: 'OPTIONS' })
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Last-Event-ID')
  })

  it('tells nothing of the past, and all that follows an id or a cursor', async () => {
    const [place] = readEvents(await textUntilQuiet(await get(path)))
    const { data, next } = await changes()
    expect(place?.id).toBe(next)
    const from = data[data.length - 30]?.cursor ?? ''
    const rest = (await changes(`&since=${from}`)).data.map(({ data: _, ...change }) => change)
    expect(rest).toHaveLength(29)
    for (const response of [await get(`${path}?since=${from}`), await get(path, { 'Last-Event-ID': from })]) {
      const events = await announced(response)
      expect(events.map((event) => AnnouncedChange.strict().parse(event.data))).toEqual(rest)
      expect(events.every(({ id, event, data: of }) => event === 'change' && id === AnnouncedChange.parse(of).cursor)).toBe(true)
    }
  })

  it('goes on from where the reader was, whatever the address said at first', async () => {
    const { data, next } = await changes()
    const from = data[10]?.cursor ?? ''
    expect(await announced(await get(`${path}?since=${from}`, { 'Last-Event-ID': next }))).toEqual([])
    await publish()
    const events = await announced(await get(`${path}?since=${from}`, { 'Last-Event-ID': next }))
    expect(events.map(({ data: of }) => AnnouncedChange.parse(of).kind)).toEqual(['added', 'added'])
    expect(await announced(await get(path, { 'Last-Event-ID': events[0]?.id ?? '' }))).toEqual(events.slice(1))
  })

  it.each([
    [{ 'Last-Event-ID': 'x' }, ''],
    [{ 'Last-Event-ID': 'x'.repeat(601) }, ''],
    [{}, '?since=x'],
    [{}, '?limit=5'],
    [{}, '?since='],
  ])('refuses %j %s before it begins', async (headers, query) => {
    const response = await get(`${path}${query}`, headers)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it('is no JSON', async () => {
    expect((await get(path, { Accept: 'application/json' })).status).toBe(406)
  })
})

describe('the places of one address', () => {
  const open: { response: Response; abort: () => void }[] = []
  const follow = async (address: string, method = 'GET') => {
    const asked = new AbortController()
    const response = await withAddress(address, () => send(path, { method, signal: asked.signal }))
    open.push({ response, abort: () => asked.abort() })
    return response.status
  }
  afterEach(() => {
    for (const { abort } of open.splice(0)) abort()
  })

  it('are so many, and free again when a reader leaves, by whichever way', async () => {
    expect([await follow('192.0.2.1'), await follow('192.0.2.1'), await follow('192.0.2.1')]).toEqual([200, 200, 429])
    expect(open[2]?.response.headers.get('retry-after')).toBe('60')
    expect(await follow('192.0.2.2')).toBe(200)
    open[0]?.abort()
    expect([await follow('192.0.2.1'), await follow('192.0.2.1')]).toEqual([200, 429])
    await open[1]?.response.body?.cancel()
    expect([await follow('192.0.2.1'), await follow('192.0.2.1')]).toEqual([200, 429])
  })

  it('are not taken by who asks for the head alone, is refused, or is gone already', async () => {
    for (let i = 0; i < 5; i++) {
      expect(await follow('192.0.2.3', 'HEAD')).toBe(200)
      expect(await withAddress('192.0.2.3', async () => (await get(`${path}?since=x`)).status)).toBe(400)
      await withAddress('192.0.2.3', () => send(path, { signal: AbortSignal.abort() }))
    }
    expect([await follow('192.0.2.3'), await follow('192.0.2.3'), await follow('192.0.2.3')]).toEqual([200, 200, 429])
  })
})

// The last: a process that leaves does not come back.
describe('a server that stops', () => {
  it('ends every stream and begins none', async () => {
    const response = await get(path)
    const text = response.text()
    endStreams()
    expect(await text).toMatch(/^retry: /)
    expect((await get(path)).status).toBe(503)
  })
})
