import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import type { Role } from '@/lib/schema/key'
import { systemClock } from '@/lib/service/context'
import { createKey } from '@/lib/service/create-key'
import { openForKeys } from '@/lib/store/open'
import { type RunningServer, startServer } from '../support/server'
import { signIn } from './client'
import { serverSuite } from './suite'

const words = 'Lines down near Sarny, told for the editors alone'

/** An incident that waits. */
const waiting = {
  title: words,
  kind: 'weather',
  start: { time: '2026-02-20', precision: 'day' },
  reports: [
    {
      source: { publisher: 'Nobody in particular', tier: 2, url: 'https://example.org/sarny' },
      asOf: { time: '2026-02-20', precision: 'day' },
      quote: 'Some 77 households have no power',
      observations: [
        {
          ...{ regions: ['UA-56'], service: 'electricity', measure: 'without', unit: 'households', value: 77, qualifier: 'exact' },
          state: 'out',
        },
      ],
    },
  ],
}

serverSuite('the pages of the review', () => {
  let server: RunningServer
  let id = ''
  const cookies: Partial<Record<Role, string>> = {}

  /** The cookie of a browser without script that signed in with a new key of this role. */
  async function cookieOf(role: Role): Promise<string> {
    const store = await openForKeys(readSettings({ DATA_DIR: server.dataDir }))
    const { token } = await createKey({ store, clock: systemClock }, { role, label: null, days: null }).finally(() => store.close())
    return signIn(server.baseUrl, token)
  }

  beforeAll(async () => {
    server = await startServer()
    const sent = await fetch(`${server.baseUrl}/api/v1/incidents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(waiting),
    })
    expect(sent.status).toBe(202)
    id = ((await sent.json()) as { id: string }).id
    for (const role of ['contributor', 'editor', 'admin'] as const) cookies[role] = await cookieOf(role)
  })
  afterAll(() => server.stop())

  const paths = () => ['/review', `/review/${id}`, `/review/${id}/correct/01JZZZZZZZZZZZZZZZZZZZZZZZ`]
  const load = (path: string, cookie?: string) =>
    fetch(`${server.baseUrl}${path}`, { redirect: 'manual', headers: cookie === undefined ? {} : { cookie } })

  it.each(['en', 'uk'])('lead anonymous readers to the sign-in and back, in %s', async (locale) => {
    for (const path of paths()) {
      const answer = await load(`/${locale}${path}`)
      expect([302, 303, 307], path).toContain(answer.status)
      const to = new URL(answer.headers.get('location') ?? '', server.baseUrl)
      expect(to.pathname).toBe(`/${locale}/sign-in`)
      expect(to.searchParams.get('next')).toBe(`/${locale}${path}`)
      expect(await answer.text()).not.toContain(words)
    }
  })

  it.each([
    ['en', 'This key does not open the review'],
    ['uk', 'Цей ключ не відкриває перевірки'],
  ])('refuse a contributor with words, in %s', async (locale, told) => {
    for (const path of paths()) {
      const answer = await load(`/${locale}${path}`, cookies.contributor)
      const html = await answer.text()
      expect(answer.status, path).toBe(403)
      expect(html).toContain(told)
      expect(html).not.toContain(words)
      expect(html).not.toContain('data-keep=')
    }
  })

  it.each(['editor', 'admin'] as const)('show %ss what waits, and let no cache or finder keep it', async (role) => {
    for (const path of paths().slice(0, 2)) {
      const answer = await load(`/en${path}`, cookies[role])
      const html = await answer.text()
      expect(answer.status).toBe(200)
      expect(html).toContain(words)
      expect(answer.headers.get('cache-control')).toMatch(/no-store/)
      expect(html).toMatch(/<meta name="robots" content="noindex/)
      // The service worker keeps only pages that have words for being kept.
      expect(html).not.toContain('data-keep=')
    }
  })

  it('tell nobody else that there are such pages', async () => {
    expect(await (await load('/sitemap.xml')).text()).not.toContain('/review')
    for (const path of ['/en', '/en/incidents', '/uk/sign-in']) {
      expect(await (await load(path)).text()).not.toContain('/review"')
      expect(await (await load(path, cookies.contributor)).text()).not.toContain('/review"')
    }
    expect(await (await load('/en', cookies.editor)).text()).toContain('href="/en/review"')
  })

  it('answer 404 for a record that is none', async () => {
    expect((await load('/en/review/01JZZZZZZZZZZZZZZZZZZZZZZZ', cookies.editor)).status).toBe(404)
    expect((await load(`/en/review/${id}/correct/01JZZZZZZZZZZZZZZZZZZZZZZZ`, cookies.editor)).status).toBe(404)
  })
})
