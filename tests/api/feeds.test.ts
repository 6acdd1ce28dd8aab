import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { JsonFeed } from '@/lib/schema/feed'
import { context } from '@/lib/service/context'
import { eventsIn, readCalendar } from '../export/icalendar'
import { childrenOf, readXml, textOf } from '../export/xml'
import { closeWorld, get, openWorld } from './world'

beforeAll(() => openWorld({ seed: 'records' }))
afterAll(closeWorld)

const atom = async (query = '') => readXml(await (await get(`/api/v1/feed.atom${query}`)).text())
const json = async (query = '') => JsonFeed.parse(await (await get(`/api/v1/feed.json${query}`)).json())

describe('the feeds of the shipped records', () => {
  it('hold every public report under its own page, and none else', async () => {
    const standing = new Set<string>()
    for (let next: string | null = ''; next !== null; ) {
      const page = await (await get(`/api/v1/observations?limit=1000${next && `&cursor=${next}`}`)).json()
      for (const { report } of page.data) standing.add(report)
      next = page.next
    }
    const { items } = await json('?limit=1000')
    expect(standing.size).toBeLessThan(1000)
    expect(items.map(({ _outage_ledger: { report } }) => report).sort()).toEqual([...standing].sort())
    const entries = childrenOf(await atom('?limit=1000'), 'entry')
    expect(entries.map((entry) => textOf(entry, 'id'))).toEqual(items.map(({ id }) => id))
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
  })

  it('take the filters of the lists, and tell less by each', async () => {
    const all = (await json('?limit=1000')).items.length
    for (const filter of ['region=UA-12', 'service=water', 'tier=1', 'kind=weather', 'q=DTEK', 'from=2026-01-08&to=2026-01-08']) {
      const { items } = await json(`?limit=1000&${filter}`)
      expect([filter, items.length > 0 && items.length < all]).toEqual([filter, true])
      expect(childrenOf(await atom(`?limit=1000&${filter}`), 'entry').length).toBe(items.length)
    }
    expect((await json('?limit=3')).items.length).toBe(3)
  })

  it('speak the language that is asked for, whatever a browser prefers', async () => {
    expect((await atom('?lang=uk')).attributes['xml:lang']).toBe('uk')
    const response = await get('/api/v1/feed.atom', { 'Accept-Language': 'uk' })
    expect(readXml(await response.text()).attributes['xml:lang']).toBe('en')
  })

  it.each(['standing=reported', 'format=json', 'cursor=x', 'lang=ru', 'limit=0', 'region=UA-99', 'nothing=1', 'q=a&q=b'])(
    'refuse %s',
    async (query) => {
      for (const name of ['atom', 'json']) expect((await get(`/api/v1/feed.${name}?${query}`)).status).toBe(400)
    },
  )

  it('answer a known tag with nothing, and stay as they are while nothing is written', async () => {
    for (const [name, type] of [
      ['atom', 'application/atom+xml; charset=utf-8'],
      ['json', 'application/feed+json'],
    ] as const) {
      const first = await get(`/api/v1/feed.${name}`)
      expect([first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([
        type,
        'public, max-age=0, s-maxage=15, stale-while-revalidate=60',
      ])
      const now = (await context()).clock()
      vi.useFakeTimers({ now: Date.parse(now) + 3_600_000, toFake: ['Date'] })
      const again = await get(`/api/v1/feed.${name}`, { 'If-None-Match': first.headers.get('etag') ?? '' })
      vi.useRealTimers()
      expect([again.status, await again.text()]).toEqual([304, ''])
    }
  })

  it('are taken for what they are besides, XML and JSON, and for nothing else', async () => {
    for (const accept of ['application/xml', 'text/xml;q=0.5', 'application/rss+xml, application/atom+xml;q=0.9', '*/*'])
      expect((await get('/api/v1/feed.atom', { Accept: accept })).status, accept).toBe(200)
    expect((await get('/api/v1/feed.json', { Accept: 'application/json' })).status).toBe(200)
    expect((await get('/api/v1/feed.json', { Accept: 'text/csv' })).status).toBe(406)
  })

  it('lead to where the site is reached', async () => {
    const { items, home_page_url: home } = JsonFeed.parse(
      await (await get('/api/v1/feed.json?limit=1&lang=uk', { 'X-Forwarded-Host': 'ledger.example', 'X-Forwarded-Proto': 'https' })).json(),
    )
    expect(home).toBe('https://ledger.example/uk/incidents')
    expect(items[0]?.url).toBe(`https://ledger.example/uk/reports/${items[0]?._outage_ledger.report}`)
  })
})

describe('the calendar of the shipped records', () => {
  const calendar = async (query = '') => eventsIn(readCalendar(await (await get(`/api/v1/calendar.ics${query}`)).text()))
  const idsIn = async (query: string) => (await calendar(query)).map((event) => event.get('UID')?.value)
  const listed = async (query: string) => {
    const { data } = await (await get(`/api/v1/incidents${query}`)).json()
    return data.map(({ id }: { id: string }) => `urn:ulid:${id}`)
  }

  it.each(['?limit=1000', '?limit=1000&region=UA-12', '?limit=1000&kind=weather', '?q=DTEK', '?from=2026-01-01', '?limit=2'])(
    'holds the incidents of the list of %s',
    async (query) => {
      expect((await idsIn(query)).length).toBeGreaterThan(0)
      expect(await idsIn(query)).toEqual(await listed(query))
    },
  )

  it('is a calendar, with a tag, in the language that is asked for', async () => {
    const response = await get('/api/v1/calendar.ics?lang=uk')
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(await response.text()).toContain('X-WR-CALNAME:Реєстр знеструмлень: події')
    const again = await get('/api/v1/calendar.ics?lang=uk', { 'If-None-Match': response.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
  })

  it.each(['standing=reported', 'knownAt=2026-01-08', 'format=csv', 'nothing=1', 'limit=1001'])('refuses %s', async (query) => {
    expect((await get(`/api/v1/calendar.ics?${query}`)).status).toBe(400)
  })
})
