import type { Range } from '@/lib/schema/impact'
import type { Standing } from '@/lib/schema/incident'
import type { Measure, State, Unit } from '@/lib/schema/observation'
import { allowedMeasures, isWholeBack, leadingUnit, seatsIn, standingOf, standingRank, type UnitAsk } from './connections'
import { hasFigure, noFigure, zero } from './range'
import { ownRange, regionRange } from './region'
import type { Live, RegionTracks } from './scene'

/** What one region's row says: its measure, unit and standing, the numbers, and the seats they rest on. */
export interface Headline extends Range {
  standing: Standing
  measure: Measure | null
  unit: Unit | null
  /** Everything said in this measure and unit, whatever its standing. */
  lives: readonly Live[]
  /** What the standing rests on, the leading one first. */
  resting: readonly Live[]
}

export const nothing: Headline = { ...noFigure, standing: 'notReported', measure: null, unit: null, lives: [], resting: [] }

/** State furthest from normal first: a tie is told as the worse. */
const stateOrder: Record<State, number> = { out: 0, on_backup: 1, limited: 2, partly_restored: 3, unknown: 4, restored: 5 }

const isOwnWhole = ({ seat: { role, region, track } }: Live, code: string): boolean =>
  role === 'own' && region === code && track.place === null

/** The seat that a row quotes: the whole region's figure before parts and shared ones, the larger, then the latest word, then the worse state. */
const byQuote =
  (code: string) =>
  (a: Live, b: Live): number =>
    Number(hasFigure(b.piece)) - Number(hasFigure(a.piece)) ||
    Number(isOwnWhole(b, code)) - Number(isOwnWhole(a, code)) ||
    (b.status === 'reported' ? (b.piece.best ?? -1) - (a.piece.best ?? -1) : 0) ||
    b.piece.saidAt - a.piece.saidAt ||
    stateOrder[a.piece.state] - stateOrder[b.piece.state] ||
    (a.seat.track.key < b.seat.track.key ? -1 : 1)

function restingOn(lives: readonly Live[], standing: Standing, code: string): Live[] {
  if (standing === 'restored') return lives.filter((live) => isWholeBack(live, code)).sort(byQuote(code))
  return lives.filter(({ status }) => status === standing).sort(byQuote(code))
}

/** The service is told as back by a statement in another measure only where that ended something of this one. */
const backBy = (lives: readonly Live[], all: readonly Live[], code: string): Live[] =>
  lives.some(({ status }) => status === 'ended')
    ? all.filter((live) => isWholeBack(live, code) && live.seat.track.measure === 'without')
    : []

function measured(all: readonly Live[], code: string, measure: Measure, ask: UnitAsk): Headline {
  const unit = leadingUnit(
    all.filter(({ seat }) => seat.track.measure === measure),
    code,
    ask.unit,
  )
  const inUnit = seatsIn(all, measure, unit)
  const lives = measure === 'without' ? inUnit : [...inUnit, ...backBy(inUnit, all, code)]
  // A count in a unit nobody asked for still says that the service is out: no figure here, and not silence.
  const speaking = [...lives, ...all.filter((live) => live.seat.track.measure === measure && !inUnit.includes(live))]
  const standing = standingOf(speaking, code)
  const own = restingOn(lives, standing, code)
  const resting = own.length > 0 ? own : restingOn(speaking, standing, code)
  // Connections are without power or they are not: what is closed, limited or on backup is told as a state.
  const counts = measure === 'without' || ask.unit !== 'connections'
  const reported = standing === 'reported' && counts ? regionRange(lives, code, unit) : noFigure
  const { low, best, high } = standing === 'restored' ? zero : reported
  const told = resting.some(({ seat }) => seat.track.unit === unit)
  return { low, best, high, standing, measure, unit: told && counts ? unit : null, lives, resting }
}

/** The measure and unit that speak for a region at a time: the better standing, then the order of measures. */
export function headlineOf({ region }: RegionTracks, lives: readonly Live[], ask: UnitAsk): Headline {
  let best = nothing
  if (lives.length === 0) return best
  for (const measure of allowedMeasures(ask)) {
    if (!lives.some(({ seat }) => seat.track.measure === measure)) continue
    const candidate = measured(lives, region.code, measure, ask)
    if (candidate.standing !== 'notReported' && standingRank(candidate.standing) < standingRank(best.standing)) best = candidate
  }
  return best
}

/**
 * The last word of a stale region in numbers. A part is a lower bound of the region; a figure shared with others is not the region's own.
 */
function lastRange({ seat, piece }: Live, code: string): Range {
  if (seat.role !== 'own' || piece.best === null) return noFigure
  const range = ownRange([{ seat: { ...seat, region: code }, piece, status: 'reported' }], code, seat.track.unit)
  return seat.region === code ? range : { ...range, high: null }
}

/** The last word of a stale headline with its unit; null where it is not stale. */
export function lastFigure({ standing, resting: [latest] }: Headline, code: string): (Range & { unit: Unit | null }) | null {
  if (standing !== 'stale' || latest === undefined) return null
  const { low, best, high } = lastRange(latest, code)
  return { low, best, high, unit: latest.seat.track.unit }
}
