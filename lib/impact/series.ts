import type { Series, SeriesPoint, Step } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import type { Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import { instant, nextBucket } from '@/lib/time/interval'
import type { ImpactAsk } from './connections'
import { type Headline, headlineOf, lastFigure, nothing } from './headline'
import { householdHours } from './household-hours'
import { memberOf, regionsOf } from './impact'
import { type Clocks, wordsSeen } from './moment'
import { largest } from './range'
import { type Live, type RegionTracks, type Seat, sceneOf, treeOf } from './scene'
import { type Piece, statusOf } from './standing'
import { type Row, sharedIn, totalOf } from './totals'

export type SeriesAsk = ImpactAsk & { step: Step; from: Instant; to: Instant; zone: string }

const hour = 3_600_000

/** What a region says from `at` until its next change. */
export interface Change {
  at: number
  headline: Omit<Row, 'region'>
  last: SeriesPoint['last'] | null
  shared: readonly Live[]
}

/** A piece of a seat and how long it is told, and of that how long as reported. */
interface Told {
  seat: Seat
  piece: Piece
  endedAt: number
  reportedUntil: number
  until: number
}

const toldBy = (seat: Seat): Told[] =>
  seat.track.pieces.map((piece, index) => {
    const endedAt = seat.endedAt[index] ?? Number.POSITIVE_INFINITY
    const until = Math.min(piece.until, piece.toldUntil)
    return { seat, piece, endedAt, reportedUntil: piece.back ? piece.from : Math.min(until, endedAt, piece.freshUntil), until }
  })

/** The instants in [from, to) at which something about a region changes, `from` first. */
function changeTimes(told: readonly Told[], from: number, to: number): number[] {
  const times = new Set([from])
  const add = (time: number) => time > from && time < to && times.add(time)
  for (const { piece, endedAt, reportedUntil, until } of told) {
    add(piece.from)
    add(reportedUntil)
    add(endedAt)
    add(until)
  }
  return [...times].sort((a, b) => a - b)
}

/** Reads which of some pieces, in order of their beginning, are in force at times that only grow. */
function inForce(told: readonly Told[], end: (one: Told) => number): (at: number) => Live[] {
  let next = 0
  let active: Told[] = []
  return (at) => {
    active = active.filter((one) => end(one) > at)
    for (let one = told[next]; one !== undefined && one.piece.from <= at; one = told[++next]) if (end(one) > at) active.push(one)
    return active.map(({ seat, piece, endedAt }) => ({ seat, piece, status: statusOf(piece, endedAt, at) }))
  }
}

/**
 * A region's step function over [from, to), read at its changes only. Where something is reported, what is stale or ended weighs nothing,
 * so that the long tail of old words is looked through only when nothing is.
 */
export function changesOf(tracks: RegionTracks, ask: ImpactAsk, from: number, to: number): Change[] {
  const told = tracks.seats.flatMap(toldBy).filter(({ piece, until }) => piece.from < to && until > from)
  told.sort((a, b) => a.piece.from - b.piece.from)
  const reported = inForce(told, (one) => one.reportedUntil)
  const everything = inForce(told, (one) => one.until)
  const headlineFrom = (at: number, fresh: readonly Live[]): Headline => {
    const headline = headlineOf(tracks, fresh, ask)
    return headline.standing === 'reported' ? headline : headlineOf(tracks, everything(at), ask)
  }
  return changeTimes(told, from, to).map((at) => {
    const fresh = reported(at)
    const shared = fresh.filter(({ seat }) => seat.role === 'shared')
    const headline = headlineFrom(at, fresh)
    const { low, best, high, standing, measure, unit } = headline
    return { at, shared, headline: { low, best, high, standing, measure, unit }, last: lastFigure(headline, tracks.region.code) }
  })
}

/** Reads the changes in force in buckets that follow one another: the one a bucket begins with and those inside it, with their hours in it. */
function bucketReader(changes: readonly Change[]): (start: number, end: number) => { change: Change; hours: number }[] {
  let place = 0
  return (start, end) => {
    while ((changes[place + 1]?.at ?? end) <= start) place++
    const within: { change: Change; hours: number }[] = []
    for (let index = place, change = changes[index]; change !== undefined && change.at < end; change = changes[++index]) {
      const until = Math.min(changes[index + 1]?.at ?? end, end)
      within.push({ change, hours: (until - Math.max(change.at, start)) / hour })
    }
    return within
  }
}

function pointOf(within: readonly { change: Change; hours: number }[]): SeriesPoint {
  const end = within.at(-1)?.change
  const { low, best, high, standing, unit } = end?.headline ?? nothing
  const reported = within.filter(({ change }) => change.headline.standing === 'reported')
  return {
    ...{ low, best, high, standing, unit },
    peak: largest(within.map(({ change }) => change.headline.best)),
    hoursCovered: reported.reduce((sum, { hours }) => sum + hours, 0),
    ...(end?.last && { last: end.last }),
  }
}

/** Boundaries of the zone's hours, days or weeks; the first and the last bucket are cut to the period. */
export function bucketsOf({ step, from, to, zone }: Pick<SeriesAsk, 'step' | 'from' | 'to' | 'zone'>): { start: Instant; end: Instant }[] {
  const buckets: { start: Instant; end: Instant }[] = []
  const last = instant(to)
  for (let start = instant(from); start < last; ) {
    const next = nextBucket(start, step, zone)
    const end = next < last ? next : last
    buckets.push({ start, end })
    start = end
  }
  return buckets
}

type Total = Series['buckets'][number]['total']

/** The sum over regions in a bucket: read wherever any region changes, so that its peak is one that held at one time. */
function bucketTotal(sumAt: (at: number) => Omit<Total, 'peak'>, times: readonly number[]): Total {
  const sums = times.map(sumAt)
  const last = sums.at(-1) ?? { low: null, best: null, high: null, reported: 0 }
  return { ...last, peak: largest(sums.map(({ best }) => best)) }
}

/** A reader of the sum of all regions at times that only grow. */
function sumReader(
  regions: readonly { code: string; changes: readonly Change[] }[],
  ask: SeriesAsk,
  toMember: (code: string) => string,
): (at: number) => Omit<Total, 'peak'> {
  const [service = 'electricity'] = ask.services
  const places = regions.map(() => 0)
  return (at) => {
    const current = regions.map(({ code, changes }, index) => {
      let place = places[index] ?? 0
      while ((changes[place + 1]?.at ?? Number.POSITIVE_INFINITY) <= at) place++
      places[index] = place
      return { code, change: changes[place] }
    })
    const rows = current.map(({ code, change }) => ({ ...(change?.headline ?? nothing), region: code }))
    const shared = sharedIn(
      current.flatMap(({ change }) => change?.shared ?? []),
      ask,
      toMember,
    )
    const { low, best, high, reported } = totalOf(service, rows, shared, ask)
    return { low, best, high, reported }
  }
}

/**
 * The standing and range of each region over [from, to) in buckets of the zone's hours, days or weeks: the range at the end of a bucket, the
 * highest best inside it, how many of its hours were reported; a gap is null with its standing as the reason. With it the estimated
 * household-hours of each region over the whole period. Of the first service asked for. RangeError when a time cannot be read.
 */
export function seriesOf(
  statements: readonly Statement[],
  regions: readonly Region[],
  ask: SeriesAsk,
  clocks: Clocks,
): Pick<Series, 'buckets' | 'hours'> {
  const from = Date.parse(instant(ask.from))
  const to = Date.parse(instant(ask.to))
  const tree = treeOf(regions)
  const rows = regionsOf(regions, ask)
  const scene = sceneOf(wordsSeen(statements, tree.zoneOf, null, clocks), tree, { services: ask.services.slice(0, 1), regions: rows })
  const told = scene.regions.map((tracks) => ({ code: tracks.region.code, changes: changesOf(tracks, ask, from, to) }))
  const sumAt = sumReader(told, ask, memberOf(regions, rows))
  const readers = told.map(({ code, changes }) => ({ code, within: bucketReader(changes) }))
  const times = [...new Set(told.flatMap(({ changes }) => changes.map(({ at }) => at)))].sort((a, b) => a - b)
  let next = 0
  const buckets = bucketsOf(ask).map(({ start, end }) => {
    const [first, last] = [Date.parse(start), Date.parse(end)]
    const points = readers.map(({ code, within }) => [code, pointOf(within(first, last))] as const)
    const inside: number[] = []
    for (let time = times[next]; time !== undefined && time < last; time = times[++next]) if (time > first) inside.push(time)
    return { start, end, regions: Object.fromEntries(points), total: bucketTotal(sumAt, [first, ...inside]) }
  })
  const hours = scene.regions.map((tracks) => [tracks.region.code, householdHours(tracks, from, to, ask.unit)] as const)
  return { buckets, hours: Object.fromEntries(hours) }
}
