import type { ParsedIncident, ParsedRecords } from '@/lib/ingest/parsed-records'
import type { StoredReport } from '@/lib/schema/ledger'
import { canonicalJson } from '@/lib/store/canonical-json'
import type { KnownReport } from '@/lib/store/store'
import type { Desk } from './context'
import type { PreparedIncident } from './prepare-record'
import { prepareIncident, prepareReport } from './prepare-record'

/** What an import will write: incidents that are new, and new reports of incidents that are here. */
export interface ImportPlan {
  incidents: PreparedIncident[]
  reports: StoredReport[]
  /** Observations that will be added, and those that are here already. */
  accepted: number
  duplicates: number
}

/** What makes two reports one: the same words of the same source about the same moment. */
function sameness({ source, asOf, publishedAt, observations }: StoredReport): string {
  const said = observations.map(({ id: _id, ...observation }) => observation)
  return canonicalJson({ publisher: source.publisher, statedBy: source.statedBy, url: source.url, asOf, publishedAt, said })
}

const observationsIn = (reports: readonly StoredReport[]) => reports.reduce((sum, { observations }) => sum + observations.length, 0)

/** The report here that says the same, if there is one. */
async function knownTwin(report: StoredReport, reportsByUrl: (url: string) => Promise<KnownReport[]>): Promise<KnownReport | undefined> {
  const same = sameness(report)
  return (await reportsByUrl(report.source.url)).find((known) => sameness(known.report) === same)
}

async function planIncident(
  desk: Desk,
  { incident, corrections }: ParsedIncident,
  reportsByUrl: (url: string) => Promise<KnownReport[]>,
  plan: ImportPlan,
) {
  const prepared = prepareIncident(desk, incident)
  const twins = await Promise.all(prepared.record.reports.map((report) => knownTwin(report, reportsByUrl)))
  const home = twins.find((twin) => twin !== undefined)?.incident
  const id = home ?? prepared.record.incident.id
  const corrected = corrections.map(({ supersedes, report }) => {
    const wrong = twins[supersedes]?.report.id ?? prepared.record.reports[supersedes]?.id ?? null
    return prepareReport(desk, id, { ...report, supersedes: wrong }).record
  })
  const correctedTwins = await Promise.all(corrected.map((report) => knownTwin(report, reportsByUrl)))
  const fresh = prepared.record.reports.filter((_, i) => twins[i] === undefined)
  const freshCorrections = corrected.filter((_, i) => correctedTwins[i] === undefined)
  const added = observationsIn([...fresh, ...freshCorrections])
  plan.accepted += added
  plan.duplicates += observationsIn([...prepared.record.reports, ...corrected]) - added
  if (home === undefined) plan.incidents.push(prepared)
  else plan.reports.push(...fresh.map((report) => ({ ...report, incident: home })))
  plan.reports.push(...freshCorrections)
}

/** Works out what of parsed records is new here. Looks, and writes nothing. */
export async function planImport(
  desk: Desk,
  parsed: ParsedRecords,
  reportsByUrl: (url: string) => Promise<KnownReport[]>,
): Promise<ImportPlan> {
  const plan: ImportPlan = { incidents: [], reports: [], accepted: 0, duplicates: 0 }
  for (const incident of parsed.incidents) await planIncident(desk, incident, reportsByUrl, plan)
  return plan
}
