import type { BasisEntry, ImpactTotals, Range } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import { ImpactQuery } from '@/lib/schema/query'
import type { Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import { connectionUnits } from '@/lib/schema/vocabulary'
import { spanOf } from '@/lib/time/interval'
import type { Context } from './context'
import { getImpact } from './get-impact'

/** A statement about the whole country beside the sum of the regions at the same moment. */
export interface Reconciled {
  asOf: Instant
  service: Service
  statement: BasisEntry
  sum: ImpactTotals
  /** The statement less the sum, of the figures that lead; null where the two count in different units, which are never subtracted either. */
  gap: number | null
  /** Whether the two ranges have a number in common, an open end reaching everywhere; null as above. */
  agree: boolean | null
}

const isConnections = (unit: string | null) => connectionUnits.some((one) => one === unit)

/** Whether two ranges share a number; an end that nobody gave is open. */
export function overlap(a: Range, b: Range): boolean {
  const reaches = (one: Range, other: Range) => one.high === null || (other.low ?? 0) <= one.high
  return reaches(a, b) && reaches(b, a)
}

/** Both count in one unit and have a figure that leads. */
const isAlike = (statement: BasisEntry, { best, units }: ImpactTotals): boolean =>
  statement.best !== null && best !== null && Object.keys(units).every((unit) => unit === statement.unit)

/** The last moment a statement speaks of: a day's is its end, so that the sum holds all that was said of that day. */
function momentOf({ asOf }: Statement, zone: string): Instant {
  if (asOf.precision === 'minute' || asOf.precision === 'hour') return spanOf(asOf, zone).from
  return new Date(Date.parse(spanOf(asOf, zone).until) - 1).toISOString()
}

/** The moments at which somebody counted the connections of the whole country, each once. */
function momentsIn(ctx: Context, statements: readonly Statement[]): { asOf: Instant; service: Service }[] {
  const country = ctx.territory.regions.find(({ level, inPack }) => level === 0 && inPack)?.code
  const counted = statements.filter(
    ({ regions, measure, basis, unit }) =>
      measure === 'without' && basis === 'at_time' && isConnections(unit) && regions.some((code) => code === country),
  )
  const moments = counted.map((statement) => ({ asOf: momentOf(statement, ctx.territory.zone), service: statement.service }))
  return [...new Map(moments.map((moment) => [`${moment.asOf} ${moment.service}`, moment])).values()]
}

/** Statements about the whole country that can be held against a sum of regions, the latest first. Neither is ever added to the other. */
export async function reconcile(ctx: Context, statements: readonly Statement[]): Promise<Reconciled[]> {
  const answers = await Promise.all(
    momentsIn(ctx, statements).map(async ({ asOf, service }) => {
      const { nationWide, totals } = await getImpact(ctx, ImpactQuery.parse({ asOf, service: [service], unit: 'connections' }))
      const told = nationWide.filter(({ rule, unit, best }) => rule === 'nationWide' && isConnections(unit) && best !== null)
      if (totals.best === null) return []
      return told.map((statement) => ({
        asOf,
        service,
        statement,
        sum: totals,
        gap: isAlike(statement, totals) ? (statement.best ?? 0) - (totals.best ?? 0) : null,
        agree: isAlike(statement, totals) ? overlap(statement, totals) : null,
      }))
    }),
  )
  const all = answers.flat().sort((a, b) => (a.asOf > b.asOf ? -1 : 1))
  // A statement that still holds at the moment of another one is compared once, when it was made.
  return [...new Map(all.reverse().map((one) => [one.statement.observation, one])).values()].reverse()
}
