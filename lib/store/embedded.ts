import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'
import type { Engine } from './engine'
import { migrate, requireMigrated } from './migrations'
import { lockFolder } from './server-lock'
import { StoreUnavailable } from './store'
import type { Tables } from './tables'

const types = { text: 'text' } as const
const fileIn = (dataDir: string) => join(dataDir, 'outage-ledger.sqlite')

/** A write takes the lock when it begins, so that what it reads is what it changes. */
class WritingDriver extends SqliteDriver {
  readonly #database: Database.Database

  constructor(config: SqliteDialectConfig & { database: Database.Database }) {
    super(config)
    this.#database = config.database
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  // A full disk ends the transaction by itself; rolling back again would hide why.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}

// SQLite's DDL is transactional: a migration that is killed leaves nothing half made.
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class WritingDialect extends SqliteDialect {
  readonly #database: Database.Database

  constructor(database: Database.Database) {
    super({ database })
    this.#database = database
  }

  override createDriver(): WritingDriver {
    return new WritingDriver({ database: this.#database })
  }

  override createAdapter(): TransactionalAdapter {
    return new TransactionalAdapter()
  }
}

/** Durable through a power cut (WAL, FULL), and what is deleted is overwritten, not only unlinked. */
function openForWriting(file: string): Database.Database {
  const database = new Database(file, { timeout: 5000 })
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON']) database.pragma(pragma)
  return database
}

const readingKysely = (dataDir: string) =>
  new Kysely<Tables>({ dialect: new SqliteDialect({ database: new Database(fileIn(dataDir), { readonly: true, timeout: 5000 }) }) })

/** A database in memory with this version's tables: where a ledger is played again to compare. */
export async function openInMemory(): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect: new WritingDialect(openForWriting(':memory:')) })
  await migrate(db, types)
  return db
}

const outages: Record<string, string> = {
  SQLITE_FULL: 'the disk is full',
  SQLITE_BUSY: 'another process holds the file',
  SQLITE_CANTOPEN: 'the file cannot be opened',
  SQLITE_READONLY: 'the file is read-only',
  SQLITE_CORRUPT: 'the file is damaged',
  SQLITE_NOTADB: 'the file is not a database',
  SQLITE_IOERR: 'the disk does not answer',
}

const outageIn = (dataDir: string) => (error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const said = Object.entries(outages).find(([prefix]) => code.startsWith(prefix))?.[1]
  if (said !== undefined) return `${fileIn(dataDir)}: ${said}`
  return ['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'ENOENT'].includes(code)
    ? `${dataDir}: the folder cannot be used (${code})`
    : null
}

const noWriting = () => Promise.reject(new Error('this store was opened for reading'))

/** Opens the folder's ledger for a server: locked, made if missing, brought to this version. */
export async function openEmbedded(dataDir: string): Promise<Engine> {
  const outage = outageIn(dataDir)
  const opened: (() => unknown)[] = []
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end()
  }
  try {
    await mkdir(dataDir, { recursive: true })
    opened.push(lockFolder(dataDir))
    const database = openForWriting(fileIn(dataDir))
    const writer = new Kysely<Tables>({ dialect: new WritingDialect(database) })
    opened.push(
      () => writer.destroy(),
      () => database.close(),
    )
    await migrate(writer, types)
    // A connection of its own: a reader sees what is committed, and never waits for a write.
    const reader = readingKysely(dataDir)
    opened.push(() => reader.destroy())
    return {
      name: 'embedded',
      reading: (work) => reader.transaction().execute(work),
      writing: (work) => writer.transaction().execute(work),
      async forget() {
        database.pragma('wal_checkpoint(TRUNCATE)')
      },
      outage,
      close,
    }
  } catch (error) {
    await close()
    const reason = outage(error)
    throw reason === null ? error : new StoreUnavailable(reason, { cause: error })
  }
}

/** Opens the folder's ledger beside a running server, changing nothing. */
export async function openEmbeddedForReading(dataDir: string): Promise<Engine> {
  const found = await access(fileIn(dataDir)).then(
    () => true,
    () => false,
  )
  if (!found) throw new StoreUnavailable(`There is no ledger in ${dataDir} yet.`)
  const reader = readingKysely(dataDir)
  try {
    await requireMigrated(reader, types)
  } catch (error) {
    await reader.destroy()
    throw error
  }
  return {
    name: 'embedded',
    reading: (work) => reader.transaction().execute(work),
    writing: noWriting,
    forget: noWriting,
    outage: outageIn(dataDir),
    close: () => reader.destroy(),
  }
}
