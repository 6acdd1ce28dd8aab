import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { HistoryEntry } from '@/lib/schema/incident'
import type { Tables } from './tables'

const Reasoned = z.object({ reason: z.string() })

/** The reason that a ledger row gives; null where it has none, or its payload is gone. */
export function reasonIn(payload: string | null): string | null {
  const reasoned = payload === null ? null : Reasoned.safeParse(JSON.parse(payload))
  return reasoned?.success ? reasoned.data.reason : null
}

/** The ledger's rows of a public incident and of those of its reports that were public, in order, and of what was public and was merged into it. */
export async function incidentHistory(db: Kysely<Tables>, incident: string, publicReports: ReadonlySet<string>): Promise<HistoryEntry[]> {
  const subjects = [incident, ...[...publicReports].map((report) => `${incident}/${report}`)]
  const duplicates = db.selectFrom('incidents').select('id').where('merged_into', '=', incident).where('known_from', 'is not', null)
  const rows = await db
    .selectFrom('ledger')
    .selectAll()
    .where((eb) => eb.or([eb('subject', 'in', subjects), eb.and([eb('subject', 'in', duplicates), eb('verb', '=', 'incident.merged')])]))
    .orderBy('seq')
    .execute()
  return rows.map(({ seq, time, actor_role, verb, subject, payload }) => ({
    seq,
    time,
    role: actor_role,
    verb,
    subject: subject.split('/').at(-1) ?? subject,
    reason: reasonIn(payload),
  }))
}
