import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ParsedIncident, SetAside } from '@/lib/ingest/parsed-records'
import type { ImportCounts } from '@/lib/schema/import'
import type { StoredReport } from '@/lib/schema/ledger'
import type { ReviewReason } from '@/lib/schema/policy'
import type { Desk } from './context'
import type { ImportGround, KnownStatement } from './import-ground'
import { type PreparedIncident, prepareIncident, prepareReport } from './prepare-record'

/** What one incident of a file added to the counts of its import, and the rows that could not be taken after all. */
export interface Taken extends Omit<ImportCounts, 'rows'> {
  quarantined: SetAside[]
}

export const nothingTaken = (): Taken => ({
  accepted: 0,
  duplicates: 0,
  incidents: 0,
  waiting: { incidents: 0, reports: 0, reasons: {} },
  quarantined: [],
})

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 24)

/** A ULID is of one incident in the whole world, so that the parts of an export, each a file, find each other. */
const isUlid = (key: string) => z.ulid().safeParse(key).success

interface Home {
  incident: string
  /** What the file said of the event when its first rows came; null where that is not known. */
  facts: string | null
}

/** Where the rows of this key went before, if that incident still stands. */
async function homeOf(ground: ImportGround, scope: string, key: string | null): Promise<Home | null> {
  if (key === null) return null
  const kept: Home | null =
    (await ground.home(isUlid(key) ? '' : scope, digest(key))) ?? (isUlid(key) ? { incident: key, facts: null } : null)
  const state = kept === null ? null : await ground.incidentState(kept.incident)
  return state === null || state === 'rejected' || state === 'retracted' ? null : kept
}

/** The part of a report that is not here yet; null where all of it is. */
function freshPart(report: StoredReport, known: readonly (KnownStatement | undefined)[]): StoredReport | null {
  const observations = report.observations.filter((_, i) => known[i] === undefined)
  return observations.length === 0 ? null : { ...report, observations }
}

function tally(taken: Taken, reasons: readonly ReviewReason[]): void {
  const counts = taken.waiting.reasons
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1
}

/** Adds what of a report is new, and counts it. Answers the report here that holds it, the new one or an earlier. */
async function addReport(
  ground: ImportGround,
  taken: Taken,
  report: StoredReport,
  known: readonly (KnownStatement | undefined)[],
  /** Null where the incident waits itself, and has said why. */
  reasons: readonly ReviewReason[] | null,
): Promise<string> {
  const fresh = freshPart(report, known)
  taken.accepted += fresh?.observations.length ?? 0
  taken.duplicates += report.observations.length - (fresh?.observations.length ?? 0)
  if (fresh === null) return known.find((one) => one !== undefined)?.report ?? report.id
  await ground.append({ verb: 'report.added', payload: fresh })
  if (fresh.reviewState === 'in_review') {
    taken.waiting.reports += 1
    if (reasons !== null) tally(taken, reasons)
  }
  return fresh.id
}

async function begin(ground: ImportGround, taken: Taken, { record, reasons }: PreparedIncident): Promise<void> {
  await ground.append({ verb: 'incident.created', payload: record.incident })
  taken.incidents += 1
  if (record.incident.reviewState !== 'in_review') return
  taken.waiting.incidents += 1
  tally(taken, reasons)
}

/** The report that a later one puts right: by its place in the file, or by an id that is of this incident here. */
async function supersededBy(ground: ImportGround, incident: string, supersedes: number | string | null, placed: readonly string[]) {
  if (typeof supersedes === 'number') return placed[supersedes] ?? null
  return supersedes !== null && (await ground.incidentOfReport(supersedes)) === incident ? supersedes : null
}

/**
 * Takes in one incident of a file, by the rules every writer is under: what is here already is counted and not written again, rows of an
 * incident that came before join it. `scope` is the import's id.
 */
export async function takeIncident(desk: Desk, ground: ImportGround, scope: string, parsed: ParsedIncident): Promise<Taken> {
  const taken = nothingTaken()
  const facts = digest(parsed.facts)
  const home = await homeOf(ground, scope, parsed.key)
  if (home !== null && home.facts !== null && home.facts !== facts) {
    const reason = 'says of the incident something else than the rows before it'
    taken.quarantined = parsed.rows.map(({ line, text }) => ({ line, field: 'incident', reason, text }))
    return taken
  }
  const prepared = prepareIncident(desk, parsed.incident)
  const { reports } = prepared.record
  const known: (KnownStatement | undefined)[][] = []
  for (const report of reports) known.push(await ground.known(report))
  const here = home?.incident ?? known.flat().find((one) => one !== undefined)?.incident
  const incident = here ?? prepared.record.incident.id
  if (here === undefined) await begin(ground, taken, prepared)
  const waitsItself = here === undefined && prepared.record.incident.reviewState === 'in_review'
  const placed: string[] = []
  for (const [i, report] of reports.entries()) {
    const reasons = waitsItself ? null : (prepared.reportReasons[i] ?? [])
    placed.push(await addReport(ground, taken, { ...report, incident }, known[i] ?? [], reasons))
  }
  for (const { supersedes, report } of parsed.later) {
    const wrong = await supersededBy(ground, incident, supersedes, placed)
    const { record, reasons } = prepareReport(desk, incident, { ...report, supersedes: wrong })
    await addReport(ground, taken, record, await ground.known(record), waitsItself ? null : reasons)
  }
  if (parsed.key !== null) await ground.keepHome(isUlid(parsed.key) ? '' : scope, digest(parsed.key), { incident, facts })
  return taken
}
