import type { Kysely, TableMetadata } from 'kysely'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Instant } from '@/lib/schema/time'
import type { Limit } from './limits'
import type { Outage } from './outage'
import type { Store } from './store'
import type { InsertRows, Tables } from './tables'

/** What differs between the databases; every query is the same for both. */
export interface Engine {
  readonly name: Store['engine']
  /** One snapshot of what is committed; changes nothing. */
  reading<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** The same for what the public may read: of a copy of the database too, where that is not behind what is known here. */
  readingPublic<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** Where the ledger ends; null while it is empty. Never a copy's word. */
  end(): Promise<{ seq: number; time: Instant } | null>
  /** One durable transaction that no other write of any process overlaps. */
  writing<T>(work: (db: Kysely<Tables>, insertRows: InsertRows) => Promise<T>): Promise<T>
  /** Said within a write: once it is committed, the other processes that the database has hear of it. */
  announce(db: Kysely<Tables>): Promise<void>
  /**
   * Calls back after every write that another process announced, and now and then without one: at the beginning and after a break of the
   * line, since something may have been missed. Answers how to stop.
   */
  listen(heard: () => void): () => void
  /** A counter for a limit, shared by all processes that the database has. */
  counterOf(limit: Limit): RateLimiterAbstract
  /** Called after a text was erased: lets go of copies that the database still keeps for itself. */
  forget(): Promise<void>
  /** Says why the database cannot answer, where that and not a mistake of ours is what went wrong; else null. */
  outage(error: unknown): Outage | null
  close(): Promise<void>
}

/** A database apart from the one in use, that a backup is read into and verified in. */
export interface Staging {
  readonly engine: Engine
  /** The tables it has at this moment. */
  tables(): Promise<TableMetadata[]>
  /** Makes the tables as they were after these steps. Throws BackupFault for steps of a later version. */
  migrateAs(applied: readonly string[]): Promise<void>
  /** Brings them to this version. */
  migrate(): Promise<void>
}
