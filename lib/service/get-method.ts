import { type LintReason, lintReasons } from '@/lib/guard/text-lint'
import { tiersAllow } from '@/lib/guard/tiers'
import { type ImpactLevel, impactLevel, levelFrom } from '@/lib/impact/level'
import { restoredDays, shelfLife, shelfLives, staleDays } from '@/lib/impact/shelf-life'
import type { PackFile } from '@/lib/regions/pack'
import type { Kind } from '@/lib/schema/incident'
import type { Service } from '@/lib/schema/observation'
import type { Tier } from '@/lib/schema/report'
import { services, tiers } from '@/lib/schema/vocabulary'
import type { Context } from './context'
import { type WorkedExamples, workedExamples } from './worked-examples'

/** Inputs of the impact level and what they come to. */
export interface Rated {
  share: number
  hours: number
  services: number
  level: ImpactLevel | null
}

/** Every constant that an answer depends on, and the rules at work. */
export interface Method {
  shelfLives: { service: Service; hours: number }[]
  /** Of a schedule of limits, whatever the service. */
  limitedHours: number
  staleDays: number
  restoredDays: number
  /** The least service-days of each level above 0, the highest first. */
  levels: readonly { level: ImpactLevel; serviceDays: number }[]
  rated: Rated[]
  /** What homes are estimated by where nobody published their number. */
  counts: Pick<PackFile, 'population' | 'estimate'>
  /** Hours after its start before an incident of a kind may be public, as this server is set. */
  holdHours: Record<Kind, number>
  /** Whether a record becomes public on the word of a source of that tier alone. */
  tiers: { tier: Tier; suffices: boolean }[]
  lintReasons: readonly LintReason[]
  examples: WorkedExamples
}

/** Cases that show the scale: a tenth of homes for a day, half of them, all of them without two services. */
const casesOfLevel = [
  { share: 0.1, hours: 24, services: 1 },
  { share: 0.5, hours: 24, services: 1 },
  { share: 1, hours: 24, services: 2 },
]

/** What every number of the product is made by: read from the rules themselves, so that the page about them cannot differ. */
export async function getMethod(ctx: Context): Promise<Method> {
  return {
    shelfLives: services.map((service) => ({ service, hours: shelfLives[service].hours })),
    limitedHours: shelfLife('electricity', 'limited').hours,
    staleDays,
    restoredDays,
    levels: levelFrom,
    rated: casesOfLevel.map((inputs) => ({ ...inputs, level: impactLevel(inputs) })),
    counts: ctx.territory.counts,
    holdHours: ctx.settings.holdHours,
    tiers: tiers.map((tier) => ({ tier, suffices: tiersAllow([tier]) })),
    lintReasons,
    examples: await workedExamples(ctx),
  }
}
