import type { Instant } from '@/lib/schema/time'

/** A row of the ledger that decided something: in its order and at its time. */
export interface Turn {
  seq: number
  time: Instant
}

interface Decided {
  published: Turn | null
  retracted: Turn | null
}
export type IncidentFacts = Decided & { publicAfter: Instant }
export type ReportFacts = Decided & { id: string; supersedes: string | null }

/** When something was public knowledge, half-open in ledger time; `knownFrom` null for what never was. */
export interface Known {
  knownFrom: Instant | null
  knownUntil: Instant | null
}

const never: Known = { knownFrom: null, knownUntil: null }
const later = (a: Turn | null, b: Turn | null) => (a === null || b === null ? null : a.seq > b.seq ? a : b)

function earliest(turns: readonly (Turn | null)[]): Turn | null {
  return turns.reduce((first, turn) => (first === null || (turn !== null && turn.seq < first.seq) ? turn : first), null)
}

/** Ended before anybody could have read it: before the decision to publish took effect, or while it was under hold. */
function endedUnread(published: Turn, ended: Turn | null, publicAfter: Instant): boolean {
  return ended !== null && (ended.seq <= published.seq || ended.time < publicAfter)
}

function known(published: Turn | null, ended: Turn | null, publicAfter: Instant): Known {
  if (published === null || endedUnread(published, ended, publicAfter)) return never
  return { knownFrom: published.time > publicAfter ? published.time : publicAfter, knownUntil: ended?.time ?? null }
}

/** The span in which an incident was public: from its publication or the end of its hold, whichever came later, to its retraction. */
export function incidentKnown(incident: IncidentFacts): Known {
  return known(incident.published, incident.retracted, incident.publicAfter)
}

/**
 * The span in which each report of an incident was public. A report begins when both it and its incident are published and
 * the hold is over; it ends with its own retraction, its incident's, or a published report that supersedes it. One that was
 * withdrawn before anybody could read it supersedes nothing.
 */
export function reportsKnown(
  incident: IncidentFacts,
  reports: readonly ReportFacts[],
): Map<string, Known & { supersededBy: string | null }> {
  const corrections = new Map<string, { by: string; at: Turn }>()
  for (const report of reports) {
    const at = later(report.published, incident.published)
    if (report.supersedes === null || at === null) continue
    if (endedUnread(at, earliest([report.retracted, incident.retracted]), incident.publicAfter)) continue
    const other = corrections.get(report.supersedes)
    if (!other || at.seq < other.at.seq) corrections.set(report.supersedes, { by: report.id, at })
  }
  return new Map(
    reports.map((report) => {
      const correction = corrections.get(report.id) ?? null
      const ended = earliest([report.retracted, incident.retracted, correction?.at ?? null])
      return [
        report.id,
        { ...known(later(report.published, incident.published), ended, incident.publicAfter), supersededBy: correction?.by ?? null },
      ]
    }),
  )
}
