import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import { ulid } from 'ulid'
import { carried, passing, projected } from '@/lib/store/tables'

/** A place of its own for one store, and a way to meddle with its tables behind its back. */
export interface Ground {
  settings: { dataDir: string; databaseUrl?: string }
  /** Runs SQL as somebody who has got hold of the database; answers the rows of a question. */
  meddle(sql: string): Promise<unknown[]>
  remove(): Promise<void>
}
export type MakeGround = () => Promise<Ground>

const newFolder = () => mkdtemp(join(tmpdir(), 'outage-ledger-'))
const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true })

export async function embeddedGround(): Promise<Ground> {
  const dataDir = await newFolder()
  return {
    settings: { dataDir },
    async meddle(sql) {
      const db = new Database(join(dataDir, 'outage-ledger.sqlite'))
      try {
        db.pragma('foreign_keys = OFF')
        const statement = db.prepare(sql)
        return statement.reader ? statement.all() : [statement.run()]
      } finally {
        db.close()
      }
    },
    remove: () => removeFolder(dataDir),
  }
}

const serverUrl = process.env.TEST_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres'
const serverName = new URL(serverUrl).host

async function asking<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A database of its own name on the server for tests (TEST_DATABASE_URL): one ground at a time stands in it, each in empty tables. */
export class TestDatabase {
  readonly #name = `outage_ledger_test_${ulid().toLowerCase()}`
  readonly #url = Object.assign(new URL(serverUrl), { pathname: `/${this.#name}` }).toString()

  readonly create = () => asking(serverUrl, (client) => client.query(`create database ${this.#name} template template0`))
  /** Becomes a database that is as another one is now, and stays so: a copy that has stopped following. Nobody may be connected to the other. */
  readonly createAs = (other: TestDatabase) =>
    asking(serverUrl, (client) => client.query(`create database ${this.#name} template ${other.#name}`))
  get url(): string {
    return this.#url
  }
  /** Ends every connection to it and lets nobody in. */
  readonly shut = () =>
    asking(serverUrl, async (client) => {
      await client.query(`alter database ${this.#name} allow_connections false`)
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [this.#name])
    })
  readonly reopen = () => asking(serverUrl, (client) => client.query(`alter database ${this.#name} allow_connections true`))
  readonly drop = () => asking(serverUrl, (client) => client.query(`drop database ${this.#name} with (force)`))

  readonly ground: MakeGround = async () => {
    const dataDir = await newFolder()
    const meddle = (sql: string) => asking(this.#url, async (client): Promise<unknown[]> => (await client.query(sql)).rows)
    return {
      settings: { dataDir, databaseUrl: this.#url },
      meddle,
      async remove() {
        const tables = [...['ledger', ...projected.map(({ name }) => name)], ...carried, ...passing].reverse()
        await meddle(tables.map((table) => `delete from ${table}`).join(';'))
        await removeFolder(dataDir)
      },
    }
  }
}

/** Whether the PostgreSQL suites can run here; says loudly when they cannot. */
export async function postgresqlAnswers(suite: string): Promise<boolean> {
  try {
    await asking(serverUrl, (client) => client.query('select 1'))
    return true
  } catch {
    process.stderr.write(`\nSKIPPED: ${suite}, no server answers at ${serverName}\n\n`)
    return false
  }
}
