import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { Listeners } from './listeners'

/** What every server of a database says its writes on. */
export const channel = 'outage_ledger'

/** Milliseconds before the line is tried again after so many failures in a row: at once, then ever later, up to half a minute. */
const pauseAfter = (failures: number) => (failures <= 1 ? 0 : Math.min(250 * 2 ** failures, 30_000))

/**
 * A connection of its own that hears the writes of the other servers, open while anybody listens. A line that breaks is made again; those who
 * listen are called whenever it stands, since something may have been said while it did not.
 */
export class PostgresqlListener {
  /** Who says it when this server writes. */
  readonly name = randomUUID()
  readonly #listeners = new Listeners()
  #client: Client | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0

  constructor(private readonly databaseUrl: string) {}

  add(heard: () => void): () => void {
    const remove = this.#listeners.add(heard)
    if (this.#listeners.size === 1) this.#open()
    return () => {
      remove()
      if (this.#listeners.size === 0) void this.stop()
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    const client = this.#client
    this.#client = null
    await client?.end().catch(() => undefined)
  }

  #open(): void {
    clearTimeout(this.#timer)
    const client = new Client({
      connectionString: this.databaseUrl,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
      application_name: 'outage-ledger listener',
    })
    this.#client = client
    const broken = () => this.#again(client)
    client.on('error', broken)
    client.on('end', broken)
    client.on('notification', ({ payload }) => payload !== this.name && this.#listeners.tell())
    client.connect().then(() => this.#listen(client), broken)
  }

  async #listen(client: Client): Promise<void> {
    try {
      await client.query(`listen ${channel}`)
    } catch {
      return this.#again(client)
    }
    if (this.#client !== client) return
    this.#failures = 0
    this.#listeners.tell()
  }

  #again(client: Client): void {
    if (this.#client !== client) return
    this.#client = null
    this.#failures += 1
    client.end().catch(() => undefined)
    this.#timer = setTimeout(() => this.#open(), pauseAfter(this.#failures))
  }
}
