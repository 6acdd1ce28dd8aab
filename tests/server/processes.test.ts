import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { IncidentPage } from '@/lib/schema/answers'
import { ChangePage } from '@/lib/schema/change'
import { IncidentDetail } from '@/lib/schema/incident'
import { type Ground, postgresqlAnswers, TestDatabase } from '../store/ground'
import { ChangeReader } from '../support/change-reader'
import { type RunningServer, startServer } from '../support/server'
import { anIncident, asEditor, ask, postIncident } from './client'
import { runCommand } from './command'
import { serverSuite } from './suite'

const silent = !(await postgresqlAnswers('three processes on one database'))
const writers = 6
const [enoughToKill, enoughToEnd] = [30, 60]

/**
 * Posts one record after another, each to the next server, until `isOver`. A line that breaks leaves open whether a record was stored: it is
 * sent again to the next one under the key it has, as every client should.
 */
async function post(servers: readonly RunningServer[], first: number, isOver: () => boolean, done: (made: IncidentDetail) => void) {
  for (let turn = first; !isOver(); turn += 1) {
    const [record, headers] = [anIncident(), { ...asEditor, 'Idempotency-Key': randomUUID() }]
    const response = await fromFirst(servers, turn, (baseUrl) => postIncident(baseUrl, record, headers))
    if (response.status !== 201) throw new Error(`answered ${response.status}: ${await response.text()}`)
    done(IncidentDetail.parse(await response.json()))
  }
}

/** The answer of the first server in turn that has one. */
async function fromFirst(servers: readonly RunningServer[], turn: number, send: (baseUrl: string) => Promise<Response>): Promise<Response> {
  for (let i = 0; i < servers.length; i += 1) {
    try {
      return await send(servers[(turn + i) % servers.length]?.baseUrl ?? '')
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  throw new Error('no server is left')
}

async function allChanges(baseUrl: string, since: string): Promise<ChangePage['data']> {
  const page = await ask(ChangePage, `${baseUrl}/api/v1/changes?limit=1000&since=${encodeURIComponent(since)}`)
  return page.more ? [...page.data, ...(await allChanges(baseUrl, page.next))] : page.data
}

describe.skipIf(silent)('three processes on one database', () => {
  serverSuite('PostgreSQL', () => {
    const database = new TestDatabase()
    let ground: Ground
    let servers: RunningServer[] = []
    beforeAll(async () => {
      await database.create()
      ground = await database.ground()
      const env = { DATABASE_URL: ground.settings.databaseUrl ?? '', SEED: 'none' }
      // All at once on an empty database: one of them makes the tables.
      servers = await Promise.all([1, 2, 3].map(() => startServer({ env })))
    })
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.stop()))
      await database.drop()
    })

    it('show what one of them stored in what the others keep, and nothing of what it took down', async () => {
      const [writer, ...others] = servers
      const list = async ({ baseUrl }: RunningServer) => (await fetch(`${baseUrl}/api/v1/incidents`)).text()
      /** Asks until it is so; what others wrote is heard of at once, and a second later at the most. */
      const until = async (isSo: (text: string) => boolean) => {
        for (const server of others) {
          const begin = performance.now()
          while (!isSo(await list(server))) if (performance.now() - begin > 30_000) throw new Error('a kept answer is told still')
        }
      }
      for (const server of others) for (const _twice of [1, 2]) expect(await list(server)).not.toContain('told through another')
      const posted = await postIncident(
        writer?.baseUrl ?? '',
        anIncident({ title: 'A storm told through another', kind: 'weather' }),
        asEditor,
      )
      const { id } = IncidentDetail.parse(await posted.json())
      await until((text) => text.includes('told through another'))
      const body = JSON.stringify({ decision: 'takedown', reason: 'safety' })
      const headers = { 'Content-Type': 'application/json', ...asEditor }
      const taken = await fetch(`${writer?.baseUrl}/api/v1/incidents/${id}/review`, { method: 'POST', body, headers })
      expect(taken.status).toBe(200)
      await until((text) => !text.includes('told through another'))
    })

    it('lose nothing when one is killed in the middle of it: no record, no order, no change on a stream', async () => {
      const addresses = servers.map(({ baseUrl }) => baseUrl)
      const { next: since } = await ask(ChangePage, `${addresses[0]}/api/v1/changes?limit=1000`)
      const readers = await Promise.all(servers.map((_, i) => new ChangeReader(addresses, i).standing()))
      const acknowledged: IncidentDetail[] = []
      let killed: Promise<void> | undefined
      const take = (made: IncidentDetail) => {
        acknowledged.push(made)
        if (acknowledged.length === enoughToKill) killed = servers[0]?.kill('SIGKILL')
      }
      await Promise.all(Array.from({ length: writers }, (_, i) => post(servers, i, () => acknowledged.length >= enoughToEnd, take)))
      await killed
      const [, left, other] = servers
      if (!left || !other) throw new Error('no server is left')

      for (const { baseUrl } of [left, other]) {
        const { data } = await ask(IncidentPage, `${baseUrl}/api/v1/incidents?limit=1000`)
        const times = (id: string) => data.filter((incident) => incident.id === id).length
        expect(acknowledged.filter(({ id }) => times(id) !== 1)).toEqual([])
        // Under one key each record is stored once, whatever was sent again.
        expect(new Set(data.map(({ title }) => title)).size).toBe(data.length)
      }
      const settings = { DATABASE_URL: ground.settings.databaseUrl ?? '' }
      expect(await runCommand('ledger', ['verify'], settings)).toMatchObject({ code: 0, stdout: expect.stringContaining('ok:') })

      const all = await allChanges(left.baseUrl, since)
      expect(all.length).toBeGreaterThanOrEqual(2 * enoughToEnd)
      const named = (changes: readonly { kind: string; incident: string; report: string | null }[]) =>
        changes.map(({ kind, incident, report }) => `${kind} ${incident} ${report}`)
      for (const reader of readers) {
        await reader.count(all.length)
        await reader.leave()
        expect(named(reader.changes)).toEqual(named(all))
      }
      expect(readers[0]?.turns).toBeGreaterThan(1)
    })
  })
})
