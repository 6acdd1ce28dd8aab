import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InReview } from '@/lib/schema/answers'
import { IncidentDetail } from '@/lib/schema/incident'
import { type RunningServer, startServer } from '../support/server'
import { anIncident, asEditor, ask, impactAt, postIncident, problemOf, rowOf } from './client'
import { linesOf, runCommand } from './command'
import { restart } from './restart'
import { serverSuite } from './suite'

const households = 'asOf=2026-01-08T12:00:00Z&service=electricity&unit=households'

/** The text that a reader sees of a page: no tags, no scripts. */
async function pageText(address: string): Promise<string> {
  const html = await (await fetch(address)).text()
  return html.replace(/<script.*?<\/script>/gs, '').replace(/<[^>]+>/g, ' ')
}

serverSuite('posting the example of the contract', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  describe('with the token of an editor', () => {
    const body = anIncident()
    const published: { incident?: IncidentDetail } = {}
    const incident = () => {
      if (!published.incident) throw new Error('nothing was published')
      return published.incident
    }

    /** Everywhere that a reader can meet the record. */
    async function expectItEverywhere() {
      const { id, title } = incident()
      expect((await ask(IncidentDetail, `${server.baseUrl}/api/v1/incidents/${id}`)).reports).toEqual(incident().reports)
      const row = rowOf(await impactAt(server.baseUrl, households), 'UA-12')
      expect(row).toMatchObject({ standing: 'reported', best: 600_000 })
      expect(row.incidents).toContain(id)
      expect(row.basis.map(({ publisher }) => publisher)).toEqual(expect.arrayContaining([body.publisher, 'The Moscow Times / AFP']))
      const health = rowOf(await impactAt(server.baseUrl, 'asOf=2026-01-08T12:00:00Z&service=health'), 'UA-12')
      expect(health.basis.map(({ publisher }) => publisher)).toContain(body.publisher)

      const english = await pageText(`${server.baseUrl}/en/incidents/${id}`)
      for (const words of [title, '600,000', 'households', 'DTEK', body.publisher, 'About 600,000 households'])
        expect(english).toContain(words)
      const ukrainian = await pageText(`${server.baseUrl}/uk/incidents/${id}`)
      for (const words of [title, '600\u00a0тис.', 'домогосподарств']) expect(ukrainian).toContain(words)
      expect(await pageText(`${server.baseUrl}/en?asOf=2026-01-08T12:00:00Z`)).toContain(body.publisher)
    }

    it('answers 201 with its address, and the record itself', async () => {
      const response = await postIncident(server.baseUrl, body, asEditor)
      expect(response.status).toBe(201)
      published.incident = IncidentDetail.parse(await response.json())
      expect(response.headers.get('location')).toBe(`/api/v1/incidents/${incident().id}`)
      expect(incident()).toMatchObject({ title: body.title, reviewState: 'published', reportCount: 1 })
    })

    it('has its figures in impact beside those of the other sources, at its own address and on the pages', expectItEverywhere)

    it('keeps all of it over a restart', async () => {
      server = await restart(server, 'SIGTERM')
      expect(server.output()).not.toContain('took in')
      await expectItEverywhere()
    })

    it('leaves a ledger whose chain holds, beside the running server', async () => {
      const { code, stdout } = await runCommand('ledger', ['verify'], { DATA_DIR: server.dataDir })
      expect(stdout).toContain('ok:')
      expect(code).toBe(0)
    })
  })

  it('without a token is kept and invisible', async () => {
    const body = anIncident()
    const response = await postIncident(server.baseUrl, body)
    expect(response.status).toBe(202)
    const { id } = InReview.parse(await response.json())
    const addresses = [
      '/api/v1/incidents?limit=1000',
      '/api/v1/observations?limit=1000',
      `/api/v1/impact?${households}`,
      '/en?asOf=2026-01-08T12:00:00Z',
      '/uk?asOf=2026-01-08',
      '/en/incidents',
    ]
    for (const address of addresses) {
      const text = await (await fetch(`${server.baseUrl}${address}`)).text()
      for (const word of [id, body.title, body.publisher]) expect(text, address).not.toContain(word)
    }
    expect((await fetch(`${server.baseUrl}/api/v1/incidents/${id}`)).status).toBe(404)
    const page = await fetch(`${server.baseUrl}/en/incidents/${id}`)
    expect(page.status).toBe(404)
    expect(await page.text()).not.toContain(body.title)
  })

  it('with a wrong token is refused and nothing is stored', async () => {
    const body = anIncident()
    const response = await postIncident(server.baseUrl, body, { Authorization: 'Bearer of-nobody-at-all' })
    expect(response.status).toBe(401)
    expect((await problemOf(response)).status).toBe(401)
    const { stdout } = await runCommand('ledger', ['verify'], { DATA_DIR: server.dataDir })
    expect(linesOf(stdout)[0]).toMatch(/^rows: \d+$/)
    expect((await postIncident(server.baseUrl, body, asEditor)).status).toBe(201)
  })
})
