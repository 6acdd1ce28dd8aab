import type { Kysely } from 'kysely'
import type { Instant } from '@/lib/schema/time'
import type { Staging } from './engine'
import { carried, type Tables } from './tables'

/** Where a backup is restored to, taken for this process alone. */
export interface RestoreTarget {
  /** Whether anything stands there that a restore would put away. */
  readonly holdsSomething: boolean
  /** A folder that large files may be unpacked in. */
  readonly scratch: string
  /** What was taken down there; null where that cannot be read. */
  takenDown(): Promise<string[] | null>
  stage(): Promise<Staging>
  /**
   * Puts what was staged in the place of what is there, whole or not at all. What held something is kept, and the answer says where in words;
   * null where there was nothing to keep. The staging is closed before.
   */
  swap(now: Instant): Promise<string | null>
}

/** What a store may hold that is worth keeping: its own secret is made by itself, and when sources were asked is none. */
export const kept = ['ledger', ...carried.filter((table) => table !== 'secrets' && table !== 'feed_polls')] as const

/** Whether one of these tables has a row. */
export async function holdsSomething(db: Kysely<Tables>, tables: readonly string[]): Promise<boolean> {
  for (const table of kept) {
    if (!tables.includes(table)) continue
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.lit(1).as('one'))
      .limit(1)
      .executeTakeFirst()
    if (row !== undefined) return true
  }
  return false
}

/** A moment as part of a name. */
export const stampOf = (at: Instant): string => at.slice(0, 19).replaceAll(/[-:]/g, '')
