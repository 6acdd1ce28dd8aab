import { lintText } from '@/lib/guard/text-lint'
import { impactAt } from '@/lib/impact/impact'
import type { RegionImpact } from '@/lib/schema/impact'
import type { NewIncident } from '@/lib/schema/incident'
import type { StoredReport } from '@/lib/schema/ledger'
import type { PreviewFigure, PreviewRow, ReportPreview } from '@/lib/schema/report-look'
import type { Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import type { Context } from './context'
import { statementsFor } from './get-impact'
import { type PreparedIncident, prepareIncident } from './prepare-record'
import { findingsIn } from './review-reasons'

/** The last moment that the figures of a report speak of, or now while that goes on. */
function momentOf({ asOfSpan }: StoredReport, now: Instant): Instant {
  return asOfSpan.until < now ? new Date(Date.parse(asOfSpan.until) - 1).toISOString() : now
}

/** A record's observations as they would be read once it was public. */
function statementsOf({ incident, reports }: PreparedIncident['record'], now: Instant): Statement[] {
  return reports.flatMap((report) =>
    report.observations.map((observation) => ({
      ...observation,
      incident: incident.id,
      incidentTitle: incident.title,
      kind: incident.kind,
      report: report.id,
      source: report.source,
      asOf: report.asOf,
      publishedAt: report.publishedAt,
      recordedAt: now,
      knownFrom: now,
      knownUntil: null,
    })),
  )
}

const figureOf = ({ low, best, high, standing, measure, unit, state }: RegionImpact): PreviewFigure => ({
  ...{ low, best, high, standing, measure, unit, state },
})

/** Each region of the first level that a record speaks of, in itself or in a smaller one. */
function regionsConcerned({ territory }: Context, codes: readonly string[]): string[] {
  const larger = codes.map((code) => territory.find(code)).map((region) => (region?.level === 2 ? region.parent : region?.code))
  return [...new Set(larger)].filter((code) => code != null && territory.find(code)?.level === 1).map(String)
}

/**
 * What a record would change on the dashboard at the moment it speaks of, and what the guard would do with it, for the actor of the
 * context. `into`: the incident it would be added to. It looks alone: nothing is written, and nothing that is not public takes part.
 * Throws invalid-record with a path for everything wrong.
 */
export async function previewReport(ctx: Context, input: NewIncident, into: string | null = null): Promise<ReportPreview | null> {
  const prepared = prepareIncident(ctx, input)
  const { incident, reports } = prepared.record
  const [report] = reports
  if (report === undefined) return null
  const now = ctx.clock()
  const asOf = momentOf(report, now)
  const ours = statementsOf({ reports, incident: { ...incident, id: into ?? incident.id } }, now)
  const services = [...new Set(ours.map(({ service }) => service))]
  const codes = ours.flatMap(({ regions }) => regions)
  const regions = regionsConcerned(ctx, codes)
  const nothingElse = { region: [], measure: [], kind: [], tier: [], standing: [] }
  const known = regions.length === 0 ? [] : await statementsFor(ctx, { ...nothingElse, service: services }, asOf, asOf)
  const ask = { services, measures: [], level: 1, regions } as const
  const rows = (statements: readonly Statement[]) =>
    regions.length === 0 ? [] : impactAt(statements, ctx.territory.regions, ask, { asOf }).data
  const after = new Map(rows([...known, ...ours]).map((row) => [`${row.region} ${row.service}`, row]))
  const concerned = (row: RegionImpact) =>
    ours.some(({ service, regions: of }) => service === row.service && regionsConcerned(ctx, of).includes(row.region))
  return {
    asOf,
    rows: rows(known)
      .filter(concerned)
      .map((row): PreviewRow => {
        const { region, name, service } = row
        return { region, name, service, before: figureOf(row), after: figureOf(after.get(`${region} ${service}`) ?? row) }
      }),
    nationWide: codes.some((code) => ctx.territory.find(code)?.level === 0),
    reasons: prepared.reasons,
    found: [...lintText(input.title, ctx.settings.lint), ...input.reports.flatMap((said) => findingsIn(ctx, said))],
    heldUntil: incident.publicAfter > now ? incident.publicAfter : null,
  }
}
