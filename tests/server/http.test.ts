import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type RunningServer, startServer } from '../support/server'
import { problemOf, sendRaw, thatEvening } from './client'
import { serverSuite } from './suite'

const readable = [
  '/api/health',
  '/api/v1/incidents',
  '/api/v1/observations',
  `/api/v1/impact?${thatEvening}`,
  '/api/v1/series?step=day&from=2026-01-05&to=2026-01-12',
  '/api/v1/regions',
  '/api/v1/regions/UA-12',
  '/api/v1/regions/geometry?level=1&detail=web',
  '/api/v1/openapi.json',
]

serverSuite('HTTP through the whole server', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())
  const send = (path: string, init?: RequestInit) => fetch(`${server.baseUrl}${path}`, init)

  describe.each(readable)('%s', (path) => {
    it('answers a second asking with 304 and no body', async () => {
      const first = await send(path)
      expect(first.status).toBe(200)
      const etag = first.headers.get('etag')
      if (etag === null) throw new Error('no ETag')
      const again = await send(path, { headers: { 'If-None-Match': etag } })
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
      expect(again.headers.get('etag')).toBe(etag)
      expect((await send(path, { headers: { 'If-None-Match': '"another"' } })).status).toBe(200)
    })

    it('answers HEAD with the headers of GET', async () => {
      const [get, head] = [await send(path), await send(path, { method: 'HEAD' })]
      expect(head.status).toBe(200)
      expect(await head.text()).toBe('')
      for (const name of ['etag', 'content-type', 'cache-control']) expect(head.headers.get(name)).toBe(get.headers.get(name))
    })

    it('answers another verb with 405 and what is allowed', async () => {
      const response = await send(path, { method: 'DELETE' })
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toMatch(/\bGET\b/)
      expect((await problemOf(response)).type).toMatch(/method-not-allowed$/)
    })

    it('is open to every origin', async () => {
      expect((await send(path, { headers: { Origin: 'https://elsewhere.example' } })).headers.get('access-control-allow-origin')).toBe('*')
    })
  })

  it.each(['/api/v1/nothing', '/api/v1', '/api', '/api/v2/incidents', '/api/v1/incidents/a/b/c'])(
    '%s is a 404 with the one body',
    async (path) => {
      for (const method of ['GET', 'POST']) {
        const response = await send(path, { method })
        expect(response.status).toBe(404)
        expect((await problemOf(response)).type).toMatch(/not-found$/)
      }
    },
  )

  it.each(['/api/v1/impact?servis=electricity', '/api/v1/impact?asOf=yesterday', '/api/v1/incidents?limit=0', '/api/health?x=1'])(
    '%s is a 400 that names the parameter',
    async (path) => {
      const response = await send(path)
      expect(response.status).toBe(400)
      const [name] = new URL(path, server.baseUrl).searchParams.keys()
      expect((await problemOf(response)).errors?.map(({ path: at }) => at)).toEqual([name])
    },
  )

  it.each(['/api/%E0%A4', '/api/v1/incidents/%ZZ', '/api/v1/regions/%'])('%s is a 4xx with the one body, not a fault', async (path) => {
    const answer = await sendRaw(server.baseUrl, path)
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json')
  })

  it.each(['/%E0%A4', '/en/%', '/en/incidents/%ZZ'])('the page %s is a 4xx, not a fault', async (path) => {
    expect(await sendRaw(server.baseUrl, path)).toMatch(/^HTTP\/1\.1 4\d\d /)
  })

  it.each(['//', '//evil.example/en', '//api/v1/impact', '/api//v1/impact', '/\\evil.example', '/en//'])(
    '%s leads nowhere else',
    async (path) => {
      const answer = await sendRaw(server.baseUrl, path)
      expect(answer).toMatch(/^HTTP\/1\.1 [234]\d\d /)
      const location = /^location: (.*)$/im.exec(answer)?.[1]?.trim()
      if (location === undefined) return
      expect(new URL(location, server.baseUrl).host).toBe(new URL(server.baseUrl).host)
    },
  )

  it('the front door leads to the language of the reader', async () => {
    const to = async (language: string) =>
      (await send('/?asOf=2026-01-08', { redirect: 'manual', headers: { 'Accept-Language': language } })).headers.get('location')
    expect(await to('uk-UA,uk;q=0.9,en;q=0.5')).toBe('/uk?asOf=2026-01-08')
    expect(await to('en-GB,en;q=0.9')).toBe('/en?asOf=2026-01-08')
  })
})

serverSuite('what a browser asks for by itself', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())
  const load = (path: string) => fetch(`${server.baseUrl}${path}`)

  it('the service worker is of this build and asked for anew each time', async () => {
    const answer = await load('/service-worker.js')
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    const source = await answer.text()
    expect(source).toMatch(/`\$\{prefix\}[\w-]{10,}`/)
    expect(source).not.toContain('BUILD')
  })

  it.each(['en', 'uk'])('the manifest in %s names icons that are there', async (locale) => {
    const { icons } = z
      .object({ icons: z.array(z.object({ src: z.string(), type: z.string() })) })
      .parse(await (await load(`/${locale}/manifest.webmanifest`)).json())
    expect(icons).toHaveLength(3)
    for (const { src, type } of icons) expect((await load(src)).headers.get('content-type'), src).toBe(type)
  })

  it.each(['/fr', '/fr/incidents', '/wp-login.php', '/embed/en/more', '/x/y/z'])(
    '%s is a 404 told in both languages, without script',
    async (path) => {
      const answer = await load(path)
      expect(answer.status).toBe(404)
      const html = (await answer.text()).replace(/<script.*?<\/script>/gs, '')
      expect(html).toContain('<h1>There is no such page</h1>')
      expect(html).toContain('<h1>Такої сторінки немає</h1>')
      expect(html).toMatch(/<title>[^<]+<\/title>/)
    },
  )
})
