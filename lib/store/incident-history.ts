import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { HistoryEntry } from '@/lib/schema/incident'
import type { Tables } from './tables'

const Reasoned = z.object({ reason: z.string() })

function reasonOf(payload: string | null): string | null {
  const reasoned = payload === null ? null : Reasoned.safeParse(JSON.parse(payload))
  return reasoned?.success ? reasoned.data.reason : null
}

/** The ledger's rows of a public incident and of those of its reports that were public, in order. */
export async function incidentHistory(db: Kysely<Tables>, incident: string, publicReports: ReadonlySet<string>): Promise<HistoryEntry[]> {
  const subjects = [incident, ...[...publicReports].map((report) => `${incident}/${report}`)]
  const rows = await db.selectFrom('ledger').selectAll().where('subject', 'in', subjects).orderBy('seq').execute()
  return rows.map(({ seq, time, actor_role, verb, subject, payload }) => ({
    seq,
    time,
    role: actor_role,
    verb,
    subject: subject.split('/').at(-1) ?? subject,
    reason: reasonOf(payload),
  }))
}
