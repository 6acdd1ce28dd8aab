import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type RunningServer, startServer } from '../support/server'
import { anIncident, asEditor, postIncident, problemOf } from './client'
import { serverSuite } from './suite'

/** What of a document is of its drawing and not of the page: when it was drawn, and the order in which its data came. */
const asDrawn = (html: string) =>
  html
    .replace(/<script>self\.__next_f.*?<\/script>/gs, '')
    .replace(/<html [^>]*>/, '<html>')
    .replace(/State of the ledger: [^<]*/, '')
    .replace(/its state of [^<]*/, '')

serverSuite('pages that are kept', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())
  const load = (path: string, headers: Record<string, string> = {}) => fetch(`${server.baseUrl}${path}`, { headers, redirect: 'manual' })
  const text = async (path: string, headers: Record<string, string> = {}) => (await load(path, headers)).text()

  describe.each(['/en', '/uk/regions/UA-12?asOf=2026-01-08T18:00:00Z', '/en/incidents', '/en/sources', '/embed/uk'])('%s', (path) => {
    it('is the one that a reader with a session is drawn, who neither takes nor leaves anything', async () => {
      const kept = await load(path)
      const own = await load(path, { Cookie: 'session=of.nobody' })
      expect([kept.status, own.status]).toEqual([200, 200])
      expect(kept.headers.get('cdn-cache-control')).toBe('public, max-age=0, s-maxage=15, stale-while-revalidate=60')
      expect(own.headers.get('cdn-cache-control')).toBeNull()
      // A browser asks for each page anew, or the worker's kept copy would be overtaken by one that says of nothing when it is from.
      expect(kept.headers.get('cache-control')).toMatch(/private.*no-store/)
      expect(kept.headers.get('vary')).toMatch(/\brsc\b.*\bCookie\b/)
      expect(own.headers.get('cache-control')).toMatch(/private.*no-store/)
      expect(own.headers.get('etag')).toBeNull()
      expect(asDrawn(await kept.text())).toBe(asDrawn(await own.text()))
      expect((await load(path)).headers.get('etag')).not.toBeNull()
    })

    it('is 304 for who has it', async () => {
      // The minute may end between two askings, hence the third.
      const again = async () => (await load(path, { 'If-None-Match': (await load(path)).headers.get('etag') ?? '' })).status
      expect([await again(), await again()]).toContain(304)
    })
  })

  it('are told apart from their data', async () => {
    const headers = { RSC: '1' }
    const moved = (await load('/en/method', headers)).headers.get('location')
    const data = await load(moved ?? '/en/method', headers)
    expect(data.headers.get('content-type')).toMatch(/^text\/x-component/)
    expect((await load('/en/method')).headers.get('content-type')).toMatch(/^text\/html/)
    expect((await load(moved ?? '/en/method', headers)).headers.get('content-type')).toMatch(/^text\/x-component/)
  })

  it('have their title in the head for machines that read no further', async () => {
    await text('/en')
    const head = async (agent: string) => (await text('/en', { 'User-Agent': agent })).split('</head>')[0]
    for (const _twice of [1, 2]) expect(await head('Twitterbot/1.0')).toMatch(/<title>[^<]+<\/title>.*og:image/s)
  })

  it('show what was written as soon as the writer knows, and nothing of what was taken down', async () => {
    const places = ['/en', '/uk', '/en/incidents', '/api/v1/incidents', '/api/v1/feed.atom']
    for (const place of places) await text(place)
    const made = anIncident({ title: 'Storm over the whole region, written just now', kind: 'weather' })
    const posted = await postIncident(server.baseUrl, made, asEditor)
    expect(posted.status).toBe(201)
    const { id } = z.object({ id: z.ulid() }).parse(await posted.json())
    for (const place of ['/en/incidents', '/api/v1/incidents', '/api/v1/feed.atom', `/en/incidents/${id}`]) {
      expect(await text(place), place).toContain('Storm over the whole region, written just now')
    }
    const taken = await fetch(`${server.baseUrl}/api/v1/incidents/${id}/review`, {
      method: 'POST',
      body: JSON.stringify({ decision: 'takedown', reason: 'safety' }),
      headers: { 'Content-Type': 'application/json', ...asEditor },
    })
    expect(taken.status).toBe(200)
    for (const place of [...places, `/en/incidents/${id}`]) expect(await text(place), place).not.toContain('written just now')
    expect((await load(`/en/incidents/${id}`)).status).toBe(410)
  })
})

serverSuite('a server that is asked for more than it works out at once', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer({ env: { WORK_AT_ONCE: '1' } })
  })
  afterAll(() => server.stop())

  it('tells who is too many to come back, and goes on giving what it has', async () => {
    const kept = `${server.baseUrl}/api/v1/impact?asOf=2026-01-08T18:00:00Z`
    expect((await fetch(kept)).status).toBe(200)
    // Which of them meet is for the machine to say, so they are asked until some have met: each question is a new one.
    const excused: Response[] = []
    const refused: Response[] = []
    let asked = 0
    for (let round = 0; round < 40 && (excused.length === 0 || refused.length === 0); round++) {
      const ask = (path: string) => {
        const moment = new Date(Date.UTC(2026, 0, 10) + asked++ * 60_000).toISOString()
        return fetch(`${server.baseUrl}${path}?asOf=${moment}`)
      }
      const pages = Array.from({ length: 6 }, () => ask('/uk'))
      const answers = Array.from({ length: 12 }, () => ask('/api/v1/impact'))
      expect((await fetch(kept)).status).toBe(200)
      excused.push(...(await Promise.all(pages)).filter(({ status }) => status === 503))
      refused.push(...(await Promise.all(answers)).filter(({ status }) => status !== 200))
    }
    expect(excused.length).toBeGreaterThan(0)
    for (const page of excused) {
      expect(page.headers.get('retry-after')).toBe('1')
      expect(await page.text()).toContain('<html lang="uk">')
    }
    expect(refused.length).toBeGreaterThan(0)
    for (const answer of refused) {
      expect(answer.headers.get('retry-after')).toBe('1')
      expect(await problemOf(answer)).toMatchObject({ status: 503, type: '/problems/unavailable' })
    }
    expect((await fetch(`${server.baseUrl}/uk?asOf=2026-01-10T18:00:00Z`)).status).toBe(200)
  })
})
