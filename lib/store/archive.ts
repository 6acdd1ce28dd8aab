import type { Instant } from '@/lib/schema/time'
import type { Store } from './store'
import type { carried, Tables } from './tables'

/** A row as an archive has it, column by column; PostgreSQL's has numbers as text. */
export type ArchivedRow = Record<string, unknown>

/** What may be read of one: among it the table that says which steps its tables have seen. */
export type ArchivedTable = keyof Tables | 'kysely_migration'

/** A copy of a store in the form that its database has for it: a file of SQLite, or a dump of PostgreSQL in its custom format. */
export interface Archive {
  readonly engine: Store['engine']
  /** The rows of some tables, one table after another as they are named, some rows at a time, those of the ledger in order; nothing for a table that it has not. Throws BackupFault where it is damaged. */
  read(tables: readonly ArchivedTable[]): AsyncGenerator<{ table: ArchivedTable; rows: ArchivedRow[] }>
  close(): void
}

/** Where the ledger of an archive ends, and how many rows each table beside it has. */
export interface Held {
  /** 0 where the ledger is empty. */
  seq: number
  /** The hash of the last row. */
  hash: string | null
  time: Instant | null
  rows: Record<(typeof carried)[number], number>
}
