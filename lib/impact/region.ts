import type { Range } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'
import { hasFigure, hull, largest, noFigure, overlapRanges, sumRanges } from './range'
import type { Live } from './scene'
import { byLead } from './word'

/** One reported amount of one incident, of the whole region (`place` null) or of a part of it. */
export interface Amount extends Range {
  incident: string
  place: string | null
}

/** A place named inside another: "Kyiv city, left bank" lies in "Kyiv city", so the two are not disjoint. */
const liesIn = (inner: string, outer: string): boolean =>
  inner !== outer && inner.startsWith(outer) && /^[\s,;(]/.test(inner.slice(outer.length))

/** The places of a region that may be summed: those that lie in no other one of them. */
export function disjointPlaces(places: readonly string[]): string[] {
  return [...new Set(places)].filter((place) => !places.some((other) => liesIn(place, other))).sort()
}

/** One amount an incident: its figure where it has one, else an amount that is not known and leaves the sum open. */
function perIncident(amounts: readonly Amount[]): Range[] {
  const incidents = new Map<string, Amount[]>()
  for (const amount of amounts) {
    const known = incidents.get(amount.incident)
    if (known === undefined) incidents.set(amount.incident, [amount])
    else known.push(amount)
  }
  return [...incidents.values()].map((all) => {
    const own = all.filter(hasFigure)
    return own.length === 0 ? noFigure : overlapRanges(own)
  })
}

/** Rule 2: places sum to a lower bound of the region, so the high end is open. The same place in two incidents may be the same homes. */
function lowerBound(parts: readonly Amount[]): Range {
  const figures = parts.filter(hasFigure)
  const places = disjointPlaces(figures.flatMap(({ place }) => place ?? []))
  const sum = sumRanges(places.map((place) => overlapRanges(figures.filter((part) => part.place === place))))
  return { ...sum, high: null }
}

/**
 * Rules 2 and 3: what the reported amounts of one unit make of one region. Incidents may have cut the same homes: low is the largest low,
 * best the largest best, high the sum, open where any is open. Parts count only where the whole has no figure.
 */
export function combineAmounts(amounts: readonly Amount[]): Range {
  const whole = amounts.filter(({ place }) => place === null)
  if (whole.some(hasFigure)) return overlapRanges(perIncident(whole))
  return lowerBound(amounts.filter(({ place }) => place !== null))
}

/** A share of customers is no amount: never summed, neither over places nor over incidents. The leading word is best, all together the range. */
function combinePercent(lives: readonly Live[]): Range {
  const whole = lives.filter(({ seat, piece }) => seat.track.place === null && hasFigure(piece))
  const [lead] = [...whole].sort((a, b) => byLead(a.piece.head, b.piece.head))
  return lead === undefined ? noFigure : { best: lead.piece.best, ...hull(whole.map(({ piece }) => piece)) }
}

const amountOf = ({ seat, piece }: Live): Amount => ({
  incident: seat.track.incident,
  place: seat.track.place,
  low: piece.low,
  best: piece.best,
  high: piece.high,
})

/** The region's own reported numbers in one unit; statements without a count take part as amounts that are not known. */
export function ownRange(lives: readonly Live[], region: string, unit: Unit | null): Range {
  const own = lives.filter(({ seat, status }) => status === 'reported' && seat.role === 'own' && seat.region === region)
  return unit === 'percent' ? combinePercent(own) : combineAmounts(own.map(amountOf))
}

/** One figure for several regions together, with the regions it covers. */
export interface SharedAmount extends Range {
  key: string
  members: readonly string[]
  unit: Unit
  tier: number
  sources: number
}

/** Which of several shared figures leads where they cover the same homes: tier, sources, unit (customers first), the larger. */
const byShared = (a: SharedAmount, b: SharedAmount): number =>
  a.tier - b.tier ||
  b.sources - a.sources ||
  (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0) ||
  (b.best ?? -1) - (a.best ?? -1) ||
  (a.key < b.key ? -1 : 1)

/** The shared figures that may be added to a sum: none of their members has its own, and no two of them share a member. */
export function sharedToAdd(shared: readonly SharedAmount[], hasOwn: (region: string) => boolean): SharedAmount[] {
  const covered = new Set<string>()
  return [...shared].sort(byShared).filter(({ members }) => {
    if (members.some((member) => covered.has(member) || hasOwn(member))) return false
    for (const member of members) covered.add(member)
    return true
  })
}

/** What the smaller regions inside a region come to in one unit: a lower bound, as some of them may not have reported. */
function insideRange(lives: readonly Live[], region: string, unit: Unit): Range {
  const children = [...new Set(lives.flatMap(({ seat }) => (seat.region === region ? [] : [seat.region])))].sort()
  const own = new Map(children.map((child) => [child, ownRange(lives, child, unit)]))
  const together = lives
    .filter(({ seat, status }) => seat.role === 'inside' && status === 'reported')
    .flatMap((live) => sharedAmount(live, unit))
  const added = sharedToAdd(mergeShared(together), (code) => hasFigure(own.get(code) ?? noFigure))
  return { ...sumRanges([...own.values(), ...added].filter(hasFigure)), high: null }
}

const sourcesIn = ({ piece }: Live): string[] =>
  piece.alternatives.map(({ statement: { source } }) => `${source.publisher}\n${source.statedBy}\n${source.url}`)

/** A shared figure in a unit, as a list of none or one. `toMember` maps the regions it names to the ones a sum is over. */
export function sharedAmount(live: Live, unit: Unit, toMember: (code: string) => string = (code) => code): SharedAmount[] {
  const { track } = live.seat
  if (track.unit !== unit || track.place !== null || !hasFigure(live.piece)) return []
  const { low, best, high, head } = live.piece
  const members = [...new Set(track.regions.map(toMember))].sort()
  return [{ key: track.key, members, unit, low, best, high, tier: head.statement.source.tier, sources: new Set(sourcesIn(live)).size }]
}

/** Rule 3 for shared figures: several incidents about the same regions in one unit may be the same homes. */
export function mergeShared(shared: readonly SharedAmount[]): SharedAmount[] {
  const groups = new Map<string, SharedAmount[]>()
  for (const amount of shared) {
    const key = `${amount.members.join()} ${amount.unit}`
    groups.set(key, [...(groups.get(key) ?? []).filter((other) => other.key !== amount.key), amount])
  }
  return [...groups].map(([key, amounts]) => ({
    key,
    members: amounts[0]?.members ?? [],
    unit: amounts[0]?.unit ?? 'customers',
    tier: Math.min(...amounts.map(({ tier }) => tier)),
    sources: amounts.reduce((sum, { sources }) => sum + sources, 0),
    ...overlapRanges(amounts),
  }))
}

/**
 * Rule 4: a region and the smaller ones inside it are never added. Its own whole figure is best; what the inside comes to lifts the low
 * end (never above best) and, where it is the larger, the high end. Without one, the larger of its places and of the inside is the lower bound.
 */
export function withInside(own: Range, ownIsWhole: boolean, inside: Range): Range {
  if (!hasFigure(inside)) return own
  if (!ownIsWhole) return { low: largest([own.low, inside.best]), best: largest([own.best, inside.best]), high: null }
  const low = largest([own.low, inside.best])
  return {
    low: low === null || own.best === null ? low : Math.min(low, own.best),
    best: own.best,
    high: own.high === null ? null : largest([own.high, inside.best]),
  }
}

const isWholeFigure = (live: Live, region: string): boolean =>
  live.status === 'reported' &&
  live.seat.role === 'own' &&
  live.seat.region === region &&
  live.seat.track.place === null &&
  hasFigure(live.piece)

/** Rules 1 to 4: low, best and high of one region in one unit from everything about it that is reported. Null best: out, no figure. */
export function regionRange(lives: readonly Live[], region: string, unit: Unit | null): Range {
  const own = ownRange(lives, region, unit)
  if (unit === null || unit === 'percent') return own
  return withInside(
    own,
    lives.some((live) => isWholeFigure(live, region)),
    insideRange(lives, region, unit),
  )
}
