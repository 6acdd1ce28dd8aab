import type { Standing } from '@/lib/schema/incident'
import type { Measure, Service, Unit } from '@/lib/schema/observation'
import { connectionUnits, standingMeasures, standings, units } from '@/lib/schema/vocabulary'
import { hasFigure } from './range'
import type { Live } from './scene'
import { rankOf, sourceOf } from './word'

/** What is asked of every region: no measures, all of them; no unit, the leading one; no regions, all of the level. */
export interface ImpactAsk {
  services: readonly Service[]
  measures: readonly Measure[]
  unit?: Unit | 'connections' | undefined
  level: 1 | 2
  regions: readonly string[]
}

export type UnitAsk = Pick<ImpactAsk, 'unit' | 'measures'>

const allowedUnits = (unit: UnitAsk['unit']): readonly Unit[] => {
  if (unit === undefined) return units
  return unit === 'connections' ? connectionUnits : [unit]
}

/** The measures that may lead, in the order in which they do. */
export const allowedMeasures = ({ measures }: UnitAsk): readonly Measure[] =>
  (['without', 'closed', 'on_backup', 'limited'] as const).filter((measure) => measures.length === 0 || measures.includes(measure))

/**
 * A region is reported if anything about it is; else stale if anything is that no restoration ended; else restored if a source said so of
 * the whole of it.
 */
export function standingOf(lives: readonly Live[], region: string): Standing {
  if (lives.some(({ status }) => status === 'reported')) return 'reported'
  if (lives.some(({ status }) => status === 'stale')) return 'stale'
  return lives.some((live) => isWholeBack(live, region)) ? 'restored' : 'notReported'
}

/** A source said of the whole region that it is back, and may still be quoted. */
export const isWholeBack = ({ seat, status, piece }: Live, region: string): boolean =>
  status === 'restored' &&
  seat.region === region &&
  seat.role !== 'inside' &&
  seat.track.place === null &&
  piece.head.statement.note === null

export const standingRank = (standing: Standing): number => standings.indexOf(standing)

/** How a unit's own statements about a region weigh when one unit has to lead. */
function weigh(lives: readonly Live[], region: string, unit: Unit) {
  const own = lives.filter(({ seat }) => seat.track.unit === unit)
  const standing = standingOf(own, region)
  const counting = own.filter(({ status }) => status === standing)
  const alternatives = counting.flatMap(({ piece }) => piece.alternatives)
  const from = Math.max(...counting.map(({ piece }) => piece.head.from))
  return {
    unit,
    from,
    progress: Math.max(...counting.filter(({ piece }) => piece.head.from === from).map(({ piece }) => rankOf(piece.head))),
    standing: standingRank(standing),
    // A figure shared with other regions is no number of this one.
    withoutFigure: counting.some(({ seat, piece }) => seat.role === 'own' && hasFigure(piece)) ? 0 : 1,
    tier: Math.min(...counting.map(({ piece }) => piece.head.statement.source.tier), 5),
    sources: new Set(alternatives.map(sourceOf)).size,
  }
}

/**
 * The unit that speaks for a region in one measure: the better standing, then a unit with a number before one with words only, then the
 * better tier, then more sources, then the order of units (customers before households). Outside connections, whose order is fixed, a unit
 * with a number gives way to one whose word is of the same moment and further on the way back, as alternatives do. Null where nothing is
 * counted in an allowed unit.
 */
export function leadingUnit(lives: readonly Live[], region: string, unit: UnitAsk['unit']): Unit | null {
  const present = new Set(lives.map(({ seat }) => seat.track.unit))
  const candidates = allowedUnits(unit).filter((candidate) => present.has(candidate))
  // As nearly everywhere: what there is to choose from is not weighed.
  if (candidates.length < 2) return candidates[0] ?? null
  const [lead, ...rivals] = candidates
    .map((candidate) => weigh(lives, region, candidate))
    .sort((a, b) => a.standing - b.standing || a.withoutFigure - b.withoutFigure || a.tier - b.tier || b.sources - a.sources)
  if (lead === undefined || unit === 'connections') return lead?.unit ?? null
  return rivals.reduce((best, rival) => (isFurther(rival, best) ? rival : best), lead).unit
}

type Weight = ReturnType<typeof weigh>
const isFurther = (a: Weight, b: Weight): boolean =>
  a.standing === b.standing && a.withoutFigure === b.withoutFigure && a.from === b.from && a.progress > b.progress

/** The live seats that one measure and unit of a region rest on: those counted in it and the states, which count nothing. */
export const seatsIn = (lives: readonly Live[], measure: Measure, unit: Unit | null): Live[] =>
  lives.filter(({ seat: { track } }) => track.measure === measure && (track.unit === null || track.unit === unit))

/** Every measure and unit that something is said in, the leading unit of each measure aside. */
export function unitsBeside(
  lives: readonly Live[],
  lead: { measure: Measure; unit: Unit | null },
): { measure: Measure; unit: Unit | null }[] {
  return standingMeasures.flatMap((measure) => {
    const inMeasure = lives.filter(({ seat }) => seat.track.measure === measure)
    const told = units.filter((unit) => inMeasure.some(({ seat }) => seat.track.unit === unit))
    const candidates = told.length === 0 && inMeasure.length > 0 ? [null] : told
    return candidates.filter((unit) => measure !== lead.measure || (unit !== lead.unit && unit !== null)).map((unit) => ({ measure, unit }))
  })
}
