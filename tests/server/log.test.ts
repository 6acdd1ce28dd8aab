import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { Problem } from '@/lib/schema/problem'
import { patience } from '../support/eventually'
import { type RunningServer, startServer } from '../support/server'
import { anIncident, asEditor, postIncident } from './client'
import { serverSuite } from './suite'

const Line = z.looseObject({
  level: z.string(),
  time: z.iso.datetime(),
  msg: z.string(),
  requestId: z.string().optional(),
  method: z.string().optional(),
  route: z.string().optional(),
  status: z.int().optional(),
  way: z.string().optional(),
  ms: z.number().optional(),
  bytes: z.int().optional(),
  params: z.array(z.string()).optional(),
  unknownParams: z.int().optional(),
})
type Line = z.infer<typeof Line>

/** What the server has printed: the lines of its log, and those for who has started it. */
function printed(server: RunningServer): { lines: Line[]; words: string[] } {
  const all = server.output().split('\n').slice(0, -1)
  const isJson = (line: string) => line.startsWith('{')
  return { lines: all.filter(isJson).map((line) => Line.parse(JSON.parse(line))), words: all.filter((line) => !isJson(line)) }
}

/** The line of the request that was answered under an id, once it is there. */
const lineOf = (server: RunningServer, id: string | null): Promise<Line> =>
  vi.waitFor(
    () => {
      const found = printed(server).lines.find(({ msg, requestId }) => msg === 'request' && requestId === id)
      if (found === undefined) throw new Error(`no line tells of the request ${id}`)
      return found
    },
    { timeout: patience },
  )

serverSuite('the log', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer({ env: { SEED: 'none' } })
  })
  afterAll(() => server.stop())
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${server.baseUrl}${path}`, { redirect: 'manual', ...init })
    const text = await answer.text()
    return { answer, text, line: await lineOf(server, answer.headers.get('x-request-id')) }
  }

  it('begins with words for a person', () => {
    expect(printed(server).words.join('\n')).toContain(`ready on ${server.baseUrl}`)
  })

  it('tells of each request by its route, how it ended and what it weighed', async () => {
    const { line, text } = await ask('/api/v1/regions/UA-12')
    expect(line).toMatchObject({ level: 'info', method: 'GET', route: '/api/v1/regions/[code]', status: 200 })
    expect(line.bytes).toBeGreaterThan(text.length)
    expect(line.ms).toBeGreaterThan(0)
  })

  it('tells whether an answer was kept, worked out for all or for one, or streamed', async () => {
    const ways: unknown[] = []
    // Asked by nobody before, a first try of this test included.
    const fresh = `/api/v1/incidents?q=at-${Date.now()}`
    for (const path of [fresh, fresh, '/api/v1/observations?format=csv', '/en/report']) ways.push((await ask(path)).line.way)
    expect(ways).toEqual(['worked', 'kept', 'streamed', 'own'])
  })

  const secret = 'olena-petrenko'
  it('holds nothing of who asked, and none of what they typed or brought', async () => {
    const headers = {
      ...{ Cookie: `session=${secret}`, 'User-Agent': secret, Referer: `http://${secret}.example/`, Authorization: `Bearer ${secret}` },
      'X-Forwarded-For': '203.0.113.77',
    }
    const asked = [
      ask(`/api/v1/incidents?q=${secret}&region=UA-12`),
      ask(`/api/v1/incidents?${secret}=1`),
      ask(`/api/v1/incidents/${secret}`),
      ask(`/en/${secret}?service=electricity`),
      ask(`/${secret}`),
      ask('/api/v1/impact', { headers }),
      ask('/api/v1/incidents', { method: 'POST', body: `{"title":"${secret}"`, headers: { 'Content-Type': 'application/json' } }),
    ]
    const [searched, unknown] = (await Promise.all(asked)).map(({ line }) => line)
    expect(searched).toMatchObject({ params: ['q', 'region'], status: 200 })
    expect(unknown).toMatchObject({ unknownParams: 1, status: 400 })
    for (const word of [secret, '203.0.113.77', '127.0.0.1', 'UA-12'])
      expect(JSON.stringify(printed(server).lines), word).not.toContain(word)
  })

  it('has one id in the answer, the body of a problem and its line, which is not the one a stranger sends', async () => {
    const { answer, text, line } = await ask('/api/v1/nothing', { headers: { 'X-Request-Id': 'chosen-by-a-stranger' } })
    const { requestId } = Problem.parse(JSON.parse(text))
    expect(requestId).not.toBe('chosen-by-a-stranger')
    expect([answer.headers.get('x-request-id'), line.requestId]).toEqual([requestId, requestId])
  })

  it('tells of pages and of addresses that cannot be read, too', async () => {
    expect((await ask('/uk')).line).toMatchObject({ route: '/[locale]', status: 200 })
    expect((await ask('/api/v1/incidents/%ZZ')).line).toMatchObject({ status: 400, way: 'refused' })
  })

  it('tells of writes', async () => {
    const answer = await postIncident(server.baseUrl, anIncident(), asEditor)
    const line = await lineOf(server, answer.headers.get('x-request-id'))
    expect(line).toMatchObject({ method: 'POST', route: '/api/v1/incidents', status: 201, way: 'own' })
  })
})

serverSuite('the log behind a proxy', () => {
  it('calls a request as the proxy does, and tells less where less is asked for', async () => {
    const server = await startServer({ env: { SEED: 'none', TRUST_PROXY: '1', LOG_LEVEL: 'warn' } })
    try {
      const asked = (id: string) => fetch(`${server.baseUrl}/api/v1/nothing`, { headers: { 'X-Request-Id': id } })
      const answer = await asked('0198c5a2-7f0e-7bd4')
      expect(answer.headers.get('x-request-id')).toBe('0198c5a2-7f0e-7bd4')
      expect(Problem.parse(await answer.json()).requestId).toBe('0198c5a2-7f0e-7bd4')
      expect((await asked('no id at all')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(printed(server).lines).toEqual([])
    } finally {
      await server.stop()
    }
  })
})
