import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Settings } from '@/lib/config/settings'
import type { LedgerEvent } from '@/lib/schema/ledger'
import { editorView } from './editor-view'
import { openEmbedded, openEmbeddedBeside, openEmbeddedForReading } from './embedded'
import type { Engine } from './engine'
import { fixedInstant } from './fixed-instant'
import { importReading } from './import-table'
import { keptKeys } from './kept-keys'
import { writtenAfter } from './ledger'
import { limitsBy } from './limits'
import { Listeners } from './listeners'
import { Outages, type Way } from './outage'
import { pollBook } from './poll-table'
import { openPostgresql, openPostgresqlForReading } from './postgresql'
import { publicView } from './public-view'
import { type KeyStore, type ReadingStore, type Store, StoreUnavailable } from './store'
import type { Tables } from './tables'
import { rebuildTables, verifyLedger } from './verification'
import { webhookBook } from './webhook-table'
import { WriteQueue } from './write-queue'
import { reportsByUrl, writeTransaction } from './write-transaction'

/** Milliseconds between two tries whether a store that refused a write takes one again. */
const betweenTries = 1000

/** As much as all but a few records take, in characters. */
const recordSize = 65_536

/** Where a mark lies that nobody asks for: no actor has this name. */
const mark = { actor: 'a try', key: 'room' }

/** Writes as much as a record takes. */
async function writeMark(db: Kysely<Tables>): Promise<void> {
  // By chance, or a database that compresses would need no room for it.
  const answer = randomBytes(recordSize / 2).toString('hex')
  await db
    .insertInto('idempotency')
    .values({ ...mark, request_hash: '', answer })
    .onConflict((conflict) => conflict.columns(['actor', 'key']).doUpdateSet({ answer }))
    .execute()
}

async function clearMark(db: Kysely<Tables>): Promise<void> {
  await db.deleteFrom('idempotency').where('actor', '=', mark.actor).where('key', '=', mark.key).execute()
}

/** Where a store is, and how long PostgreSQL may take for one statement; without limit where that is not said. */
type StoreSettings = Pick<Settings, 'dataDir' | 'databaseUrl' | 'databaseReadUrl'> & Partial<Pick<Settings, 'databaseSeconds'>>

function storeOn(engine: Engine): Store {
  const writes = new WriteQueue()
  const listeners = new Listeners()
  const limits = limitsBy((limit) => engine.counterOf(limit))
  const outages = new Outages(() => new Date().toISOString())
  let triedAt = Number.NEGATIVE_INFINITY
  let closing: Promise<void> | null = null

  /** Tells an outage of the database from a mistake of ours, and notes what stands. */
  async function answered<T>(way: Way, work: () => Promise<T>): Promise<T> {
    if (closing !== null) throw new StoreUnavailable('The store is closed.')
    try {
      const result = await work()
      outages.succeeded(way)
      return result
    } catch (error) {
      const outage = engine.outage(error)
      if (outage === null) throw error
      outages.failed(way, outage)
      throw new StoreUnavailable(outage.words, { code: outage.code, cause: error })
    }
  }
  const reading: Engine['reading'] = (work) => answered('reading', () => engine.reading(work))
  const readingPublic: Engine['reading'] = (work) => answered('reading', () => engine.readingPublic(work))

  const writing: Engine['writing'] = (work) => answered('writing', () => writes.run(() => engine.writing(work)))

  return {
    engine: engine.name,
    keys: keptKeys(reading, writing),
    webhooks: webhookBook(reading, writing),
    polls: pollBook(reading, writing),
    limits: { take: (limit, who) => answered('counting', () => limits.take(limit, who)) },
    outages: () => outages.standing,
    async tryWriting() {
      const now = performance.now()
      if (!outages.waitsForWrite || now - triedAt < betweenTries) return
      triedAt = now
      await answered('proving', () => writes.run(() => engine.writing(writeMark).then(() => engine.writing(clearMark)))).catch(
        () => undefined,
      )
    },
    // What stands beside the ledger moves without a row of it, by which alone a copy is known to be behind.
    publicView: (now) => ({ ...publicView(readingPublic, now), holdings: publicView(reading, now).holdings }),
    editorView: () => editorView(reading),
    write: (context, work) =>
      answered('writing', () =>
        writes.run(async () => {
          const verbs = new Set<LedgerEvent['verb']>()
          const result = await engine.writing(async (db, insertRows) => {
            const done = await work(writeTransaction(db, context, (verb) => verbs.add(verb), insertRows))
            if (verbs.size > 0) await engine.announce(db)
            return done
          })
          try {
            if (verbs.has('incident.takenDown')) await engine.forget()
          } finally {
            // Only now: who reads at once would keep a text in use that is being let go of.
            if (verbs.size > 0) listeners.tell()
          }
          return result
        }),
      ),
    head: () => answered('reading', () => engine.end()),
    writtenAfter: (seq) => reading((db) => writtenAfter(db, seq)),
    listen(heard) {
      const stops = [listeners.add(heard), engine.listen(heard)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    reportsByUrl: (now, url, asOf) => reading((db) => reportsByUrl(db, fixedInstant(now), url, asOf)),
    imports: importReading(reading),
    verify: () => reading(verifyLedger),
    rebuild: () => writing(rebuildTables),
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
export async function openStore({ dataDir, databaseUrl, databaseReadUrl: readUrl, databaseSeconds = 0 }: StoreSettings): Promise<Store> {
  if (databaseUrl === undefined) return storeOn(await openEmbedded(dataDir))
  return storeOn(await openPostgresql(databaseUrl, { readUrl, seconds: databaseSeconds }))
}

/** Opens the store beside a running server for commands that only read. Throws StoreUnavailable where there is none yet. */
export async function openForReading({ dataDir, databaseUrl }: StoreSettings): Promise<ReadingStore> {
  return storeOn(databaseUrl === undefined ? await openEmbeddedForReading(dataDir) : await openPostgresqlForReading(databaseUrl))
}

/**
 * Opens the store for the commands that look after keys and webhooks, beside a server or without one. Where there is no ledger of this version yet,
 * it is made as a server makes it. Throws StoreUnavailable, or StoreInUse under a server of an earlier version.
 */
export async function openForKeys(settings: StoreSettings): Promise<KeyStore> {
  if (settings.databaseUrl !== undefined) return openStore(settings)
  const beside = await openEmbeddedBeside(settings.dataDir)
  return beside === null ? openStore(settings) : storeOn(beside)
}
