import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AnnouncedChange } from '@/lib/schema/change'
import { WebhookMessage } from '@/lib/schema/webhook'
import { systemClock } from '@/lib/service/context'
import { createKey } from '@/lib/service/create-key'
import { openForKeys } from '@/lib/store/open'
import { Receiver } from '../outgoing/receiver'
import { type Ground, postgresqlAnswers, TestDatabase } from '../store/ground'
import { readEvents } from '../support/read-events'
import { type RunningServer, startServer } from '../support/server'
import { anIncident, asEditor, postIncident } from './client'
import { serverSuite } from './suite'

const silent = !(await postgresqlAnswers('several servers on one database'))

/** A stream, read until it has told of so many changes. */
async function hearing(baseUrl: string) {
  const left = new AbortController()
  const response = await fetch(`${baseUrl}/api/v1/stream`, { signal: left.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const heard = () =>
    readEvents(text.slice(0, text.lastIndexOf('\n\n') + 2)).flatMap(({ data }) => (data === null ? [] : AnnouncedChange.parse(data)))
  const until = async (isThere: () => boolean) => {
    while (!isThere()) {
      const part = await reader?.read()
      if (!part || part.done) throw new Error('the stream ended')
      text += part.value
    }
  }
  await until(() => text.includes('id: '))
  return {
    async changes(count: number) {
      await until(() => heard().length >= count)
      return heard().map(({ cursor: _, ...change }) => change)
    },
    leave: () => left.abort(),
  }
}

describe.skipIf(silent)('several servers on one database', () => {
  serverSuite('PostgreSQL', () => {
    const database = new TestDatabase()
    let ground: Ground
    let receiver: Receiver
    let servers: [RunningServer, RunningServer]
    beforeAll(async () => {
      await database.create()
      ground = await database.ground()
      receiver = await new Receiver().open()
      const env = { DATABASE_URL: ground.settings.databaseUrl ?? '', SEED: 'none', WEBHOOK_NETWORKS: '127.0.0.1' }
      servers = [await startServer({ env }), await startServer({ env })]
    })
    afterAll(async () => {
      for (const server of servers ?? []) await server.stop()
      await receiver.close()
      await ground.remove()
      await database.drop()
    })
    const publish = async ({ baseUrl }: RunningServer) => expect((await postIncident(baseUrl, anIncident(), asEditor)).status).toBe(201)

    it('tell on their streams what any of them wrote, each entry once', async () => {
      const streams = await Promise.all(servers.map(({ baseUrl }) => hearing(baseUrl)))
      await publish(servers[0])
      await publish(servers[1])
      await publish(servers[0])
      const [first, second] = await Promise.all(streams.map((stream) => stream.changes(6)))
      expect(first).toEqual(second)
      expect(new Set(first?.map(({ incident, report }) => `${incident} ${report}`)).size).toBe(6)
      for (const stream of streams) stream.leave()
    })

    it('post each change once to who subscribed at one of them, whichever wrote it', async () => {
      const store = await openForKeys(ground.settings)
      const { token } = await createKey({ store, clock: systemClock }, { role: 'admin', label: null, days: null })
      await store.close()
      const all = new Promise<void>((resolve) => {
        receiver.answer = (response) => {
          response.writeHead(204).end()
          if (receiver.received.length === 8) resolve()
        }
      })
      const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
      const body = JSON.stringify({ url: receiver.url() })
      const made = await fetch(`${servers[0].baseUrl}/api/v1/webhooks`, { method: 'POST', headers, body })
      expect(made.status).toBe(200)
      for (const server of [...servers, ...servers]) await publish(server)
      await all
      const messages = receiver.received.map((received) => WebhookMessage.parse(JSON.parse(received.body)))
      expect(messages.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      expect(new Set(receiver.received.map((received) => received.headers['webhook-id'])).size).toBe(8)
      for (const server of servers) expect(server.output()).not.toContain('whsec_')
    })
  })
})
