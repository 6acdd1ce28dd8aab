import type { HistoryEntry, IncidentDetail } from '@/lib/schema/incident'
import type { Observation } from '@/lib/schema/observation'
import type { Report } from '@/lib/schema/report'

/** One figure before and after a correction; null where it was not there. */
export interface FigureChange {
  before: Observation | null
  after: Observation | null
}

/** A row of the ledger and what it changed: the report it added, and where that corrects another, figure by figure. */
export interface HistoryLine {
  entry: HistoryEntry
  /** Null where the row is about the incident, or about a report whose words are not the public's any more. */
  report: Report | null
  /** Null where nothing was corrected. */
  changes: FigureChange[] | null
}

/** What a figure is about: two reports speak of the same where this is the same. */
const subjectOf = ({ regions, place, control, service, measure, basis }: Observation) =>
  JSON.stringify([[...regions].sort(), place, control, service, measure, basis])

const withoutId = ({ id: _, ...said }: Observation) => JSON.stringify(said)

/** The figures that differ between two reports, in the order of the later one, then those that it leaves out. */
export function figureChanges(was: Report, is: Report): FigureChange[] {
  const before = [...was.observations]
  const changed = is.observations.flatMap((after) => {
    const at = before.findIndex((each) => subjectOf(each) === subjectOf(after))
    const [found = null] = at < 0 ? [] : before.splice(at, 1)
    return found !== null && withoutId(found) === withoutId(after) ? [] : [{ before: found, after }]
  })
  return [...changed, ...before.map((left) => ({ before: left, after: null }))]
}

/** The history of an incident or of one report, row by row, with what each row changed. */
export function explainHistory({ history, reports }: Pick<IncidentDetail, 'history' | 'reports'>): HistoryLine[] {
  const byId = new Map(reports.map((report) => [report.id, report]))
  return history.map((entry) => {
    const report = entry.verb === 'report.added' ? (byId.get(entry.subject) ?? null) : null
    const was = report?.supersedes ? byId.get(report.supersedes) : undefined
    return { entry, report, changes: report && was ? figureChanges(was, report) : null }
  })
}
