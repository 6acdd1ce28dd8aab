import { incidentStatus } from '@/lib/impact/status'
import type { Standing } from '@/lib/schema/incident'
import type { Statement } from '@/lib/schema/statement'
import type { Context } from './context'
import type { QueryMoments } from './resolve-query'

const everything = { regions: [], services: [], measures: [], units: [], kinds: [], tiers: [] }

/** How each incident stands at a moment, worked out from its own statements; an incident with none that count is not reported. */
export async function statusesAt(ctx: Context, moments: QueryMoments): Promise<(incident: string) => Standing> {
  const byIncident = new Map<string, Statement[]>()
  for (const statement of await ctx.store.publicView(ctx.clock()).statements(everything)) {
    const known = byIncident.get(statement.incident)
    if (known) known.push(statement)
    else byIncident.set(statement.incident, [statement])
  }
  return (incident) => incidentStatus(byIncident.get(incident) ?? [], ctx.territory.regions, moments)
}
