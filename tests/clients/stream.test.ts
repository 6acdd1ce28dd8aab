import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { EventSource } from 'eventsource'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AnnouncedChange, ChangePage } from '@/lib/schema/change'
import { anIncident, asEditor, ask, postIncident } from '../server/client'
import { restart } from '../server/restart'
import { freePort, type RunningServer, startServer } from '../support/server'
import { clientSuite } from './suite'

/** A line to a server that can be cut while something is on its way. */
class Line {
  readonly #open = new Set<Socket>()
  readonly #server: Server

  constructor(to: number) {
    this.#server = createServer((near) => {
      const far = connect(to, '127.0.0.1')
      near.on('data', (bytes) => far.write(bytes))
      // The same length in other words: a test need not wait as long as a browser is asked to.
      far.on('data', (bytes) => near.write(Buffer.from(bytes.toString('latin1').replace('retry: 5000', 'retry: 0020'), 'latin1')))
      for (const [end, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#open.add(end)
        end
          .on('error', () => undefined)
          .on('close', () => {
            this.#open.delete(end)
            other.destroy()
          })
      }
    })
  }

  async lay(): Promise<string> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('the line has no port')
    return `http://127.0.0.1:${address.port}`
  }

  cut(): void {
    for (const end of this.#open) end.destroy()
  }

  close(): void {
    this.cut()
    this.#server.close()
  }
}

/** A client of Server-Sent Events as browsers are, and all that it heard. */
class Listener {
  readonly heard: { id: string; change: AnnouncedChange }[] = []
  #opened = 0
  #waiting: { isThere: () => boolean; resolve: () => void }[] = []

  constructor(readonly source: EventSource) {
    source.addEventListener('open', () => {
      this.#opened += 1
      this.#look()
    })
    source.addEventListener('change', ({ lastEventId, data }) => {
      this.heard.push({ id: lastEventId, change: AnnouncedChange.parse(JSON.parse(data)) })
      this.#look()
    })
  }

  #look(): void {
    const had = this.#waiting
    this.#waiting = had.filter(({ isThere, resolve }) => {
      if (!isThere()) return true
      resolve()
      return false
    })
  }

  #until(isThere: () => boolean): Promise<void> {
    return isThere() ? Promise.resolve() : new Promise((resolve) => this.#waiting.push({ isThere, resolve }))
  }

  opened = (times: number) => this.#until(() => this.#opened >= times)
  has = (count: number) => this.#until(() => this.heard.length >= count)
  get times(): number {
    return this.#opened
  }
}

clientSuite('a client of Server-Sent Events', [{ npm: 'eventsource' }], () => {
  const port = { of: 0 }
  const env = () => ({ SEED: 'none', PORT: String(port.of) })
  let server: RunningServer
  let line: Line
  let listener: Listener
  beforeAll(async () => {
    port.of = await freePort()
    server = await startServer({ env: env() })
    line = new Line(port.of)
    const { EventSource: Client } = await import('eventsource')
    listener = new Listener(new Client(`${await line.lay()}/api/v1/stream`))
    await listener.opened(1)
  })
  afterAll(async () => {
    listener.source.close()
    line.close()
    await server.stop()
  })
  const publish = async () => expect((await postIncident(server.baseUrl, anIncident(), asEditor)).status).toBe(201)
  const changes = () => ask(ChangePage, `${server.baseUrl}/api/v1/changes?limit=1000`)
  const told = async () => (await changes()).data.map(({ cursor: _, data: __, ...change }) => change)

  it('hears what becomes public, under ids that are places in the changes', async () => {
    await publish()
    await listener.has(2)
    expect(listener.heard.map(({ change: { cursor: _, ...change } }) => change)).toEqual(await told())
    for (const { id, change } of listener.heard) expect(id).toBe(change.cursor)
    expect(await ask(ChangePage, `${server.baseUrl}/api/v1/changes?since=${listener.heard[0]?.id}`)).toMatchObject({
      data: [{ report: listener.heard[1]?.change.report }],
    })
  })

  it('goes on by Last-Event-ID after every cut and a killed server: nothing missing, nothing twice', async () => {
    for (let round = 0; round < 8; round++) {
      const [times, had] = [listener.times, listener.heard.length]
      await publish()
      // Cut with both entries on their way, with one of them there, or with both.
      await listener.has(had + (round % 3))
      line.cut()
      if (round % 2 === 0) await publish()
      if (round === 5) server = await restart(server, 'SIGKILL', env())
      await listener.opened(times + 1)
    }
    await publish()
    await listener.has((await changes()).data.length)
    const heard = listener.heard.map(({ change: { cursor: _, ...change } }) => change)
    expect(heard).toEqual(await told())
    expect(heard).toHaveLength(2 * (1 + 8 + 4 + 1))
  })
})
