import { access } from 'node:fs/promises'
import Database from 'better-sqlite3'
import type { Archive, ArchivedRow, Held } from './archive'
import { fileIn } from './embedded'
import { BackupFault, StoreUnavailable } from './store'
import { carried, passing } from './tables'

/** How many pages of the database are copied, and how many rows are read, before anything else has a turn. */
const [pagesAtOnce, rowsAtOnce] = [1000, 1000]

const names = (db: Database.Database): Set<unknown> =>
  new Set(db.prepare("select name from sqlite_master where type = 'table'").pluck().all())

/** What a database holds at this moment. */
function held(db: Database.Database): Held {
  const there = names(db)
  const count = (table: string) => (there.has(table) ? Number(db.prepare(`select count(*) from ${table}`).pluck().get()) : 0)
  const last = there.has('ledger') ? db.prepare('select seq, hash, time from ledger order by seq desc limit 1').get() : undefined
  const { seq, hash, time } = (last ?? { seq: 0, hash: null, time: null }) as Pick<Held, 'seq' | 'hash' | 'time'>
  return { seq, hash, time, rows: Object.fromEntries(carried.map((table) => [table, count(table)])) as Held['rows'] }
}

/** Takes out what no backup carries, and leaves one file without a journal beside it. */
function trim(file: string): void {
  const copy = new Database(file)
  try {
    copy.pragma('secure_delete = ON')
    const there = names(copy)
    for (const table of passing) if (there.has(table)) copy.exec(`delete from ${table}`)
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

/**
 * Copies the database of a folder into a new file, beside a server that writes: all of it as it was when this began. Answers what it held then.
 * Throws StoreUnavailable where there is none.
 */
export async function copyDatabase(dataDir: string, to: string, signal?: AbortSignal): Promise<Held> {
  const from = fileIn(dataDir)
  await access(from).catch((error: unknown) => {
    throw new StoreUnavailable(`There is no ledger in ${dataDir} yet.`, { cause: error })
  })
  const db = new Database(from, { readonly: true, timeout: 5000 })
  try {
    // One reading over all of it: what is written meanwhile is not in the copy and does not make it begin again.
    db.exec('begin')
    const what = held(db)
    await db.backup(to, {
      progress() {
        signal?.throwIfAborted()
        return pagesAtOnce
      },
    })
    trim(to)
    return what
  } finally {
    db.close()
  }
}

const damaged = (error: unknown) =>
  new BackupFault('damaged', `The database in the backup is damaged: ${error instanceof Error ? error.message : error}.`, { cause: error })

/** Opens a copied database. Throws BackupFault where its pages do not hold together. */
export async function readCopy(file: string): Promise<Archive> {
  const db = new Database(file, { readonly: true })
  const check = () => {
    try {
      return String(db.pragma('integrity_check(1)', { simple: true }))
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  const found = check()
  if (found !== 'ok') {
    db.close()
    throw damaged(found)
  }
  const there = names(db)
  return {
    engine: 'embedded',
    async *read(tables) {
      for (const table of tables) {
        if (!there.has(table)) continue
        let some: ArchivedRow[] = []
        try {
          for (const row of db.prepare(`select * from ${table}${table === 'ledger' ? ' order by seq' : ''}`).iterate()) {
            some.push(row as ArchivedRow)
            if (some.length < rowsAtOnce) continue
            yield { table, rows: some }
            some = []
          }
        } catch (error) {
          throw error instanceof Database.SqliteError ? damaged(error) : error
        }
        if (some.length > 0) yield { table, rows: some }
      }
    },
    close: () => db.close(),
  }
}
