import { incidentStatus } from '@/lib/impact/status'
import type { Standing } from '@/lib/schema/incident'
import type { Statement } from '@/lib/schema/statement'
import type { Context } from './context'
import type { QueryMoments } from './resolve-query'

const everything = { regions: [], services: [], measures: [], units: [], kinds: [], tiers: [] }

/** How incidents stand at a moment, each worked out from its own statements; one with none that count is not reported. All of them where none is named. */
export async function statusesAt(ctx: Context, moments: QueryMoments, incidents?: string[]): Promise<(incident: string) => Standing> {
  const byIncident = new Map<string, Statement[]>()
  const filter = incidents === undefined ? everything : { ...everything, incidents }
  for (const statement of await ctx.store.publicView(ctx.clock()).statements(filter)) {
    const known = byIncident.get(statement.incident)
    if (known) known.push(statement)
    else byIncident.set(statement.incident, [statement])
  }
  return (incident) => incidentStatus(byIncident.get(incident) ?? [], ctx.territory.regions, moments)
}
