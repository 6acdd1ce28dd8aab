import { incidentLines } from '@/lib/impact/incident-lines'
import type { IncidentDetail } from '@/lib/schema/incident'
import type { IncidentSeries } from '@/lib/schema/incident-series'
import { spanOf } from '@/lib/time/interval'
import type { Context } from './context'

/** The counts of one incident over time, from its own reports alone: as they are known now, and those that a correction replaced as points. */
export async function getIncidentSeries(ctx: Context, { id, start, reports }: IncidentDetail): Promise<IncidentSeries> {
  const now = ctx.clock()
  const ofIncident = { regions: [], services: [], measures: [], units: [], kinds: [], tiers: [], incidents: [id] }
  const shown = new Set(reports.map((report) => report.id))
  const statements = (await ctx.store.publicView(now).statements(ofIncident)).filter(({ report }) => shown.has(report))
  const { from } = spanOf(start, ctx.territory.zone)
  return { start, ...incidentLines(statements, ctx.territory.regions, { from, now }) }
}
