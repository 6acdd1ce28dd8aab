import type { Kysely } from 'kysely'
import type { Instant } from '@/lib/schema/time'
import { fixedInstant } from './fixed-instant'
import type { Tables } from './tables'

type Db = Kysely<Tables>

/** How long a contact is kept where nobody decides. */
export const contactDays = 30

/** From when on a contact may be there still. */
const kept = (now: Instant) => new Date(Date.parse(now) - contactDays * 86_400_000).toISOString()
const undecided = ['draft', 'in_review'] as const

/** Reports that an editor is still to decide about, by themselves or with their incident. */
const waiting = (db: Db) =>
  db
    .selectFrom('reports')
    .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
    .select('reports.id')
    .where('incidents.merged_into', 'is', null)
    .where('reports.superseded_by', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('incidents.review_state', 'in', undecided), eb('reports.review_state', 'not in', ['rejected', 'retracted'])]),
        eb.and([eb('incidents.review_state', '=', 'published'), eb('reports.review_state', 'in', undecided)]),
      ]),
    )

/** Deletes the contacts of whatever was decided, and those that have been kept for long enough. */
export async function forgetContacts(db: Db, now: Instant): Promise<void> {
  await db
    .deleteFrom('contacts')
    .where((eb) => eb.or([eb('noted_at', '<', kept(now)), eb('report_id', 'not in', waiting(db))]))
    .execute()
}

/** Keeps how whoever sent a report may be asked about it, apart from the record, for as long as it waits for an editor. */
export async function keepContact(db: Db, report: string, contact: string, now: Instant): Promise<void> {
  await db
    .insertInto('contacts')
    .values({ report_id: report, contact, noted_at: fixedInstant(now) })
    .execute()
  await forgetContacts(db, now)
}

/** The contacts left with the reports of an incident, by report; for editors alone. */
export async function contactsOf(db: Db, incident: string, now: Instant): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('contacts')
    .innerJoin('reports', 'reports.id', 'contacts.report_id')
    .select(['contacts.report_id', 'contacts.contact'])
    .where('reports.incident_id', '=', incident)
    .where('contacts.noted_at', '>=', kept(now))
    .execute()
  return new Map(rows.map(({ report_id, contact }) => [report_id, contact]))
}
