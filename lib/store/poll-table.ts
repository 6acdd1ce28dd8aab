import type { Kysely, Selectable } from 'kysely'
import { PollFailure, PollStanding, type SetAside } from '@/lib/schema/feed-source'
import type { Instant } from '@/lib/schema/time'
import { fixedInstant } from './fixed-instant'
import type { FeedPollsTable, Tables } from './tables'

type Db = Kysely<Tables>
type Way = <T>(work: (db: Db) => Promise<T>) => Promise<T>

/** What an answer may be asked about again with: whether it is still the same. */
export interface Validators {
  etag: string | null
  lastModified: string | null
}

/** A poll that is this process's to make: which turn it is, and what was known before it. */
export interface Poll extends Validators {
  id: string
  turn: number
  failures: number
}

/**
 * How a poll ended. `validators` are those of what was taken in, and `aside` is what was not; both stay as they were where it failed, the latter
 * where the answer was the one before (null), too.
 */
export type PollOutcome = { at: Instant; dueAt: Instant } & (
  | { failure: PollFailure }
  | { failure: null; validators: Validators; aside: readonly SetAside[] | null }
)

/** When sources are asked, and how that ended. None of it is in the ledger. */
export interface PollBook {
  list(): Promise<PollStanding[]>
  /** Notes that a source is about to be asked, so that until then nobody else does; null where it is not due, or another process was faster. */
  begin(id: string, now: Instant, until: Instant): Promise<Poll | null>
  /** Notes how it ended; nothing where the time for it ran out and somebody else began. */
  settle(of: Pick<Poll, 'id' | 'turn'>, outcome: PollOutcome): Promise<void>
}

const standingOf = (row: Selectable<FeedPollsTable>): PollStanding =>
  PollStanding.parse({
    ...{ id: row.id, triedAt: row.tried_at, goodAt: row.good_at, dueAt: row.due_at, failures: row.failures },
    aside: row.aside === null ? [] : JSON.parse(row.aside),
    failure: row.failure === null ? null : PollFailure.parse(/^\d+$/.test(row.failure) ? Number(row.failure) : row.failure),
  })

export function pollBook(reading: Way, writing: Way): PollBook {
  return {
    list: () => reading(async (db) => (await db.selectFrom('feed_polls').selectAll().orderBy('id').execute()).map(standingOf)),
    begin: (id, now, until) =>
      writing(async (db) => {
        await db
          .insertInto('feed_polls')
          .values({ id, turn: 0, failures: 0 })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute()
        const row = await db.selectFrom('feed_polls').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
        if (row.due_at !== null && row.due_at > fixedInstant(now)) return null
        const turn = row.turn + 1
        await db
          .updateTable('feed_polls')
          .set({ turn, due_at: fixedInstant(until) })
          .where('id', '=', id)
          .execute()
        return { id, turn, failures: row.failures, etag: row.etag, lastModified: row.last_modified }
      }),
    settle: ({ id, turn }, outcome) =>
      writing(async (db) => {
        const [tried_at, due_at] = [fixedInstant(outcome.at), fixedInstant(outcome.dueAt)]
        const row = db.updateTable('feed_polls').where('id', '=', id).where('turn', '=', turn)
        if (outcome.failure !== null) {
          const failure = String(outcome.failure)
          await row.set((eb) => ({ tried_at, due_at, failure, failures: eb('failures', '+', 1) })).execute()
          return
        }
        const { etag, lastModified } = outcome.validators
        const aside = outcome.aside === null ? {} : { aside: JSON.stringify(outcome.aside) }
        await row
          .set({ tried_at, due_at, good_at: tried_at, failure: null, failures: 0, etag, last_modified: lastModified, ...aside })
          .execute()
      }),
  }
}
