import type { Settings } from '@/lib/config/settings'
import { openEmbedded, openEmbeddedForReading } from './embedded'
import type { Engine } from './engine'
import { fixedInstant } from './fixed-instant'
import { lastLedgerRow } from './ledger'
import { openPostgresql, openPostgresqlForReading } from './postgresql'
import { publicView } from './public-view'
import { type ReadingStore, type Store, StoreUnavailable } from './store'
import { rebuildTables, verifyLedger } from './verification'
import { WriteQueue } from './write-queue'
import { reportsByUrl, writeTransaction } from './write-transaction'

type StoreSettings = Pick<Settings, 'dataDir' | 'databaseUrl'>

function storeOn(engine: Engine): Store {
  const writes = new WriteQueue()
  let closing: Promise<void> | null = null

  /** Tells an outage of the database from a mistake of ours. */
  async function answered<T>(work: () => Promise<T>): Promise<T> {
    if (closing !== null) throw new StoreUnavailable('The store is closed.')
    try {
      return await work()
    } catch (error) {
      const reason = engine.outage(error)
      throw reason === null ? error : new StoreUnavailable(reason, { cause: error })
    }
  }
  const reading: Engine['reading'] = (work) => answered(() => engine.reading(work))

  return {
    engine: engine.name,
    publicView: (now) => publicView(reading, now),
    write: (context, work) =>
      answered(() =>
        writes.run(async () => {
          let erased = false
          const onTakedown = () => {
            erased = true
          }
          const result = await engine.writing((db) => work(writeTransaction(db, context, onTakedown)))
          if (erased) await engine.forget()
          return result
        }),
      ),
    async head() {
      const row = await reading(lastLedgerRow)
      return row ? { seq: row.seq, time: row.time } : null
    },
    reportsByUrl: (now, url) => reading((db) => reportsByUrl(db, fixedInstant(now), url)),
    verify: () => reading(verifyLedger),
    rebuild: () => answered(() => writes.run(() => engine.writing(rebuildTables))),
    close() {
      closing ??= writes.idle().then(() => engine.close())
      return closing
    },
  }
}

/**
 * Opens the store for a server: PostgreSQL where an address is given, else the folder's own. The tables are brought to this
 * version. Throws StoreInUse (another server has the folder) or StoreUnavailable.
 */
export async function openStore({ dataDir, databaseUrl }: StoreSettings): Promise<Store> {
  return storeOn(databaseUrl === undefined ? await openEmbedded(dataDir) : await openPostgresql(databaseUrl))
}

/** Opens the store beside a running server for commands that only read. Throws StoreUnavailable where there is none yet. */
export async function openForReading({ dataDir, databaseUrl }: StoreSettings): Promise<ReadingStore> {
  return storeOn(databaseUrl === undefined ? await openEmbeddedForReading(dataDir) : await openPostgresqlForReading(databaseUrl))
}
