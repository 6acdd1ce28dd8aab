import { incidentStatus } from '@/lib/impact/status'
import type { Standing } from '@/lib/schema/incident'
import type { Statement } from '@/lib/schema/statement'
import type { RecordFilter } from '@/lib/store/store'
import type { PublicReading } from './context'
import { publicRecords } from './public-records'
import type { QueryMoments } from './resolve-query'

const everything = { regions: [], services: [], measures: [], units: [], kinds: [], tiers: [] }

/** How incidents stand at a moment, each worked out from its own statements; one with none that count is not reported. All of them where none is named. */
export async function statusesAt(
  ctx: PublicReading,
  moments: QueryMoments,
  narrowed: Pick<RecordFilter, 'incidents' | 'upTo'> = {},
): Promise<(incident: string) => Standing> {
  const byIncident = new Map<string, Statement[]>()
  const filter = { ...everything, ...narrowed }
  for (const statement of await publicRecords(ctx).statements(filter)) {
    const known = byIncident.get(statement.incident)
    if (known) known.push(statement)
    else byIncident.set(statement.incident, [statement])
  }
  return (incident) => incidentStatus(byIncident.get(incident) ?? [], ctx.territory.regions, moments)
}
