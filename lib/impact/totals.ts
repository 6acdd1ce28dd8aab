import type { ImpactTotals, Range } from '@/lib/schema/impact'
import type { Standing } from '@/lib/schema/incident'
import type { Measure, Service, Unit } from '@/lib/schema/observation'
import { connectionUnits } from '@/lib/schema/vocabulary'
import type { UnitAsk } from './connections'
import { hasFigure, noFigure, sumRanges, zero } from './range'
import { mergeShared, type SharedAmount, sharedAmount, sharedToAdd } from './region'
import type { Live } from './scene'

/** What a sum needs of a row. */
export interface Row extends Range {
  region: string
  standing: Standing
  measure: Measure | null
  unit: Unit | null
}

/** The units a sum is over: connections unless another was asked for; shares of customers are never summed. */
function summedUnits(unit: UnitAsk['unit']): readonly Unit[] {
  if (unit === undefined || unit === 'connections') return connectionUnits
  return unit === 'percent' ? [] : [unit]
}

/** A sum is of who is without, or of the one other measure that was asked for. */
const summedMeasure = ({ measures }: UnitAsk): Measure => (measures.length === 1 ? (measures[0] ?? 'without') : 'without')

/** The shared figures that the rows' regions see, in the units of the sum, each once, over the rows' own regions. */
export function sharedIn(lives: readonly Live[], ask: UnitAsk, toMember: (code: string) => string): SharedAmount[] {
  const reported = lives.filter(
    ({ seat, status }) => seat.role === 'shared' && status === 'reported' && seat.track.measure === summedMeasure(ask),
  )
  const amounts = reported.flatMap((live) => summedUnits(ask.unit).flatMap((unit) => sharedAmount(live, unit, toMember)))
  return mergeShared([...new Map(amounts.map((amount) => [amount.key, amount])).values()])
}

const count = (rows: readonly Row[], standing: Standing): number => rows.filter((row) => row.standing === standing).length

/** How many regions stand behind each unit of a sum. */
function unitsOf(own: readonly Row[], shared: readonly SharedAmount[]): ImpactTotals['units'] {
  const units: ImpactTotals['units'] = {}
  const add = (unit: Unit | null, regions: number) => {
    if (unit !== null) units[unit] = (units[unit] ?? 0) + regions
  }
  for (const { unit } of own) add(unit, 1)
  for (const { unit, members } of shared) add(unit, members.length)
  return units
}

/**
 * The sum over disjoint regions of what is reported, plus those shared figures none of whose members has its own. A reported region with no
 * number leaves the high end open. Nothing known is null; 0 only where every region is told as back.
 */
export function totalOf(service: Service, rows: readonly Row[], shared: readonly SharedAmount[], ask: UnitAsk): ImpactTotals {
  const units = summedUnits(ask.unit)
  const counted = rows.filter(({ standing, measure }) => standing === 'reported' && measure === summedMeasure(ask))
  const own = counted.filter((row) => row.unit !== null && units.includes(row.unit) && hasFigure(row))
  const withFigure = new Set(own.map(({ region }) => region))
  const codes = new Set(rows.map(({ region }) => region))
  const whole = shared.filter(({ members }) => members.every((member) => codes.has(member)))
  const added = sharedToAdd(whole, (region) => withFigure.has(region))
  const covered = new Set(added.flatMap(({ members }) => members))
  const withoutFigure = counted.filter(({ region }) => !withFigure.has(region) && !covered.has(region)).length
  const allBack = rows.length > 0 && rows.every(({ standing }) => standing === 'restored')
  const sum = own.length + added.length > 0 ? sumRanges([...own, ...added]) : allBack ? zero : noFigure
  return {
    service,
    ...sum,
    high: withoutFigure > 0 ? null : sum.high,
    reported: count(rows, 'reported'),
    stale: count(rows, 'stale'),
    restored: count(rows, 'restored'),
    notReported: count(rows, 'notReported'),
    withoutFigure,
    units: unitsOf(own, added),
  }
}
