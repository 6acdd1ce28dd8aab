import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { trouble } from '@/lib/i18n/messages/trouble'
import { postgresqlAnswers, TestDatabase } from '../store/ground'
import { elementsOf, textOf } from '../support/html-tree'
import { type RunningServer, startServer } from '../support/server'
import { TcpProxy } from '../support/tcp-proxy'
import { problemOf } from './client'
import { serverSuite } from './suite'

const silent = !(await postgresqlAnswers('pages whose database goes away'))

/** Pages that are drawn from the store, by the language that their address says. */
const pages = [
  ['en', '/en'],
  ['uk', '/uk?asOf=2026-01-08T18:00:00Z'],
  ['en', '/en/incidents'],
  ['uk', '/uk/incidents/01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  ['en', '/en/regions'],
  ['uk', '/uk/regions/UA-12'],
  ['uk', '/uk/sources'],
  ['en', '/en/report'],
  ['uk', '/embed/uk'],
] as const

if (!silent)
  serverSuite('pages whose database goes away', () => {
    const database = new TestDatabase()
    let line: TcpProxy
    let server: RunningServer
    beforeAll(async () => {
      await database.create()
      const direct = new URL(database.url)
      line = new TcpProxy({ host: direct.hostname, port: Number(direct.port || 5432) })
      await line.join()
      const proxied = Object.assign(new URL(database.url), { hostname: '127.0.0.1', port: String(line.port) })
      server = await startServer({ env: { DATABASE_URL: proxied.toString(), SEED: 'none' } })
      await line.cut()
    })
    afterAll(async () => {
      await server?.stop()
      await line?.cut()
      await database.drop()
    })
    const load = (path: string, headers: Record<string, string> = {}) => fetch(server.baseUrl + path, { headers, redirect: 'manual' })

    it.each(pages)(
      'say in the language %s, at %s and without script, that the store is away, and when to ask again',
      async (locale, path) => {
        // Who brings a session is asked for anew; who does not, by way of the answers that are kept.
        for (const headers of [undefined, { Cookie: 'session=of.nobody' }]) {
          const answer = await load(path, headers)
          const html = await answer.text()
          expect([answer.status, answer.headers.get('retry-after')], path).toEqual([503, '10'])
          expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
          expect(answer.headers.get('cache-control')).toContain('no-store')
          expect(answer.headers.get('cdn-cache-control')).toBeNull()
          expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/)
          expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
          expect(answer.headers.get('x-request-id')).toMatch(/\S/)
          const elements = elementsOf(html)
          const [root, ...others] = elements.filter(({ tagName }) => tagName === 'html')
          expect([root?.attrs.find(({ name }) => name === 'lang')?.value, others]).toEqual([locale, []])
          const told = elements.filter(({ tagName }) => tagName === 'main').map(textOf)
          expect(told).toEqual([trouble[locale].errorTitle + trouble[locale].errorText])
        }
      },
    )

    it('are no fault of the server where it is a picture or a list for machines, either', async () => {
      for (const path of ['/en/share.png', '/sitemap.xml']) {
        const answer = await load(path)
        expect([answer.status, answer.headers.get('retry-after')], path).toEqual([503, '10'])
      }
    })

    it('are 503 as the API is, which has its own words for it', async () => {
      const answer = await load('/api/v1/incidents')
      expect(answer.headers.get('retry-after')).toBe('10')
      expect(await problemOf(answer)).toMatchObject({ status: 503, type: '/problems/unavailable' })
    })

    it('that need no store are there, and so is what there is none of', async () => {
      expect((await load('/en/offline')).status).toBe(200)
      expect((await load('/nothing/here')).status).toBe(404)
    })

    it('are there again once it is', async () => {
      await line.join()
      await vi.waitFor(async () => expect((await load('/en')).status).toBe(200), { timeout: 60_000, interval: 250 })
      for (const [, path] of pages) expect([200, 404], path).toContain((await load(path)).status)
    })
  })
