import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import type { LedgerEvent } from '@/lib/schema/ledger'
import { context } from '@/lib/service/context'
import { asEditor, closeWorld, get, openWorld, post, routesOnDisk } from './world'

const WithId = z.object({ id: z.ulid() })
type Verb = Extract<LedgerEvent['verb'], `incident.${string}`>

// Words that nothing else uses.
const hidden = ['qzunderhold', 'qzinreview', 'qzrejected', 'qzretracted', 'qztakendown']
const ids = new Map<string, string>()
const hour = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString()

/** A record whose every word that a reader could meet carries the mark. */
async function submit(mark: string, startedHoursAgo: number, headers: Record<string, string>): Promise<string> {
  const asOf = { time: ago(startedHoursAgo), precision: 'minute' }
  const [observation] = exampleReport.observations
  const response = await post(
    '/api/v1/incidents',
    {
      ...exampleIncident,
      title: `Title ${mark}`,
      start: asOf,
      reports: [
        {
          ...exampleReport,
          source: {
            ...exampleReport.source,
            publisher: `Publisher ${mark}`,
            statedBy: `Speaker ${mark}`,
            url: `https://example.org/${mark}`,
          },
          quote: `Quote ${mark}`,
          publishedAt: asOf.time,
          asOf,
          observations: [{ ...observation, place: `Place ${mark}`, note: `Note ${mark}`, value: 987_654 }],
        },
      ],
    },
    headers,
  )
  expect(response.ok, await response.clone().text()).toBe(true)
  const { id } = WithId.parse(await response.json())
  ids.set(mark, id)
  return id
}

async function decide(id: string, verb: Exclude<Verb, 'incident.created'>): Promise<void> {
  const { store } = await context()
  await store.write({ actor: { role: 'admin', key: null }, time: new Date().toISOString() }, (tx) =>
    tx.append({ verb, payload: { id, reason: 'decided' } }),
  )
}

beforeAll(async () => {
  await openWorld({ seed: 'none' })
  await submit('qzplainlypublic', 10, asEditor)
  await submit('qzunderhold', 1, asEditor)
  await submit('qzinreview', 10, {})
  await decide(await submit('qzrejected', 10, {}), 'incident.rejected')
  await decide(await submit('qzretracted', 10, asEditor), 'incident.retracted')
  await decide(await submit('qztakendown', 10, asEditor), 'incident.takenDown')
})
afterAll(closeWorld)

const present = `asOf=${encodeURIComponent(ago(-1))}`
const fixed = routesOnDisk().flatMap(({ path }) => (path.includes('[') ? [] : [path]))
const filtered = [
  `/api/v1/impact?${present}&unit=households`,
  '/api/v1/impact?level=2&service=electricity&service=health',
  ...['csv', 'geojson'].map((format) => `/api/v1/impact?${present}&format=${format}`),
  ...['impact', 'series', 'incidents', 'observations'].map((route) => `/api/v1/${route}?format=csv`),
  '/api/v1/series?step=hour',
  `/api/v1/series?from=${encodeURIComponent(ago(30))}&step=hour&region=UA-12`,
  '/api/v1/incidents?limit=1000',
  '/api/v1/observations?limit=1000&region=UA',
  `/api/v1/observations?knownAt=${encodeURIComponent(ago(-1))}`,
]

describe('what is not public', () => {
  it.each([...fixed, ...filtered])('is nowhere in %s', async (address) => {
    const text = await (await get(address)).text()
    for (const mark of hidden) {
      expect(text).not.toContain(mark)
      expect(text).not.toContain(ids.get(mark))
    }
  })

  it.each(hidden)('is not at its own address: %s', async (mark) => {
    const response = await get(`/api/v1/incidents/${ids.get(mark)}`)
    expect([404, 410]).toContain(response.status)
    expect(await response.text()).not.toContain(mark)
  })

  it('leaves the reason at its own address where it was public once and was retracted', async () => {
    const response = await get(`/api/v1/incidents/${ids.get('qzretracted')}`)
    expect(response.status).toBe(410)
    expect(await response.json()).toMatchObject({ tombstone: { id: ids.get('qzretracted'), reason: 'decided' } })
  })

  it.each(hidden)('is found by no search and in no count: %s', async (mark) => {
    for (const list of ['incidents', 'observations']) {
      expect(await (await get(`/api/v1/${list}?q=${mark}`)).json()).toMatchObject({ data: [], total: 0 })
    }
  })

  it('does not hide what is', async () => {
    for (const list of ['incidents', 'observations']) {
      expect(await (await get(`/api/v1/${list}`)).json()).toMatchObject({ total: 1 })
      expect(await (await get(`/api/v1/${list}?q=qzplainlypublic`)).json()).toMatchObject({ total: 1 })
    }
    expect(await (await get(`/api/v1/impact?${present}`)).text()).toContain('qzplainlypublic')
  })
})
