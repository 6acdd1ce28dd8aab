import { type ImpactLevel, impactLevel, levelFrom } from '@/lib/impact/level'
import { readingCadences, restoredDays, shelfLife, shelfLives, staleDays } from '@/lib/impact/shelf-life'
import type { PackFile } from '@/lib/regions/pack'
import type { Service } from '@/lib/schema/observation'
import type { Policy } from '@/lib/schema/policy'
import { services } from '@/lib/schema/vocabulary'
import type { Context } from './context'
import { getPolicy } from './get-policy'
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
  /** Of a reading of a machine feed, whatever the service: in cadences of its feed. */
  readingCadences: number
  staleDays: number
  restoredDays: number
  /** The least service-days of each level above 0, the highest first. */
  levels: readonly { level: ImpactLevel; serviceDays: number }[]
  rated: Rated[]
  /** What homes are estimated by where nobody published their number. */
  counts: Pick<PackFile, 'population' | 'estimate'>
  /** What may be public and when, as this server is set. */
  policy: Policy
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
    readingCadences,
    staleDays,
    restoredDays,
    levels: levelFrom,
    rated: casesOfLevel.map((inputs) => ({ ...inputs, level: impactLevel(inputs) })),
    counts: ctx.territory.counts,
    policy: getPolicy(ctx),
    examples: await workedExamples(ctx),
  }
}
