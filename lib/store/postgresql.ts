import { pipeline } from 'node:stream/promises'
import { Kysely, PostgresDialect, type PostgresPoolClient, type PostgresQueryResult, sql } from 'kysely'
import { type ClientBase, DatabaseError, Pool, type PoolClient, type QueryResultRow } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { binaryRows } from './binary-rows'
import type { Engine, Staging } from './engine'
import { ledgerEnd } from './ledger'
import { counterInMemory, type Limit } from './limits'
import { migrate, migrateAs, requireMigrated } from './migrations'
import type { Outage } from './outage'
import { channel, PostgresqlListener } from './postgresql-listener'
import { Replica } from './replica'
import { InvalidCursor, StoreUnavailable } from './store'
import { bulkColumns, type InsertRows, type Tables } from './tables'

// Code point order as in SQLite, whatever the database's own language.
const types = { text: sql`text collate "C"`, clustered: null }

/** The one lock that every write of every server of a database takes; the number only has to be ours. */
const writeLock = 5_102_026

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'EAI_AGAIN'])
/** SQLSTATEs and their classes, the most particular first: disk, damage, connection, authorisation, no such database, resources, the operator's intervention. */
const stateClasses: readonly [string, Outage['code']][] = [
  ['53100', 'disk-full'],
  ['25006', 'read-only'],
  ['XX001', 'corrupt'],
  ['XX002', 'corrupt'],
  ['58030', 'disk-error'],
  // A database that is closed to connections, while it is moved or restored.
  ['55000', 'unreachable'],
  // A statement that took longer than it may, and a transaction in which nothing was asked for as long.
  ['57014', 'unreachable'],
  ['25P03', 'unreachable'],
  ...['08', '28', '3D', '53', '57P'].map((prefix): [string, Outage['code']] => [prefix, 'unreachable']),
]

/** What a copy says that has not seen this version's tables yet, or that let go of a row under a reading to follow the primary. */
const codesOfCopies = ['42P01', '42703', '40001', '40P01']

/** Which outage an error tells of; null for one of ours. */
function outageCode(error: unknown): Outage['code'] | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : ''
  if (error instanceof DatabaseError) return stateClasses.find(([prefix]) => code.startsWith(prefix))?.[1] ?? null
  const isOfConnection =
    connectionCodes.has(code) ||
    /connection terminated|timeout exceeded when trying to connect|query read timeout|client (has encountered a connection error|was closed)/i.test(
      error.message,
    )
  return isOfConnection ? 'unreachable' : null
}

/** Where the database is, without who asks: for messages. */
function placeOf(databaseUrl: string): string {
  const { hostname, port, pathname } = new URL(databaseUrl)
  return `PostgreSQL at ${hostname}:${port || 5432}${pathname}`
}

const outageOf =
  (databaseUrl: string): Engine['outage'] =>
  (error) => {
    const code = outageCode(error)
    const said = error instanceof Error ? error.message : ''
    return code === null ? null : { code, words: `${placeOf(databaseUrl)}: ${said || 'no connection'}` }
  }

/** What a server's connections are called in the database; those of its listener begin with it. */
export const serverName = 'outage-ledger'

/** What a command's connections are called that looks after backups. */
const commandName = 'backup of outage-ledger'

/** How often what has run out is let go of, in milliseconds. */
const clearing = 60_000

/** A counter in the database's own table; what has run out is deleted with the next count a minute later, so that no mark stays. */
class DatabaseCounter extends RateLimiterPostgres {
  #clearedAt = 0
  readonly #pool: Pool

  constructor(pool: Pool, { name, count, seconds }: Limit) {
    const table = { storeClient: pool, storeType: 'pool', tableName: 'rate_limits', tableCreated: true, clearExpiredByTimeout: false }
    super({ ...table, keyPrefix: name, points: count, duration: seconds })
    this.#pool = pool
  }

  override async consume(...given: Parameters<RateLimiterPostgres['consume']>): ReturnType<RateLimiterPostgres['consume']> {
    if (Date.now() - this.#clearedAt > clearing) {
      this.#clearedAt = Date.now()
      await this.#pool.query('delete from rate_limits where expire < $1', [Date.now()])
    }
    return super.consume(...given)
  }
}

/** What a pool's connections are called, and how long an answer to one statement may take, in seconds; 0 sets no limit. */
interface Manner {
  application?: string | undefined
  seconds?: number | undefined
}

/**
 * How much longer an answer is waited for here than the database may take for it, in milliseconds: what is slow there is told by the database,
 * and only what is lost on the line by the end of the waiting.
 */
const onTheLine = 1000

/** Makes a connection one of ours, before anything else is asked on it. */
async function settle(client: ClientBase, seconds: number): Promise<void> {
  // One that breaks in the middle of a transaction fails its next query; without a listener it would end the process.
  client.on('error', () => undefined)
  // Whoever set the database to acknowledge before the disk has it did not mean this ledger. A stricter setting stays.
  // By a statement and not with the connection: what stands between us and the database may know no such parameter. The database lets go of a
  // transaction that nobody is heard in any more, too, or a line that hangs in a write would keep all others from writing.
  await client.query(
    `select set_config('synchronous_commit', coalesce(nullif(current_setting('synchronous_commit'), 'off'), 'on'), false),
      set_config('statement_timeout', coalesce($1, current_setting('statement_timeout')), false),
      set_config('idle_in_transaction_session_timeout', coalesce($1, current_setting('idle_in_transaction_session_timeout')), false)`,
    [seconds === 0 ? null : String(Math.round(seconds * 1000))],
  )
}

function poolOf(databaseUrl: string, { application = serverName, seconds = 0 }: Manner = {}): Pool {
  const pool = new Pool({
    ...{ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 5000, application_name: application },
    ...(seconds > 0 && { query_timeout: seconds * 1000 + onTheLine }),
    onConnect: (client) => settle(client, seconds),
  })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  return pool
}

/**
 * Works on a connection, and lets go of it where an answer did not come: whatever was asked of it next would wait behind that for good.
 */
async function unlessLate<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && error.message === 'Query read timeout') void client.end()
    throw error
  }
}

/** A connection as Kysely knows one. */
const asked = (client: PoolClient) =>
  ({
    query: <R>(text: string, parameters: readonly unknown[]) =>
      unlessLate(client, async () => (await client.query<R & QueryResultRow>(text, [...parameters])) as PostgresQueryResult<R>),
    release: () => client.release(),
  }) as PostgresPoolClient

const kyselyOn = (pool: { connect: () => Promise<PoolClient>; end: () => Promise<void> }) =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect: async () => asked(await pool.connect()), end: () => pool.end() } }),
  })

/** For one transaction, at whose end the connection is given back: what Kysely has no words for is said on it beside. */
const kyselyOnOne = (client: PoolClient) => kyselyOn({ connect: async () => client, end: async () => undefined })

/** Adds rows by COPY, which takes them while the next ones are worked out here. */
const copyingBy =
  (client: PoolClient): InsertRows =>
  async (table, pieces) => {
    const columns = bulkColumns[table]
    const copy = client.query(copyFrom(`copy ${table} (${Object.keys(columns).join()}) from stdin (format binary)`))
    await unlessLate(client, () => pipeline(binaryRows(pieces, Object.values(columns)), copy))
    return copy.rowCount
  }

const readingOf =
  (db: Kysely<Tables>): Engine['reading'] =>
  (work) =>
    db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)

/** Readings of a copy that follows the primary, where there is one. */
function copyOf(readUrl: string | undefined, primary: Engine['reading'], manner: Manner) {
  const db = readUrl === undefined ? null : kyselyOn(poolOf(readUrl, manner))
  // A cursor that another process gave out may be of a row that is on its way here.
  const isPassing = (error: unknown) =>
    error instanceof InvalidCursor ||
    outageCode(error) !== null ||
    (error instanceof DatabaseError && codesOfCopies.includes(String(error.code)))
  const replica = db && new Replica({ primary, copy: readingOf(db), isPassing, now: () => performance.now() })
  return { replica, close: async () => db?.destroy() }
}

async function open(
  databaseUrl: string,
  prepare: (db: Kysely<Tables>) => Promise<void>,
  { readUrl, ...manner }: Manner & { readUrl?: string | undefined } = {},
): Promise<Engine> {
  const pool = poolOf(databaseUrl, manner)
  const db = kyselyOn(pool)
  // Tables are made and tidied up for as long as that takes. Of its connections there is none while it does nothing.
  const unhurried = kyselyOn(poolOf(databaseUrl, { application: manner.application }))
  const outage = outageOf(databaseUrl)
  const listener = new PostgresqlListener(databaseUrl)
  const close = async () => {
    await Promise.all([db.destroy(), unhurried.destroy()])
    // Who has only written never went by way of the one that reads, which then has nothing to end.
    if (!pool.ending) await pool.end()
  }
  try {
    await prepare(unhurried)
  } catch (error) {
    await close()
    const reason = outage(error)
    throw reason === null ? error : new StoreUnavailable(reason.words, { code: reason.code, cause: error })
  }
  const reading = readingOf(db)
  const { replica, close: closeCopy } = copyOf(readUrl, reading, manner)
  const stopDoubting = replica === null ? () => {} : listener.add(() => replica.doubt())
  return {
    name: 'postgresql',
    reading,
    readingPublic: replica?.reading ?? reading,
    // One statement needs no transaction around it, which would be two more ways to the database and back.
    end: async () => (await (replica === null ? ledgerEnd(db) : replica.end())) ?? null,
    async writing(work) {
      try {
        const client = await pool.connect()
        return await kyselyOnOne(client)
          .transaction()
          .execute(async (tx) => {
            await sql`select set_config('synchronous_commit', 'on', true), pg_advisory_xact_lock(${sql.lit(writeLock)})`.execute(tx)
            return work(tx, copyingBy(client))
          })
      } finally {
        replica?.doubt()
      }
    },
    async forget() {
      await sql`vacuum ledger, incidents, reports, observations, idempotency`.execute(unhurried)
    },
    async announce(tx) {
      await sql`select pg_notify(${channel}, ${listener.name})`.execute(tx)
    },
    listen: (heard) => listener.add(heard),
    counterOf: (limit) => (limit.byProcess ? counterInMemory(limit) : new DatabaseCounter(pool, limit)),
    outage,
    async close() {
      stopDoubting()
      await listener.stop()
      await closeCopy()
      await close()
    },
  }
}

/**
 * Opens a database for a server and brings it to this version; several servers may share it. `readUrl` is of a copy for public reading; `seconds`
 * how long an answer to one statement may take, without limit where it is 0.
 */
export const openPostgresql = (
  databaseUrl: string,
  { readUrl, seconds }: { readUrl?: string | undefined; seconds?: number } = {},
): Promise<Engine> => open(databaseUrl, (db) => migrate(db, types), { readUrl, seconds })

/** Opens a database for a command that changes nothing. */
export const openPostgresqlForReading = (databaseUrl: string): Promise<Engine> => open(databaseUrl, (db) => requireMigrated(db, types))

/** Asks a database beside whatever servers it has. Throws StoreUnavailable where it does not answer. */
export async function askPostgresql<T>(databaseUrl: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const db = kyselyOn(poolOf(databaseUrl, { application: commandName }))
  try {
    return await work(db)
  } catch (error) {
    const reason = outageOf(databaseUrl)(error)
    throw reason === null ? error : new StoreUnavailable(reason.words, { code: reason.code, cause: error })
  } finally {
    await db.destroy()
  }
}

/** The tables of a schema. */
export async function tablesIn(db: Kysely<Tables>, schema: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_catalog.pg_tables where schemaname = ${schema}`.execute(db)
  return rows.map(({ name }) => name)
}

/** Works while this process alone has a lock of the database, by its number; answers null at once where another has it. */
export const holdingLock = <T>(db: Kysely<Tables>, lock: number, work: () => Promise<T>): Promise<T | null> =>
  db.connection().execute(async (line) => {
    const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_lock(${sql.lit(lock)}) as taken`.execute(line)
    if (rows[0]?.taken !== true) return null
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(lock)})`.execute(line)
    }
  })

/** Makes an empty schema for a backup to be read into; one of that name is dropped before. */
export async function stagePostgresql(databaseUrl: string, schema: string): Promise<Staging> {
  const url = new URL(databaseUrl)
  url.searchParams.set('options', `${url.searchParams.get('options') ?? ''} -c search_path=${schema}`.trim())
  const opened: Kysely<Tables>[] = []
  const prepare = async (db: Kysely<Tables>) => {
    opened.push(db)
    await db.schema.dropSchema(schema).ifExists().cascade().execute()
    await db.schema.createSchema(schema).execute()
  }
  const engine = await open(url.toString(), prepare, { application: commandName })
  const [db] = opened
  if (db === undefined) throw new Error('the database was not prepared')
  return {
    engine,
    tables: async () => (await db.introspection.getTables()).filter((table) => table.schema === schema),
    migrateAs: (applied) => migrateAs(db, types, applied, schema),
    migrate: () => migrate(db, types, schema),
  }
}
