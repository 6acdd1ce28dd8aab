import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { exampleIncident, exampleReport, operations } from '@/lib/http/operations'
import type { StoredIncident } from '@/lib/schema/ledger'
import { collectionIds } from '@/lib/schema/vocabulary'
import { context } from '@/lib/service/context'
import { asked, later, type Marked, writeGone, writeNeverPublic, writePublic } from '../support/marked-records'
import { asEditor, closeWorld, get, isStream, openWorld, post, routesOnDisk, textUntilQuiet } from './world'

const hour = 3_600_000
const ago = (hours: number) => encodeURIComponent(new Date(Date.parse(asked) - hours * hour).toISOString())

/** Dynamic parts of addresses, each with what stands for it; a new one is asked for here. */
const parts: Record<string, (shown: StoredIncident) => string> = {
  '[id]': ({ id }) => id,
  '[code]': () => 'UA-12',
  '[collectionId]': () => 'incidents',
  '[featureId]': ({ id }) => id,
}

const reads = Object.values(operations).filter((operation) => operation.method === 'get')
/** What everybody may ask. */
const readable = reads.filter((operation) => !('role' in operation))

/** The stream with everything that was ever to be told. */
const wholeStream = `/api/v1/stream?since=${Buffer.from(JSON.stringify(['c', 0, '', null])).toString('base64url')}`

/** Every readable address in every format, and with filters that reach further. */
function addressesOf(shown: StoredIncident): string[] {
  const pathOf = (path: string) => path.replaceAll(/\[[^\]]+\]/g, (part) => parts[part]?.(shown) ?? part)
  const everyFormat = routesOnDisk()
    .filter(({ path }) => !path.includes('[['))
    .flatMap(({ path }) => {
      const operation = readable.find((each) => each.path === path.replaceAll('[', '{').replaceAll(']', '}'))
      if (!operation) return []
      const formats = 'format' in operation.query.shape ? operation.formats.map((format) => `?format=${format}`) : ['']
      return ['', ...formats].map((query) => `${pathOf(path)}${query}`)
    })
  return [
    ...new Set(everyFormat),
    `/api/v1/impact?asOf=${ago(-1)}&unit=households`,
    '/api/v1/impact?level=2&service=electricity&service=health',
    `/api/v1/impact?asOf=${ago(-1)}&format=csv&service=electricity&service=health`,
    `/api/v1/impact?knownAt=${ago(0)}`,
    '/api/v1/series?step=hour',
    `/api/v1/series?from=${ago(30)}&step=hour&region=UA-12`,
    '/api/v1/incidents?limit=1000',
    '/api/v1/incidents?standing=reported&standing=stale&standing=restored&standing=notReported',
    '/api/v1/observations?limit=1000&region=UA',
    `/api/v1/observations?knownAt=${ago(-1)}`,
    `/api/v1/readings?from=${ago(24)}&limit=1000`,
    '/api/v1/changes?limit=1000',
    '/api/v1/feed.atom?limit=1000&lang=uk',
    `/api/v1/feed.atom?knownAt=${ago(-1)}`,
    '/api/v1/feed.json?limit=1000',
    wholeStream,
    '/api/v1/calendar.ics?limit=1000',
    ...collectionIds.flatMap((collection) => [`/api/ogc/collections/${collection}`, `/api/ogc/collections/${collection}/items?limit=1000`]),
    '/api/ogc/collections/observations/items?bbox=20,40,45,55&datetime=2020-01-01/..',
    `/api/ogc/collections/impact/items?limit=1000&asOf=${ago(-1)}`,
  ]
}

interface Answer {
  status: number
  text: string
  tag: string | null
}

const isParquet = (response: Response) => response.headers.get('content-type') === 'application/vnd.apache.parquet'

/** Every word of a Parquet file, which is compressed, and its bytes, which must not change either. */
async function textOfParquet(response: Response): Promise<string> {
  const file = await response.arrayBuffer()
  return `${JSON.stringify(await parquetReadObjects({ file }))} ${Buffer.from(file).toString('base64')}`
}

async function answerOf(address: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await get(address, headers)
  const text = await (isStream(response) ? textUntilQuiet(response) : isParquet(response) ? textOfParquet(response) : response.text())
  return { status: response.status, text, tag: response.headers.get('etag') }
}

/** The ledger's own length is told by /api/health alone, whatever its rows say. */
const isProbe = (address: string) => address === '/api/health'

let shown: StoredIncident
let never: Marked
let gone: Marked
let addresses: string[]
const without = new Map<string, Answer>()

beforeAll(async () => {
  vi.useFakeTimers({ now: Date.parse(asked), toFake: ['Date'] })
  await openWorld({ seed: 'none' })
  const { store } = await context()
  shown = (await writePublic(store)).incident
  addresses = addressesOf(shown)
  for (const address of addresses) without.set(address, await answerOf(address))
  never = await writeNeverPublic(store, shown)
})
afterAll(async () => {
  await closeWorld()
  vi.useRealTimers()
})

const everyState = () => [...never.ids, ...(gone?.ids ?? [])]

describe('what never was public', () => {
  it('is looked for in every readable route', () => {
    const paths = new Set(
      [...without.keys()].map((address) =>
        address
          .split('?', 1)[0]
          ?.replace(/\/collections\/[a-z]+/, '/collections/{collectionId}')
          .replace(`/items/${shown.id}`, '/items/{featureId}')
          .replace(shown.id, '{id}')
          .replace('UA-12', '{code}'),
      ),
    )
    expect([...paths].sort()).toEqual(readable.map(({ path }) => path).sort())
    expect([...without.values()].every(({ status }) => status === 200)).toBe(true)
    expect(never.ids.size).toBeGreaterThan(10)
  })

  it('is behind no route for admins to whom comes without a key', async () => {
    const keyed = reads.filter((operation) => 'role' in operation)
    expect(keyed.length).toBeGreaterThan(0)
    for (const { path } of keyed) {
      const { status, text } = await answerOf(path)
      expect([path, status]).toEqual([path, 401])
      expect(text).not.toContain('qz')
    }
  })

  // Every byte: no word, no id, no count, no bound, no tag, no cursor.
  it('changes no byte of any answer', async () => {
    for (const address of addresses.filter((each) => !isProbe(each))) expect(await answerOf(address), address).toEqual(without.get(address))
    const { text } = await answerOf('/api/health')
    for (const [mark, ids] of never.ids) for (const word of [mark, ...ids]) expect(text).not.toContain(word)
  })

  it('is not at its own address, and none of its words is', async () => {
    for (const [mark, ids] of never.ids) {
      for (const id of ids) {
        const { status, text } = await answerOf(`/api/v1/incidents/${id}`)
        expect([mark, status]).toEqual([mark, 404])
        expect(text).not.toContain('qz')
      }
    }
  })

  it('is found by no search', async () => {
    for (const [mark] of never.ids) {
      for (const list of ['incidents', 'observations']) {
        expect(await (await get(`/api/v1/${list}?q=${mark}`)).json(), mark).toMatchObject({ data: [], total: 0 })
      }
    }
  })

  it('is told to nobody who writes: no candidate of the same address, no incident to add to', async () => {
    for (const [mark, [id]] of never.ids) {
      const source = { ...exampleReport.source, url: `https://example.org/${mark}` }
      const response = await post('/api/v1/incidents', {
        ...exampleIncident,
        start: { time: '2026-01-08T00:00:00Z', precision: 'hour' },
        reports: [{ ...exampleReport, source }],
      })
      expect(response.status, mark).toBe(202)
      const refused = await post(`/api/v1/incidents/${id}/reports`, exampleReport)
      expect(refused.status, mark).toBe(404)
      expect(`${await response.text()}${await refused.text()}`).not.toContain(`Title ${mark}`)
    }
    // What readers sent waits, too.
    for (const address of addresses.filter((each) => !isProbe(each))) expect(await answerOf(address), address).toEqual(without.get(address))
  })
})

describe('what was public and is no more', () => {
  const kept = new Map<string, Answer>()
  beforeAll(async () => {
    gone = await writeGone((await context()).store, shown)
    for (const address of addresses) kept.set(address, await answerOf(address))
  })

  it('is nowhere, and leaves lines of what became of it where a copy or a history must have them', async () => {
    for (const address of addresses) {
      const { text } = kept.get(address) ?? { text: '' }
      const tellsOfIt =
        /^\/api\/v1\/(changes|feed\.atom|calendar\.ics|stream\?)/.test(address) || address === `/api/v1/incidents/${shown.id}`
      for (const [mark, ids] of everyState()) {
        expect(text, `${mark} in ${address}`).not.toContain(mark)
        if (!tellsOfIt || never.ids.has(mark)) for (const id of ids) expect(text, `${mark} in ${address}`).not.toContain(id)
      }
    }
  })

  it('is counted nowhere', async () => {
    for (const list of ['incidents', 'observations']) {
      const total = z.object({ total: z.number() })
      const before = total.parse(JSON.parse(without.get(`/api/v1/${list}`)?.text ?? ''))
      expect(await (await get(`/api/v1/${list}`)).json()).toMatchObject(before)
      for (const [mark] of gone.ids) expect(await (await get(`/api/v1/${list}?q=${mark}`)).json()).toMatchObject({ data: [], total: 0 })
    }
  })

  it('answers at its own address that it is gone, without a word', async () => {
    for (const mark of ['qzretracted', 'qztakendown'] as const) {
      const [id] = gone.ids.get(mark) ?? []
      const { status, text } = await answerOf(`/api/v1/incidents/${id}`)
      expect([mark, status]).toEqual([mark, 410])
      expect(text).not.toContain('qz')
      expect(JSON.parse(text)).toMatchObject({ tombstone: { id, reason: 'error' } })
    }
  })

  it('is not kept by a tag or a cursor of before', async () => {
    const { store } = await context()
    const body = {
      ...exampleIncident,
      title: 'Title qzkept',
      kind: 'weather',
      reports: [{ ...exampleReport, quote: 'Quote qzkept', source: { ...exampleReport.source, url: 'https://example.org/qzkept' } }],
    }
    const response = await post('/api/v1/incidents', body, asEditor)
    expect(response.status).toBe(201)
    const { id } = z.object({ id: z.ulid() }).parse(await response.json())
    const held = [
      ...['/api/v1/incidents', '/api/v1/observations', '/api/v1/changes?limit=1000', `/api/v1/incidents/${id}`],
      ...['/api/v1/feed.atom', '/api/v1/feed.json', '/api/v1/calendar.ics'],
      ...['csv', 'geojson', 'parquet'].map((format) => `/api/v1/observations?format=${format}`),
      ...['/api/ogc/collections/incidents/items', '/api/ogc/collections/observations/items', `/api/ogc/collections/incidents/items/${id}`],
    ]
    const before = new Map<string, Answer>()
    for (const address of held) before.set(address, await answerOf(address))
    for (const { text } of before.values()) expect(text).toContain('qzkept')
    const first = await answerOf('/api/v1/changes?limit=1')
    const { next } = z.object({ next: z.string() }).parse(JSON.parse(first.text))
    await store.write({ actor: { role: 'admin', key: null }, time: asked }, (tx) =>
      tx.append({ verb: 'incident.takenDown', payload: { id, reason: 'safety' } }),
    )
    for (const [address, { tag }] of before) {
      const again = await answerOf(address, { 'If-None-Match': tag ?? '' })
      expect([address, again.status]).not.toEqual([address, 304])
      expect(again.text).not.toContain('qzkept')
    }
    expect((await answerOf(`/api/v1/changes?since=${next}`)).text).not.toContain('qzkept')
  })
})

describe('as time passes', () => {
  it('what was under hold becomes public without a write, and nothing else does', async () => {
    const { store } = await context()
    const head = await store.head()
    vi.setSystemTime(Date.parse(later))
    const [id] = never.ids.get('qzunderhold') ?? []
    const reaching = [
      '/api/v1/incidents',
      '/api/v1/observations',
      '/api/v1/impact?unit=households',
      '/api/v1/changes?limit=1000',
      '/api/v1/incidents?format=csv',
      '/api/v1/observations?format=csv',
      '/api/v1/observations?format=geojson',
      '/api/v1/observations?format=parquet',
      '/api/v1/feed.atom',
      '/api/v1/feed.json',
      '/api/v1/calendar.ics',
      '/api/v1/impact?format=geojson&unit=households',
      '/api/ogc/collections/incidents/items',
      '/api/ogc/collections/observations/items',
      `/api/v1/incidents/${id}`,
    ]
    for (const address of reaching)
      expect((await answerOf(address)).text, address).toContain(address.includes('impact?format=geojson') ? id : 'qzunderhold')
    expect((await answerOf(wholeStream)).text).toContain(id)
    for (const address of [...addresses, `/api/v1/incidents/${id}`]) {
      const { text } = await answerOf(address)
      for (const [mark] of everyState()) if (mark !== 'qzunderhold') expect(text, `${mark} in ${address}`).not.toContain(mark)
    }
    expect(await store.head()).toEqual(head)
  })

  it('does not hide what is public', async () => {
    expect((await answerOf('/api/v1/incidents')).text).toContain('qzplainlypublic')
  })
})
