import type { Kysely } from 'kysely'
import type { Instant } from '@/lib/schema/time'
import { fixedInstant } from './fixed-instant'
import type { Tables } from './tables'

/** Who sent a report that waits for an editor, and where it says it found it. */
export interface Queued {
  report: string
  /** A key's id, or the hash of an address; null where neither is known. */
  sender: string | null
  /** The host of the source's address. */
  host: string
}

/** Notes that a report waits. What was noted of senders before `forgetBefore` is let go of. */
export async function noteWaiting(db: Kysely<Tables>, { report, sender, host }: Queued, at: Instant, forgetBefore: Instant): Promise<void> {
  await db.updateTable('waiting').set({ sender: null }).where('noted_at', '<', fixedInstant(forgetBefore)).execute()
  await db
    .insertInto('waiting')
    .values({ report_id: report, sender, host, noted_at: fixedInstant(at) })
    .execute()
}

/** How many reports of a sender, or from a host, wait for an editor still. */
export async function countWaiting(db: Kysely<Tables>, column: 'sender' | 'host', value: string): Promise<number> {
  const counted = await db
    .selectFrom('waiting')
    .innerJoin('reports', 'reports.id', 'waiting.report_id')
    .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
    .select((eb) => eb.fn.countAll<number | string>().as('total'))
    .where(`waiting.${column}`, '=', value)
    .where('reports.review_state', '=', 'in_review')
    .where('incidents.review_state', 'in', ['in_review', 'published'])
    .executeTakeFirst()
  return Number(counted?.total ?? 0)
}
