import { type BasisEntry, type BasisRule, type BesideFigure, basisRules } from '@/lib/schema/impact'
import { seatsIn, unitsBeside } from './connections'
import type { Headline } from './headline'
import { hasFigure } from './range'
import { disjointPlaces, regionRange } from './region'
import type { Live, RegionTracks } from './scene'
import type { Pool } from './track'
import type { Word } from './word'

/** One statement behind a number, with the rule that used it. */
export function entryOf({ statement, low, best, high }: Word, rule: BasisRule): BasisEntry {
  const { id, report, incident, source, asOf, quote, place, regions, measure, unit, state, quantityText, note } = statement
  const { publisher, statedBy, tier, url } = source
  const feed = statement.reading?.feed ?? null
  return {
    rule,
    low,
    best,
    high,
    observation: id,
    report,
    incident,
    feed,
    publisher,
    statedBy,
    tier,
    url,
    quote,
    asOf,
    place,
    regions,
    measure,
    unit,
    state,
    quantityText,
    note,
  }
}

const besideRules: Record<Exclude<Pool, 'own'>, BasisRule> = { aside: 'notCounted', occupied: 'occupied', unverified: 'unverified' }

export const besideRule = ({ seat: { track } }: Live): BasisRule => (track.pool === 'own' ? 'sharedAcrossRegions' : besideRules[track.pool])

/** What the rules of a row's seats are told by. */
interface Sight {
  headline: Headline
  code: string
  inRow: ReadonlySet<Live>
  /** By region: the places that were summed into its lower bound, none where it has a figure as a whole. */
  summed: ReadonlyMap<string, ReadonlySet<string>>
}

function sightOf(headline: Headline, code: string): Sight {
  const figures = headline.resting.filter(({ seat, piece }) => seat.role === 'own' && hasFigure(piece))
  const summed = new Map<string, Set<string>>()
  for (const region of new Set(figures.map(({ seat }) => seat.region))) {
    const places = figures.filter(({ seat }) => seat.region === region).map(({ seat }) => seat.track.place)
    summed.set(region, new Set(places.includes(null) ? [] : disjointPlaces(places.flatMap((place) => place ?? []))))
  }
  return { headline, code, inRow: new Set(headline.lives), summed }
}

/** The rule for a whole-region or part figure that is reported and has a number. */
function figureRule({ seat, piece }: Live, { headline, summed }: Sight): BasisRule {
  const { place } = seat.track
  if (place === null) return piece === headline.resting[0]?.piece ? 'headline' : 'otherIncident'
  return summed.get(seat.region)?.has(place) ? 'part' : 'partBelowWhole'
}

function ruleOf(live: Live, sight: Sight): BasisRule {
  const { seat, piece, status } = live
  if (status === 'restored') return 'restores'
  if (status === 'ended') return 'endedByRestoration'
  if (!sight.inRow.has(live)) return 'otherUnit'
  if (status === 'stale') return 'stale'
  if (seat.role !== 'own') return 'sharedAcrossRegions'
  if (seat.region !== sight.code) return 'child'
  return hasFigure(piece) ? figureRule(live, sight) : 'stateOnly'
}

/** The leading word of a moment by the rule of its track; the others of the same moment are alternatives where there is a range to widen. */
function entriesOf(live: Live, rule: BasisRule): BasisEntry[] {
  const { head, alternatives } = live.piece
  return alternatives.map((word) => entryOf(word, word !== head && rule === 'headline' ? 'alternative' : rule))
}

const byRule = (a: BasisEntry, b: BasisEntry): number =>
  basisRules.indexOf(a.rule) - basisRules.indexOf(b.rule) ||
  a.tier - b.tier ||
  (`${a.report} ${a.observation}` < `${b.report} ${b.observation}` ? -1 : 1)

/** The statements behind a row and the rule that used each: the row's own first, then what stands beside it. */
export function basisOf(headline: Headline, lives: readonly Live[], beside: readonly Live[], code: string): BasisEntry[] {
  const sight = sightOf(headline, code)
  const shown = lives.filter((live) => sight.inRow.has(live) || live.status !== 'stale')
  const own = shown.flatMap((live) => entriesOf(live, ruleOf(live, sight)))
  return [...own, ...beside.flatMap((live) => entriesOf(live, besideRule(live)))].sort(byRule)
}

function figureOf(live: Live): BesideFigure {
  const { seat, piece, status } = live
  const { regions, place, measure, unit } = seat.track
  const { low, best, high, state, head } = piece
  const standing = status === 'restored' ? 'restored' : status === 'reported' ? 'reported' : 'stale'
  return {
    rule: besideRule(live),
    low,
    best,
    high,
    standing,
    regions: [...regions],
    place,
    measure,
    unit,
    state,
    asOf: head.statement.asOf,
  }
}

/** The same service counted in other units or by other measures: one figure each, never added to the row's. */
function otherUnits(tracks: RegionTracks, headline: Headline, lives: readonly Live[]): BesideFigure[] {
  const { code } = tracks.region
  if (headline.measure === null && lives.length === 0) return []
  const lead = { measure: headline.measure ?? 'without', unit: headline.measure === null ? null : headline.unit }
  return unitsBeside(lives, lead).flatMap(({ measure, unit }) => {
    const reported = seatsIn(lives, measure, unit).filter(
      ({ seat, status }) => status === 'reported' && seat.track.unit === unit && seat.role === 'own',
    )
    const [latest] = [...reported].sort((a, b) => b.piece.from - a.piece.from || (a.seat.track.key < b.seat.track.key ? -1 : 1))
    if (latest === undefined) return []
    const { state, head } = latest.piece
    const places = new Set(reported.map(({ seat }) => seat.track.place))
    const place = places.size === 1 ? latest.seat.track.place : null
    const range = regionRange(reported, code, unit)
    return [
      {
        rule: 'otherUnit' as const,
        ...range,
        standing: 'reported' as const,
        regions: [code],
        place,
        measure,
        unit,
        state,
        asOf: head.statement.asOf,
      },
    ]
  })
}

/** The figures that stand beside a region's own: shared ones, other units, other authorities, what was reconnected. */
export function besideOf(tracks: RegionTracks, headline: Headline, lives: readonly Live[], beside: readonly Live[]): BesideFigure[] {
  const shared = lives.filter(({ seat, status }) => seat.role !== 'own' && (status === 'reported' || status === 'stale'))
  return [...shared.map(figureOf), ...otherUnits(tracks, headline, lives), ...beside.map(figureOf)]
}
