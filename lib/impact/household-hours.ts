import type { HouseholdHours, Range } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'
import { connectionUnits } from '@/lib/schema/vocabulary'
import { sumClosed, sumKnown } from './range'
import { type Amount, combineAmounts } from './region'
import { livesAt, type RegionTracks, type Seat } from './scene'
import { holdsFor } from './shelf-life'
import type { Piece } from './standing'

const hour = 3_600_000

/** A stretch between two consecutive observations of one track, in milliseconds: `best` the last value carried, low and high of the two. */
interface Stretch extends Amount {
  from: number
  until: number
}

/** A piece up to the last snapshot that said the same: a reading that nothing contradicted stands for all that said it again. */
function confirmed(
  { from, ageFrom, head, low, best, high }: Piece,
  until: number,
): (Range & { from: number; until: number; best: number })[] {
  const end = Math.min(ageFrom, until)
  return head.statement.reading === undefined || best === null || end <= from ? [] : [{ low, best, high, from, until: end }]
}

/** The stretches of one track. A gap longer than the shelf life, or a word without a number at either end, is not covered. */
function stretchesOf({ track, endedAt }: Seat): Stretch[] {
  const { incident, place } = track
  return track.pieces.flatMap((piece, index): Stretch[] => {
    const following = track.pieces[index + 1]
    const ended = endedAt[index] ?? Number.POSITIVE_INFINITY
    const next = ended < piece.until ? { from: ended, low: 0, best: 0, high: 0 } : following
    const said = confirmed(piece, next?.from ?? Number.POSITIVE_INFINITY).map((stretch) => ({ incident, place, ...stretch }))
    const from = said[0]?.until ?? piece.from
    if (next === undefined || piece.best === null || next.best === null || next.from <= from) return said
    if (next.from - piece.ageFrom > holdsFor(piece.head.statement, false) * hour) return said
    const low = piece.low === null || next.low === null ? null : Math.min(piece.low, next.low)
    const high = piece.high === null || next.high === null ? null : Math.max(piece.high, next.high)
    return [...said, { incident, place, low, best: piece.best, high, from, until: next.from }]
  })
}

const seatsIn = ({ seats, region }: RegionTracks, unit: Unit): Seat[] =>
  seats.filter(({ track, role, region: of }) => role === 'own' && of === region.code && track.measure === 'without' && track.unit === unit)

const length = (stretches: readonly Stretch[]): number => stretches.reduce((sum, { from, until }) => sum + until - from, 0)

const cutTo = (stretches: readonly Stretch[], from: number, to: number): Stretch[] =>
  stretches
    .filter((stretch) => stretch.from < to && stretch.until > from)
    .map((stretch) => ({ ...stretch, from: Math.max(stretch.from, from), until: Math.min(stretch.until, to) }))

/**
 * Customers or households, whichever covers more of the period. The two are never added, so periods add up where they are asked for in one
 * unit; to take one unit for all periods, the whole record would have to be read for each.
 */
function longestCovered(
  tracks: RegionTracks,
  allowed: readonly Unit[],
  from: number,
  to: number,
): { unit: Unit; stretches: Stretch[] } | undefined {
  const candidates = allowed.map((unit) => ({ unit, stretches: cutTo(seatsIn(tracks, unit).flatMap(stretchesOf), from, to) }))
  const [lead] = candidates.filter(({ stretches }) => stretches.length > 0).sort((a, b) => length(b.stretches) - length(a.stretches))
  return lead
}

/** The stretches of a period laid side by side: each piece of time with every amount that holds in it. */
function sideBySide(stretches: readonly Stretch[]): { hours: number; amounts: Stretch[] }[] {
  const inside = [...stretches].sort((a, b) => a.from - b.from)
  const cuts = [...new Set(inside.flatMap((stretch) => [stretch.from, stretch.until]))].sort((a, b) => a - b)
  let next = 0
  let active: Stretch[] = []
  return cuts.slice(0, -1).map((cut, index) => {
    active = active.filter(({ until }) => until > cut)
    for (let stretch = inside[next]; stretch !== undefined && stretch.from <= cut; stretch = inside[++next]) {
      if (stretch.until > cut) active.push(stretch)
    }
    return { hours: ((cuts[index + 1] ?? cut) - cut) / hour, amounts: active }
  })
}

/**
 * Estimated household-hours of a region in [from, to), milliseconds: step Σ Cₖ·Δt, low Σ min(Cₖ, Cₖ₊₁)·Δt, high Σ max(Cₖ, Cₖ₊₁)·Δt over
 * consecutive observations of a track, at most the shelf life apart. Tracks of several incidents meet by the rules of a region (the largest,
 * at most the sum). `coverage` is the share of the period that lies between such observations; `open` says that the last word still holds
 * at its end. Null where nothing is covered; a stretch whose upper end is open leaves the sum open.
 */
export function householdHours(tracks: RegionTracks, from: number, to: number, unit: Unit | 'connections' | undefined): HouseholdHours {
  const allowed = connectionUnits.filter((one) => unit === undefined || unit === 'connections' || unit === one)
  const lead = longestCovered(tracks, allowed, from, to)
  const pieces = sideBySide(lead?.stretches ?? []).filter(({ amounts }) => amounts.length > 0)
  const parts = pieces.map(({ hours, amounts }) => ({ hours, ...combineAmounts(amounts) }))
  const times = (amount: number | null, hours: number) => (amount === null ? null : amount * hours)
  const units = lead === undefined ? allowed : [lead.unit]
  const last = livesAt(
    units.flatMap((one) => seatsIn(tracks, one)),
    to,
  )
  const open = last.some(({ status, piece }) => status === 'reported' && piece.best !== 0)
  return {
    low: sumKnown(parts.map(({ low, hours }) => times(low, hours))),
    best: sumKnown(parts.map(({ best, hours }) => times(best, hours))),
    high: sumClosed(parts.map(({ high, hours }) => times(high, hours))),
    unit: lead?.unit ?? null,
    coverage: parts.reduce((sum, { hours }) => sum + hours, 0) / ((to - from) / hour),
    open,
  }
}
