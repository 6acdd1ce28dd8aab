import { type ImpactLevel, impactLevel, levelFrom, serviceDaysLost } from '@/lib/impact/level'
import type { RegionImpact, Series, Share } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import type { ImpactQuery, SeriesQuery } from '@/lib/schema/query'
import type { Denominator } from '@/lib/schema/region'
import type { Instant } from '@/lib/schema/time'
import { hoursBetween } from '@/lib/time/interval'
import type { Context } from './context'
import { getRolledSeries, getSeries } from './get-series'

/** Services that an average home is counted as having or not; what is open or runs on generators is a state and not a loss of a home. */
const ofHomes: readonly Service[] = ['electricity', 'heating', 'water', 'gas', 'telecom']

/** Less than any piece of time that is told of, in hours: what sums of minutes may be off by. */
const instant = 1e-6

/** How hard a region is hit, with everything it was worked out from; null where an input is not known. */
export interface ImpactLevelAnswer {
  level: ImpactLevel | null
  /** The service whose share and duration are taken: the one that the largest share of homes is without. Null where none has a share. */
  service: Service | null
  share: Share | null
  denominator: Denominator | null
  /** How long that service has been reported out without a gap. */
  hours: number | null
  /** The services of homes that are reported out, the first of the list first. */
  services: Service[]
  /** What an average home has lost, in days of one service. */
  serviceDays: number | null
  /** From how many service-days each level begins, the highest first. */
  scale: readonly { level: number; serviceDays: number }[]
}

/** Hours up to the end of an hourly series in which a region was reported out, back to the last gap or, where there is none, to its beginning. */
function hoursOnEnd({ buckets }: Series, region: string): { hours: number; hasGap: boolean } {
  const points = buckets.flatMap(({ regions: { [region]: point } }) => point ?? []).reverse()
  const gap = points.findIndex(({ standing, best }) => standing !== 'reported' || best === 0)
  const hours = points.slice(0, gap === -1 ? undefined : gap).reduce((sum, { hoursCovered }) => sum + hoursCovered, 0)
  return { hours, hasGap: gap !== -1 }
}

/**
 * The impact level (design "Impact", section 4) of one region from its rows, which are of one region, one each service, at `asOf`.
 * Unknown is never 0: without a share, a duration or a service that is out, it is not rated.
 */
export async function getImpactLevel(
  ctx: Context,
  query: ImpactQuery,
  rows: readonly RegionImpact[],
  asOf: Instant,
): Promise<ImpactLevelAnswer> {
  const out = rows.filter(({ service, standing, measure }) => ofHomes.includes(service) && standing === 'reported' && measure === 'without')
  const [lead] = out.filter(({ share }) => share?.best != null).sort((a, b) => (b.share?.best ?? 0) - (a.share?.best ?? 0))
  const services = ofHomes.filter((service) => out.some((row) => row.service === service))
  const hours = lead ? await hoursOut(ctx, query, lead, asOf) : null
  const inputs = { share: lead?.share?.best ?? null, hours, services: services.length > 0 ? services.length : null }
  return {
    level: impactLevel(inputs),
    service: lead?.service ?? null,
    share: lead?.share ?? null,
    denominator: lead?.denominator ?? null,
    hours,
    services,
    serviceDays: serviceDaysLost(inputs),
    scale: levelFrom,
  }
}

/**
 * For how long a region has been out, by the hour. Where readings tell it, a day that was out from end to end is known by its one row, and only
 * a day with something else in it is looked at hour by hour: a month of a larger region’s readings is a hundred thousand answers.
 */
async function hoursOut(ctx: Context, query: ImpactQuery, { region, service, unit }: RegionImpact, asOf: Instant): Promise<number> {
  const level = ctx.territory.find(region)?.level === 2 ? 2 : 1
  const { format: _format, ...filters } = query
  const ofNow = { ...filters, asOf, from: undefined, to: undefined, standing: [] }
  const ask: Omit<SeriesQuery, 'step'> = { ...ofNow, region: [region], service: [service], level, ...(unit && { unit }) }
  const days = await getRolledSeries(ctx, { ...ask, step: 'day' })
  if (days === null) return hoursOnEnd(await getSeries(ctx, { ...ask, step: 'hour' }), region).hours
  let hours = 0
  for (const { start, end, regions } of [...days.buckets].reverse()) {
    const covered = regions[region]?.hoursCovered ?? 0
    if (covered > hoursBetween(start, end) - instant) {
      hours += covered
      continue
    }
    const within = hoursOnEnd(await getSeries(ctx, { ...ask, step: 'hour', from: start, to: end }), region)
    hours += within.hours
    if (within.hasGap) return hours
  }
  return hours
}
