import { accessSync, constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
  sql,
} from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Engine, Staging } from './engine'
import { ledgerEnd } from './ledger'
import { counterInMemory } from './limits'
import { migrate, migrateAs, requireMigrated } from './migrations'
import type { Outage } from './outage'
import { lockFolder } from './server-lock'
import { StoreUnavailable } from './store'
import { type BulkTable, bulkColumns, type Cells, type InsertRows, type Tables } from './tables'

const types = { text: 'text', clustered: sql`without rowid` } as const
/** The database of a folder. */
export const fileIn = (dataDir: string) => join(dataDir, 'outage-ledger.sqlite')

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

/** Upper and lower case differ in LIKE as they do in PostgreSQL; what is searched without case is folded before. */
function opened(file: string, options: Database.Options): Database.Database {
  const database = new Database(file, { timeout: 5000, ...options })
  database.pragma('case_sensitive_like = ON')
  return database
}

/** Durable through a power cut (WAL, FULL), and what is deleted is overwritten, not only unlinked. */
function openForWriting(file: string): Database.Database {
  const database = opened(file, {})
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON']) database.pragma(pragma)
  return database
}

/** Most statements that a reader keeps prepared: what is asked differs in its values, seldom in its words. */
const mostPrepared = 200

/** A database whose statements are prepared once: of a small answer that is a third of the work. Each is read to its end before the next begins. */
function preparedOnce(database: Database.Database): SqliteDatabase {
  const prepared = new LRUCache<string, SqliteStatement>({ max: mostPrepared })
  return {
    prepare(text) {
      const statement = prepared.get(text) ?? database.prepare(text)
      prepared.set(text, statement)
      return statement
    },
    close: () => database.close(),
  }
}

const readingKysely = (dataDir: string) =>
  new Kysely<Tables>({ dialect: new SqliteDialect({ database: preparedOnce(opened(fileIn(dataDir), { readonly: true })) }) })

/** A database in memory with this version's tables: where a ledger is played again to compare. */
export async function openInMemory(): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect: new WritingDialect(openForWriting(':memory:')) })
  await migrate(db, types)
  return db
}

/** What SQLite says by its result codes (an extended one begins with the primary's name). */
const outages: Record<string, Outage> = {
  SQLITE_FULL: { code: 'disk-full', words: 'the disk is full' },
  SQLITE_BUSY: { code: 'unreachable', words: 'another process holds the file' },
  SQLITE_CANTOPEN: { code: 'unreachable', words: 'the file cannot be opened' },
  SQLITE_READONLY: { code: 'read-only', words: 'the file is read-only' },
  SQLITE_CORRUPT: { code: 'corrupt', words: 'the file is damaged' },
  SQLITE_NOTADB: { code: 'corrupt', words: 'the file is not a database' },
  SQLITE_IOERR: { code: 'disk-error', words: 'the disk does not answer' },
}

const folderOutages: Record<string, Outage['code']> = {
  ...{ ENOSPC: 'disk-full', EROFS: 'read-only', EACCES: 'read-only' },
  ...{ ENOTDIR: 'unreachable', EEXIST: 'unreachable', ENOENT: 'unreachable' },
}

/** SQLite says no more than that it cannot open a file; why not, the folder says. */
function mayWrite(dataDir: string): boolean {
  try {
    accessSync(dataDir, constants.W_OK)
    return true
  } catch {
    return false
  }
}

const outageIn =
  (dataDir: string) =>
  (error: unknown): Outage | null => {
    const said = error instanceof Error && 'code' in error ? String(error.code) : ''
    const found = Object.entries(outages).find(([prefix]) => said.startsWith(prefix))?.[1]
    if (found !== undefined && said.startsWith('SQLITE_CANTOPEN') && !mayWrite(dataDir))
      return { code: 'read-only', words: `${dataDir}: the folder is read-only` }
    if (found !== undefined) return { code: found.code, words: `${fileIn(dataDir)}: ${found.words}` }
    const code = folderOutages[said]
    return code === undefined ? null : { code, words: `${dataDir}: the folder cannot be used (${said})` }
  }

/** Nobody adds to the ledger of a folder but the one server that holds it, so there is nobody to tell and nobody to hear. */
const alone = { announce: async () => undefined, listen: () => () => undefined }

/** Rows of one statement: beyond some dozens a call for each row is no longer what they cost. */
const rowsTogether = 60

/** Adds rows by prepared statements on the connection that the transaction runs on, many to a statement. */
function inserting(database: Database.Database): InsertRows {
  const prepared = new Map<string, Database.Statement>()
  const statement = (table: BulkTable, columns: readonly string[], rows: number) => {
    const row = `(${columns.map(() => '?').join()})`
    const text = `insert into ${table} (${columns.join()}) values ${Array(rows).fill(row).join()}`
    const known = prepared.get(text) ?? database.prepare(text)
    prepared.set(text, known)
    return known
  }
  const add = (table: BulkTable, columns: readonly string[], cells: Cells): number => {
    let next = 0
    for (const rows of [rowsTogether, 1]) {
      const size = rows * columns.length
      if (next + size > cells.length) continue
      const insert = statement(table, columns, rows)
      for (; next + size <= cells.length; next += size) insert.run(cells.slice(next, next + size))
    }
    return cells.length / columns.length
  }
  return async (table, pieces) => {
    const columns = Object.keys(bulkColumns[table])
    let rows = 0
    for (const cells of pieces) rows += add(table, columns, cells)
    return rows
  }
}

/** Readings of the one file there is. One statement needs no transaction around it. */
const readings = (db: Kysely<Tables>): Pick<Engine, 'reading' | 'readingPublic' | 'end'> => {
  const reading: Engine['reading'] = (work) => db.transaction().execute(work)
  return { reading, readingPublic: reading, end: async () => (await ledgerEnd(db)) ?? null }
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
    // What it holds is not all public, whatever the umask of whoever started it.
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
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
    const insertRows = inserting(database)
    return {
      name: 'embedded',
      ...readings(reader),
      writing: (work) => writer.transaction().execute((tx) => work(tx, insertRows)),
      ...alone,
      async forget() {
        database.pragma('wal_checkpoint(TRUNCATE)')
      },
      // One process has the folder, so its memory is the place to count.
      counterOf: counterInMemory,
      outage,
      close,
    }
  } catch (error) {
    await close()
    const reason = outage(error)
    throw reason === null ? error : new StoreUnavailable(reason.words, { code: reason.code, cause: error })
  }
}

const isThere = (dataDir: string) =>
  access(fileIn(dataDir)).then(
    () => true,
    () => false,
  )

/** An engine that reads and writes by turns. */
function onOneConnection(database: Database.Database, db: Kysely<Tables>, outage: Engine['outage']): Engine {
  const insertRows = inserting(database)
  return {
    name: 'embedded',
    ...readings(db),
    writing: (work) => db.transaction().execute((tx) => work(tx, insertRows)),
    ...alone,
    forget: async () => undefined,
    counterOf: counterInMemory,
    outage,
    close: () => db.destroy(),
  }
}

/** Makes a database in a folder that nobody else knows of, for a backup to be read into; without tables at first. */
export function stageEmbedded(folder: string): Staging {
  const database = openForWriting(fileIn(folder))
  const db = new Kysely<Tables>({ dialect: new WritingDialect(database) })
  return {
    engine: onOneConnection(database, db, outageIn(folder)),
    tables: () => db.introspection.getTables(),
    migrateAs: (applied) => migrateAs(db, types, applied),
    migrate: () => migrate(db, types),
  }
}

/** Opens the folder's database for short writes beside whatever server has it: they wait for each other. Null where its tables are not of this version. */
export async function openEmbeddedBeside(dataDir: string): Promise<Engine | null> {
  if (!(await isThere(dataDir))) return null
  const outage = outageIn(dataDir)
  try {
    const database = openForWriting(fileIn(dataDir))
    const db = new Kysely<Tables>({ dialect: new WritingDialect(database) })
    const isOurs = await requireMigrated(db, types).then(
      () => true,
      () => false,
    )
    if (!isOurs) {
      await db.destroy()
      return null
    }
    return onOneConnection(database, db, outage)
  } catch (error) {
    const reason = outage(error)
    throw reason === null ? error : new StoreUnavailable(reason.words, { code: reason.code, cause: error })
  }
}

/** Asks the folder's database, of whichever version it is. */
export async function askEmbedded<T>(dataDir: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const reader = readingKysely(dataDir)
  try {
    return await work(reader)
  } finally {
    await reader.destroy()
  }
}

/** Opens the folder's ledger beside a running server, changing nothing. */
export async function openEmbeddedForReading(dataDir: string): Promise<Engine> {
  if (!(await isThere(dataDir))) throw new StoreUnavailable(`There is no ledger in ${dataDir} yet.`)
  const reader = readingKysely(dataDir)
  try {
    await requireMigrated(reader, types)
  } catch (error) {
    await reader.destroy()
    throw error
  }
  return {
    name: 'embedded',
    ...readings(reader),
    writing: noWriting,
    ...alone,
    forget: noWriting,
    counterOf: counterInMemory,
    outage: outageIn(dataDir),
    close: () => reader.destroy(),
  }
}
