import { Kysely, PostgresDialect, sql } from 'kysely'
import { DatabaseError, Pool } from 'pg'
import type { Engine } from './engine'
import { migrate, requireMigrated } from './migrations'
import { StoreUnavailable } from './store'
import type { Tables } from './tables'

// Code point order as in SQLite, whatever the database's own language.
const types = { text: sql`text collate "C"` }

/** The one lock that every write of every server of a database takes; the number only has to be ours. */
const writeLock = 5_102_026

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'EAI_AGAIN'])
/** SQLSTATE classes: connection, authorisation, no such database, resources, the operator's intervention. */
const stateClasses = ['08', '28', '3D', '53', '57P', '25006']

function isOutage(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : ''
  if (error instanceof DatabaseError) return stateClasses.some((prefix) => code.startsWith(prefix))
  return (
    connectionCodes.has(code) ||
    /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i.test(error.message)
  )
}

/** Where the database is, without who asks: for messages. */
function placeOf(databaseUrl: string): string {
  const { hostname, port, pathname } = new URL(databaseUrl)
  return `PostgreSQL at ${hostname}:${port || 5432}${pathname}`
}

async function open(databaseUrl: string, prepare: (db: Kysely<Tables>) => Promise<void>): Promise<Engine> {
  const pool = new Pool({ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 5000, application_name: 'outage-ledger' })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const outage = (error: unknown) =>
    error instanceof Error && isOutage(error) ? `${placeOf(databaseUrl)}: ${error.message || 'no connection'}` : null
  try {
    await prepare(db)
  } catch (error) {
    await db.destroy()
    const reason = outage(error)
    throw reason === null ? error : new StoreUnavailable(reason, { cause: error })
  }
  return {
    name: 'postgresql',
    reading: (work) => db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    writing: (work) =>
      db.transaction().execute(async (tx) => {
        await sql`select set_config('synchronous_commit', 'on', true), pg_advisory_xact_lock(${sql.lit(writeLock)})`.execute(tx)
        return work(tx)
      }),
    async forget() {
      await sql`vacuum ledger, incidents, reports, observations, idempotency`.execute(db)
    },
    outage,
    close: () => db.destroy(),
  }
}

/** Opens a database for a server and brings it to this version; several servers may share it. */
export const openPostgresql = (databaseUrl: string): Promise<Engine> => open(databaseUrl, (db) => migrate(db, types))

/** Opens a database for a command that changes nothing. */
export const openPostgresqlForReading = (databaseUrl: string): Promise<Engine> => open(databaseUrl, (db) => requireMigrated(db, types))
