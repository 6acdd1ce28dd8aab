import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editorToken, freePort, type RunningServer, startServer } from '../support/server'
import { sendRaw } from './client'
import { serverSuite } from './suite'

serverSuite('what tells a browser to be careful', () => {
  let server: RunningServer
  let metrics: string
  beforeAll(async () => {
    const port = await freePort()
    metrics = `http://127.0.0.1:${port}/metrics`
    const limits = { WORK_AT_ONCE: '1', BODY_LIMIT_BYTES: '2048', KEEP_ALIVE_SECONDS: '3600' }
    server = await startServer({ env: { PUBLIC_URL: 'https://outages.example', METRICS_PORT: String(port), ...limits } })
  })
  afterAll(() => server.stop())
  const load = (path: string, headers: Record<string, string> = {}) => fetch(`${server.baseUrl}${path}`, { redirect: 'manual', headers })

  const expectCareful = ({ headers }: Response, resources: 'same-origin' | 'cross-origin') => {
    const said = (name: string) => headers.get(name)
    expect(said('x-content-type-options')).toBe('nosniff')
    expect(said('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(said('permissions-policy')).toContain('geolocation=()')
    expect(said('cross-origin-opener-policy')).toBe('same-origin')
    expect(said('cross-origin-resource-policy')).toBe(resources)
    expect(said('strict-transport-security')).toBe('max-age=31536000')
    expect(said('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  }

  it.each([
    ['a page', '/en', 'same-origin', 200],
    ['a page from memory', '/en', 'same-origin', 200],
    ['a page that is kept by nobody', '/uk/report', 'same-origin', 200],
    ['a page that there is not', '/en/nothing', 'same-origin', 404],
    ['the front door', '/', 'cross-origin', 307],
    ['a frame for others', '/embed/en', 'cross-origin', 200],
    ['a picture to share', '/en/share.png', 'cross-origin', 200],
    ['the API', '/api/v1/impact', 'cross-origin', 200],
    ['the API from memory', '/api/v1/impact', 'cross-origin', 200],
    ['a whole list', '/api/v1/incidents?format=csv', 'cross-origin', 200],
    ['a refusal', '/api/v1/impact?colour=red', 'cross-origin', 400],
    ['an address of nothing', '/api/nothing', 'cross-origin', 404],
    ['a file', '/icon-192.png', 'cross-origin', 200],
    ['a script', '/service-worker.js', 'cross-origin', 200],
  ] as const)('stands on %s', async (_, path, resources, status) => {
    const answer = await load(path)
    await answer.arrayBuffer()
    expect(answer.status).toBe(status)
    expectCareful(answer, resources)
  })

  it.each(['PROPFIND', 'MKCOL', 'TRACE'])('stands on the refusal of %s, which no route knows', async (verb) => {
    const answer = await sendRaw(server.baseUrl, '/en', verb)
    expect(answer).toMatch(/^HTTP\/1\.1 405 /)
    expect(answer).toMatch(/^Allow: GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE\r$/m)
    expect(answer).toMatch(/^X-Content-Type-Options: nosniff\r$/im)
    expect(answer).toContain('/problems/method-not-allowed')
  })

  it('stands on an answer that the reader has', async () => {
    const { headers } = await load('/api/v1/policy')
    const again = await load('/api/v1/policy', { 'If-None-Match': headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    expectCareful(again, 'cross-origin')
  })

  it('stands on what is turned away because too much is asked', async () => {
    const days = Array.from({ length: 28 }, (_, i) => `?asOf=2026-01-${String(i + 1).padStart(2, '0')}`)
    const answers = await Promise.all(days.map((day) => load(`/en${day}`)))
    await Promise.all(answers.map((answer) => answer.arrayBuffer()))
    const shed = answers.find(({ status }) => status === 503)
    if (shed === undefined) throw new Error('nothing was turned away')
    expectCareful(shed, 'same-origin')
  })

  it('stands on a script of the build and its styles', async () => {
    const html = await (await load('/en')).text()
    for (const extension of ['js', 'css']) {
      const path = new RegExp(`/_next/static/[^"' ]+\\.${extension}`).exec(html)?.[0] ?? ''
      const answer = await load(path)
      expect(answer.status, path).toBe(200)
      expectCareful(answer, 'cross-origin')
    }
  })

  describe('and nothing that was asked ends a header', () => {
    const broken = '%0D%0ASet-Cookie:%20stolen=1'
    it.each([
      `/?asOf=${broken}`,
      `/${broken}`,
      `/en?service=${broken}`,
      `/api/v1/incidents?limit=1&q=${broken}`,
      `/api/v1/observations?format=csv&region=${broken}`,
      `/api/v1/observations?format=csv&q=${broken}`,
      `/api/v1/series?format=csv&service=${broken}&step=day`,
      `/api/ogc/collections/observations/items?limit=1&q=${broken}`,
      `/api/v1/regions/${broken}`,
      `/embed/${broken}`,
      `/problems/${broken}`,
      `/en/incidents/${broken}`,
      `/favicon.ico?${broken}`,
    ])('%s', async (path) => {
      const answer = await sendRaw(server.baseUrl, path)
      expect(answer).toMatch(/^HTTP\/1\.1 [234]\d\d /)
      const [head = ''] = answer.split('\r\n\r\n')
      expect(head.toLowerCase()).not.toMatch(/^set-cookie:/m)
    })
  })

  describe('and a body that is too large', () => {
    /** Sends a head and a part of a body, and answers everything that came until the server ended the line. */
    const untilCut = async (path: string, headers: string[], body: string): Promise<string> => {
      const { hostname, port, host } = new URL(server.baseUrl)
      const socket = connect(Number(port), hostname).on('error', () => undefined)
      let answer = ''
      socket.on('data', (part) => (answer += String(part)))
      socket.write([`POST ${path} HTTP/1.1`, `Host: ${host}`, ...headers, '', body].join('\r\n'))
      await once(socket, 'close')
      return answer
    }
    const json = 'Content-Type: application/json'
    const chunks = `800\r\n${' '.repeat(0x800)}\r\n`.repeat(2)
    it.each([
      ['by what it says it is', '/api/v1/incidents', [json, 'Content-Length: 1000000000'], '{'],
      ['once it is, where it does not say', '/api/v1/incidents', [json, 'Transfer-Encoding: chunked'], chunks],
      [
        'for files too',
        '/api/v1/imports',
        [`Authorization: Bearer ${editorToken}`, 'Content-Type: text/csv', 'Content-Length: 1000000000000'],
        'a,b',
      ],
    ])('is refused %s, and its line is ended', async (_, path, headers, body) => {
      const answer = await untilCut(path, headers, body)
      expect(answer).toMatch(/^HTTP\/1\.1 413 /)
      expect(answer).toContain('/problems/too-large')
      expect(server.output()).not.toContain('uncaughtException')
    })
    it('cannot come packed', async () => {
      const answer = await untilCut('/api/v1/incidents', [json, 'Content-Encoding: gzip', 'Connection: close', 'Content-Length: 2'], '{}')
      expect(answer).toMatch(/^HTTP\/1\.1 415 /)
      expect(answer).toContain('Content-Encoding must be identity.')
    })
  })

  it('and what the operator is told is not told to the public', async () => {
    expect(server.output()).toContain(`metrics on ${metrics}`)
    expect((await load('/metrics')).status).toBe(404)
    const told = await (await fetch(metrics)).text()
    expect(told).toMatch(/^outage_ledger_http_requests_total\{route="\/\[locale\]",status="2xx"\} [1-9]/m)
    expect(told).toContain('outage_ledger_held_incidents{store="embedded"} 0')
    expect(told).not.toMatch(/stolen|colour|UA-12/)
  })
})
