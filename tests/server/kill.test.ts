import { afterAll, beforeAll, expect, it } from 'vitest'
import { IncidentPage } from '@/lib/schema/answers'
import { IncidentDetail } from '@/lib/schema/incident'
import { type RunningServer, startServer } from '../support/server'
import { anIncident, asEditor, ask, postIncident } from './client'
import { runCommand } from './command'
import { restart } from './restart'
import { serverSuite } from './suite'

const writers = 6
const enough = 40

/** Posts one after another until the server is gone; each record that was acknowledged goes to `acknowledged`. */
async function postUntilGone(baseUrl: string, acknowledged: IncidentDetail[], enoughIsThere: () => void): Promise<void> {
  for (;;) {
    try {
      const response = await postIncident(baseUrl, anIncident(), asEditor)
      const incident = IncidentDetail.parse(await response.json())
      if (response.status !== 201) throw new Error(`answered ${response.status}`)
      acknowledged.push(incident)
      if (acknowledged.length === enough) enoughIsThere()
    } catch (error) {
      // A connection that broke is the kill; everything else is a fault of the test or of the server.
      if (error instanceof TypeError) return
      throw error
    }
  }
}

serverSuite('a server that is killed in the middle of writing', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer({ env: { SEED: 'none' } })
  })
  afterAll(() => server.stop())

  it('has every record that it acknowledged, once and whole, and a ledger whose chain holds', async () => {
    const acknowledged: IncidentDetail[] = []
    const killed = new Promise<void>((resolve, reject) => {
      const kill = () => server.kill('SIGKILL').then(resolve, reject)
      const posting = Array.from({ length: writers }, () => postUntilGone(server.baseUrl, acknowledged, kill))
      Promise.all(posting).catch(reject)
    })
    await killed
    expect(acknowledged.length).toBeGreaterThanOrEqual(enough)
    const settings = { DATA_DIR: server.dataDir }
    expect(await runCommand('ledger', ['verify'], settings)).toMatchObject({ code: 0, stdout: expect.stringContaining('ok:') })

    server = await restart(server, 'SIGKILL', { SEED: 'none' })
    const { data, total } = await ask(IncidentPage, `${server.baseUrl}/api/v1/incidents?limit=1000`)
    const times = (id: string) => data.filter((incident) => incident.id === id).length
    expect(acknowledged.filter(({ id }) => times(id) !== 1)).toEqual([])
    // Beside what was acknowledged there may be what was stored and not yet answered: at most one for each writer.
    expect(total).toBeLessThanOrEqual(acknowledged.length + writers)
    for (const incident of acknowledged) {
      const found = await ask(IncidentDetail, `${server.baseUrl}/api/v1/incidents/${incident.id}`)
      expect(found.reports).toEqual(incident.reports)
    }
    expect(await runCommand('ledger', ['verify'], settings)).toMatchObject({ code: 0, stdout: expect.stringContaining('ok:') })
  })
})
