import type { BasisEntry, ImpactTotals, RegionImpact } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'
import type { Denominator, Region } from '@/lib/schema/region'
import type { Statement } from '@/lib/schema/statement'
import type { PreciseTime } from '@/lib/schema/time'
import { instant } from '@/lib/time/interval'
import { allowedMeasures, type ImpactAsk } from './connections'
import { basisOf, besideOf, entryOf } from './explain'
import { type Headline, headlineOf, lastFigure } from './headline'
import { type Moment, wordsSeen } from './moment'
import { hasFigure } from './range'
import { type Live, livesAt, type RegionTracks, type Scene, sceneAt, treeOf } from './scene'
import { denominatorFor, shareOf } from './share'
import { sharedIn, totalOf } from './totals'

const hour = 3_600_000

/** The answer of `GET /impact` but for the echo of the question. */
export interface ImpactAnswer {
  data: RegionImpact[]
  totals: ImpactTotals
  totalsByService: ImpactTotals[]
  nationWide: BasisEntry[]
  lastAsOf: PreciseTime | null
}

/** The regions an answer has rows for. */
export function regionsOf(regions: readonly Region[], ask: Pick<ImpactAsk, 'level' | 'regions'>): Region[] {
  const wanted = new Set(ask.regions)
  return regions.filter(({ code, level, inPack }) => inPack && level === ask.level && (wanted.size === 0 || wanted.has(code)))
}

/** Maps a code to the region of the rows it lies in: itself, or the larger one around it. */
export function memberOf(regions: readonly Region[], rows: readonly Region[]): (code: string) => string {
  const codes = new Set(rows.map(({ code }) => code))
  const tree = treeOf(regions)
  return (code) => {
    const parent = tree.find(code)?.parent
    return !codes.has(code) && parent !== null && parent !== undefined && codes.has(parent) ? parent : code
  }
}

/** Everything that one row is made of. */
interface Seen {
  tracks: RegionTracks
  lives: readonly Live[]
  headline: Headline
}

function lastOf(headline: Headline, code: string): RegionImpact['last'] {
  const figure = lastFigure(headline, code)
  const [latest] = headline.resting
  if (figure === null || latest === undefined) return null
  const { low, best, high, unit } = figure
  return { low, best, high, unit, state: latest.piece.state, asOf: latest.piece.head.statement.asOf }
}

/** The latest word a row rests on: of the figures where it has a figure. */
function latestOf({ resting, unit }: Headline): Live | undefined {
  const figures = resting.filter(({ seat, piece }) => seat.track.unit === unit && hasFigure(piece))
  const [first, ...others] = figures.length > 0 ? figures : resting
  return first && others.reduce((latest, live) => (live.piece.from > latest.piece.from ? live : latest), first)
}

const isReading = ({ piece }: Live): boolean => piece.head.statement.reading !== undefined

/** What the feed that a row quotes says it serves there: sourced, and of the same moment as the count. */
function servedBy(lead: Live | undefined, { code }: Region, unit: Unit | null): Denominator | null {
  const { reading, source, asOf } = lead?.piece.head.statement ?? {}
  if (lead?.seat.region !== code || !reading?.served || (unit !== 'customers' && unit !== 'households')) return null
  const year = Number(asOf?.time.slice(0, 4))
  return { of: unit, value: reading.served, kind: 'sourced', formula: null, source: source?.publisher ?? '', year, note: null }
}

/** The row of a region that nothing is said of, as most are at most times. Field by field, as below: spreads are most of what a row costs. */
const silentRow = ({ region: { code, name }, service }: RegionTracks): RegionImpact => ({
  region: code,
  name,
  service,
  standing: 'notReported',
  low: null,
  best: null,
  high: null,
  measure: null,
  unit: null,
  state: null,
  tier: null,
  share: null,
  denominator: null,
  asOf: null,
  ageHours: null,
  last: null,
  beside: [],
  incidents: [],
  basis: [],
})

function rowOf({ tracks, lives, headline }: Seen, at: number): RegionImpact {
  const { region, service } = tracks
  const { low, best, high, standing, measure, unit, resting } = headline
  const beside = livesAt(tracks.beside, at)
  if (lives.length === 0 && beside.length === 0) return silentRow(tracks)
  const [lead] = resting
  const denominator = measure === 'without' ? (servedBy(lead, region, unit) ?? denominatorFor(region, unit)) : null
  const isShare = denominator !== null && standing === 'reported' && hasFigure(headline)
  const latest = latestOf(headline)
  return {
    region: region.code,
    name: region.name,
    service,
    standing,
    low,
    best,
    high,
    measure,
    unit,
    state: lead?.piece.state ?? null,
    tier: lead?.piece.head.statement.source.tier ?? null,
    share: isShare ? shareOf(headline, denominator) : null,
    denominator,
    asOf: latest?.piece.head.statement.asOf ?? null,
    ageHours: latest === undefined ? null : Math.max(0, (at - latest.piece.ageFrom) / hour),
    last: lastOf(headline, region.code),
    beside: besideOf(tracks, headline, lives, beside),
    incidents: [...new Set(resting.filter((live) => !isReading(live)).map(({ seat }) => seat.track.incident))].sort(),
    basis: basisOf(headline, lives, beside, region.code),
  }
}

/** Statements about the whole country that stand, and reported figures for several regions together: told beside the sum. */
function nationWide(scene: Scene, seen: readonly Seen[], ask: ImpactAsk, at: number): BasisEntry[] {
  const measures = allowedMeasures(ask)
  const seats = scene.nation
    .filter(({ pool, measure }) => pool === 'own' && measures.includes(measure))
    .map((track) => ({ track, role: 'own' as const, region: '', endedAt: [] }))
  const nation = livesAt(seats, at).filter(({ status }) => status === 'reported' || status === 'restored')
  const shared = seen.flatMap(({ lives }) =>
    lives.filter(({ seat, status }) => seat.role === 'shared' && status === 'reported' && measures.includes(seat.track.measure)),
  )
  const pieces = new Set(shared.map(({ piece }) => piece))
  return [
    ...nation.flatMap(({ piece }) => piece.alternatives.map((word) => entryOf(word, 'nationWide'))),
    ...[...pieces].flatMap((piece) => piece.alternatives.map((word) => entryOf(word, 'sharedAcrossRegions'))),
  ]
}

/** The last time that anything was said of what was asked, the more precise of two that begin together. */
function lastWord(
  scene: Scene,
  rows: readonly Region[],
  toMember: (code: string) => string,
  ask: ImpactAsk,
  at: number,
): PreciseTime | null {
  const codes = new Set(rows.map(({ code }) => code))
  const isAsked = (code: string) => ask.regions.length === 0 || codes.has(toMember(code))
  let last: Scene['words'][number] | undefined
  for (const word of scene.words) {
    const { regions, service } = word.statement
    if (word.from > at || !ask.services.includes(service) || !regions.some(isAsked)) continue
    if (last === undefined || word.from > last.from || (word.from === last.from && word.until < last.until)) last = word
  }
  return last?.statement.asOf ?? null
}

/**
 * What each region is without at a moment: one row a region and service, the sums, and what stands beside them (design "Impact", 1 to 3).
 * Pure: the order of statements is of no account, and nothing is read from a clock. RangeError when a moment is no instant.
 */
export function impactAt(statements: readonly Statement[], regions: readonly Region[], ask: ImpactAsk, moment: Moment): ImpactAnswer {
  const asOf = instant(moment.asOf)
  const at = Date.parse(asOf)
  const tree = treeOf(regions)
  const rows = regionsOf(regions, ask)
  const words = wordsSeen(statements, tree.zoneOf, { from: asOf, until: asOf }, moment)
  const scene = sceneAt(at, words, tree, { services: ask.services, regions: rows })
  const seen = scene.regions.map((tracks): Seen => {
    const lives = livesAt(tracks.seats, at)
    return { tracks, lives, headline: headlineOf(tracks, lives, ask) }
  })
  const toMember = memberOf(regions, rows)
  const totalsByService = ask.services.map((service) => {
    const ofService = seen.filter(({ tracks }) => tracks.service === service)
    const lives = ofService.flatMap((one) => one.lives)
    const counted = ofService.map(({ tracks, headline: { low, best, high, standing, measure, unit } }) => {
      return { region: tracks.region.code, low, best, high, standing, measure, unit }
    })
    return totalOf(service, counted, sharedIn(lives, ask, toMember), ask)
  })
  const [totals = totalOf('electricity', [], [], ask)] = totalsByService
  return {
    data: seen.map((one) => rowOf(one, at)),
    totals,
    totalsByService,
    nationWide: nationWide(scene, seen, ask, at),
    lastAsOf: lastWord(scene, rows, toMember, ask, at),
  }
}
