import { impactAt } from '@/lib/impact/impact'
import { type LeadReason, leadReason, readWord } from '@/lib/impact/word'
import type { BasisEntry, RegionImpact } from '@/lib/schema/impact'
import type { Incident } from '@/lib/schema/incident'
import type { Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import { endOfSaid } from '@/lib/time/interval'
import type { Context } from './context'

/** What one incident's own reports say, per region and service, and what they say of the whole country. */
export interface IncidentImpact {
  /** The moment it is about: the end of the incident's last word, or now while that is still going on. */
  asOf: Instant
  data: RegionImpact[]
  nationWide: BasisEntry[]
  /** By the observation of each headline: the rule that chose it among the statements of its time and unit. */
  reasons: ReadonlyMap<string, LeadReason>
}

/** Why each row's headline leads its alternatives, by the rule that ordered them. */
function reasonsOf(data: readonly RegionImpact[], statements: readonly Statement[], zone: string): IncidentImpact['reasons'] {
  const words = new Map(statements.map((statement) => [statement.id, readWord(statement, zone)]))
  return new Map(
    data.flatMap(({ basis }) => {
      const head = basis.find(({ rule }) => rule === 'headline')
      const word = head && words.get(head.observation)
      if (!word) return []
      const rivals = basis.flatMap(({ rule, observation }) => (rule === 'alternative' ? (words.get(observation) ?? []) : []))
      return [[word.statement.id, leadReason(word, rivals)] as const]
    }),
  )
}

/**
 * The impact rules applied to the reports of one incident alone, at the time of its last word; regions in which nothing is known
 * are left out. A smaller region is told within the larger one.
 */
export async function getIncidentImpact(ctx: Context, { id, regions, services, lastAsOf }: Incident): Promise<IncidentImpact> {
  const now = ctx.clock()
  const ofIncident = { regions: [], services: [], measures: [], units: [], kinds: [], tiers: [], incidents: [id] }
  const statements = await ctx.store.publicView(now).statements(ofIncident)
  const end = lastAsOf === null ? now : endOfSaid(lastAsOf.time, ctx.territory.zone)
  const asOf = end < now ? new Date(Date.parse(end) - (lastAsOf?.time.endsWith('Z') ? 0 : 1)).toISOString() : now
  const larger = regions
    .map((code) => ctx.territory.find(code))
    .map((region) => (region?.level === 2 ? region.parent : region?.level === 1 ? region.code : null))
  const asked = [...new Set(larger.filter((code) => code !== null))]
  if (asked.length === 0 && !regions.some((code) => ctx.territory.find(code)?.level === 0))
    return { asOf, data: [], nationWide: [], reasons: new Map() }
  const { data, nationWide } = impactAt(statements, ctx.territory.regions, { services, measures: [], level: 1, regions: asked }, { asOf })
  return {
    asOf,
    data: data.filter(({ standing, basis }) => asked.length > 0 && (standing !== 'notReported' || basis.length > 0)),
    nationWide,
    reasons: reasonsOf(data, statements, ctx.territory.zone),
  }
}
