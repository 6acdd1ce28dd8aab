import type { Kysely } from 'kysely'
import type { Store } from './store'
import type { Tables } from './tables'

/** What differs between the databases; every query is the same for both. */
export interface Engine {
  readonly name: Store['engine']
  /** One snapshot of what is committed; changes nothing. */
  reading<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** One durable transaction that no other write of any process overlaps. */
  writing<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** Called after a text was erased: lets go of copies that the database still keeps for itself. */
  forget(): Promise<void>
  /** Says in words why the database cannot answer, where that and not a mistake of ours is what went wrong; else null. */
  outage(error: unknown): string | null
  close(): Promise<void>
}
