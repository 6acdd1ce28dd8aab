import type { HistoryEntry } from '@/lib/schema/incident'
import type { ReviewEntry } from '@/lib/schema/review'
import type { ReviewedIncident } from '@/lib/store/store'
import { ServiceError, type Why } from './errors'

const shown = ({ actor, ...entry }: ReviewEntry): HistoryEntry => ({ ...entry, role: actor.role })

/** A refusal that tells the last thing done to a record: `subject` is the incident's id or a report's, null for any of them. */
export function conflict({ history }: ReviewedIncident, detail: string, subject: string | null = null, why?: Why): ServiceError {
  const last = history.findLast((entry) => subject === null || entry.subject === subject)
  const reason = why === undefined ? {} : { why }
  if (last === undefined) return new ServiceError('conflict', detail, reason)
  const happened = shown(last)
  const told = `${detail} Last, ledger row ${happened.seq}: ${happened.verb} at ${happened.time}, by the role ${happened.role}.`
  return new ServiceError('conflict', told, { ...reason, happened })
}
