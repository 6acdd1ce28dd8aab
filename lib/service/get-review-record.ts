import { lintText } from '@/lib/guard/text-lint'
import { impactAt } from '@/lib/impact/impact'
import { ImpactQuery } from '@/lib/schema/query'
import type { SimilarIncident } from '@/lib/schema/report-look'
import type { ReviewImpact, ReviewRecord, ReviewReport } from '@/lib/schema/review'
import type { Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import type { ReviewedIncident, ReviewedReport } from '@/lib/store/store'
import type { Context } from './context'
import { ServiceError } from './errors'
import { statementsFor } from './get-impact'
import { requireEditor } from './require-editor'
import { isUndecided, whatStands, whatWaits } from './review-plan'
import { findingsIn, incidentReasons, reportReasons } from './review-reasons'
import { similarIncidents } from './similar-incidents'

const isPublicAt = ({ known }: Pick<ReviewedIncident, 'known'>, now: Instant) =>
  known.from !== null && known.from <= now && known.until === null

function reviewReport(ctx: Context, reviewed: ReviewedReport, now: Instant): Omit<ReviewReport, 'contact'> {
  const { asOfSpan: _span, publishedBy: _by, ...report } = reviewed.report
  const { recordedAt, supersededBy, writer, approvals } = reviewed
  const reasons = isUndecided(report.reviewState) ? reportReasons(ctx, writer, report) : []
  return {
    ...report,
    recordedAt,
    supersededBy,
    writer,
    approvals,
    reasons,
    isPublic: isPublicAt(reviewed, now),
    found: findingsIn(ctx, report),
  }
}

/** The statements of a report as they would be once it is public. */
function statementsOf({ incident }: ReviewedIncident, { report, recordedAt }: ReviewedReport, knownFrom: Instant): Statement[] {
  const { id, source, asOf, publishedAt, quote, observations } = report
  return observations.map((observation) => ({
    ...observation,
    quote: observation.quote ?? quote,
    ...{ incident: incident.id, incidentTitle: incident.title, kind: incident.kind, report: id },
    ...{ source, asOf, publishedAt, recordedAt, knownFrom, knownUntil: null },
  }))
}

/** What a publication would add: what waits, and in an incident that waits itself what is published in it. */
function added(of: ReviewedIncident): ReviewedReport[] {
  const { reviewState } = of.incident
  if (of.mergedInto !== null || !(isUndecided(reviewState) || reviewState === 'published')) return []
  return [...(isUndecided(reviewState) ? whatStands(of) : []), ...whatWaits(of)]
}

/** The moment of the last word of some reports, at the latest the present. */
function lastWord(reports: readonly ReviewedReport[], now: Instant): Instant {
  const ends = reports.map(({ report }) => new Date(Date.parse(report.asOfSpan.until) - 1).toISOString())
  return [...ends, now].reduce((last, end) => (end < now && (last === now || end > last) ? end : last), now)
}

/** The regions in whose rows some statements stand: of a smaller region, the one around it. */
function rowsOf({ territory }: Context, statements: readonly Statement[]): string[] {
  const regions = statements.flatMap((statement) => statement.regions.map((code) => territory.find(code)))
  const rows = regions.map((region) => (region?.level === 2 ? region.parent : region?.level === 1 ? region.code : null))
  return [...new Set(rows.filter((code) => code !== null))].sort()
}

/** What the public reads of the regions concerned, beside what it would read. */
async function changes(ctx: Context, of: ReviewedIncident, now: Instant): Promise<Pick<ReviewRecord, 'asOf' | 'impact' | 'nationWide'>> {
  const reports = added(of)
  const asOf = lastWord(reports, now)
  const fresh = reports.flatMap((reviewed) => statementsOf(of, reviewed, now))
  const regions = rowsOf(ctx, fresh)
  const services = [...new Set(fresh.map(({ service }) => service))]
  const concerned = new Set(fresh.flatMap((statement) => rowsOf(ctx, [statement]).map((region) => `${region} ${statement.service}`)))
  if (fresh.length === 0) return { asOf, impact: [], nationWide: [] }
  const standing = (await statementsFor(ctx, ImpactQuery.parse({}), asOf, asOf)).filter(({ knownUntil }) => knownUntil === null)
  const corrected = new Set(reports.map(({ report }) => report.supersedes))
  const at = (statements: readonly Statement[]) =>
    impactAt(statements, ctx.territory.regions, { services, measures: [], level: 1, regions }, { asOf })
  const before = at(standing)
  const after = at([...standing.filter(({ report }) => !corrected.has(report)), ...fresh])
  const impact = after.data.flatMap((row): ReviewImpact[] => {
    const read = before.data.find(({ region, service }) => region === row.region && service === row.service)
    return read && concerned.has(`${row.region} ${row.service}`) ? [{ before: read, after: row }] : []
  })
  return { asOf, impact, nationWide: after.nationWide.filter(({ incident }) => incident === of.incident.id) }
}

/** Public incidents that what waits may belong to, each once. */
async function similarTo(ctx: Context, of: ReviewedIncident): Promise<SimilarIncident[]> {
  const sketches = added(of).map(({ report }) => ({ url: report.source.url, asOf: report.asOf, figures: report.observations }))
  const found = (await Promise.all(sketches.map((sketch) => similarIncidents(ctx, sketch)))).flat()
  const byId = new Map(found.map((one) => [one.id, one]))
  byId.delete(of.incident.id)
  return [...byId.values()]
}

/**
 * Everything about one incident, in any state, and what publishing what waits in it would change. Throws unauthorised or forbidden
 * for anyone who is no editor, not-found, or gone with a tombstone.
 */
export async function getReviewRecord(ctx: Context, id: string): Promise<ReviewRecord> {
  requireEditor(ctx)
  const of = await ctx.store.editorView().record(id)
  if (of === null) throw new ServiceError('not-found', 'There is no such incident.')
  if ('takenDownAt' in of) throw new ServiceError('gone', 'This record was taken down.', { tombstone: of })
  const now = ctx.clock()
  const contacts = await ctx.store.editorView().contacts(of.incident.id, now)
  const { startSpan: _span, ...incident } = of.incident
  const { recordedAt, writer, approvals, mergedInto, history } = of
  const tiers = [...whatStands(of), ...whatWaits(of)].map(({ report }) => report.source.tier)
  return {
    ...incident,
    ...{ recordedAt, writer, approvals, mergedInto, history },
    reasons: isUndecided(incident.reviewState) && mergedInto === null ? incidentReasons(ctx, writer, incident.title, tiers) : [],
    isPublic: isPublicAt(of, now),
    found: lintText(incident.title, ctx.settings.lint),
    reports: of.reports.map((reviewed) => ({ ...reviewReport(ctx, reviewed, now), contact: contacts.get(reviewed.report.id) ?? null })),
    lastSeq: history.at(-1)?.seq ?? 0,
    ...(await changes(ctx, of, now)),
    similar: await similarTo(ctx, of),
  }
}
