import { fill } from '@/lib/i18n/numbers'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import { standings } from '@/lib/schema/vocabulary'
import { formatPrecise } from '@/lib/time/format'
import { sentenceOf, type Telling, tellFigure } from './map-figures'
import type { RegionFrame } from './shown-frame'
import { type Served, type StandingMark, shareMark, shownCount, standingMark, toldFigure } from './standing-mark'

/** One region as both maps show it, in words of one language. */
export interface MapRegion {
  code: string
  name: string
  mark: StandingMark
  /** The second line of its label: a short figure, or that the service is back. Null where nothing short can be said. */
  figure: string | null
  /** Longitude and latitude where its label would stand. */
  anchor: readonly [number, number]
  /** The whole state in one line, for readers who do not see the map. */
  sentence: string
  card: { standing: string; figure: string | null; share: string | null; asOf: string | null; sources: string | null }
  /** What its counts are held against, where the shade is the share. */
  served?: Served
  /** Where its row is, if not in the table beside the map. */
  away?: string
}

/** A sea of the drawing: its name and where the name would stand, longitude and latitude. */
export interface Sea {
  name: string
  at: readonly [number, number]
}

/** How a map is told: the figures' words, and the clock that times are told by. */
export interface MapTelling extends Telling {
  zone: string
}

/** A region as the map must know it to place it and to call it by its name. */
export type MapPlace = Pick<Region, 'code' | 'shortName' | 'labelPoint'>

const publishersShown = 2

function sourcesOf({ basis }: RegionImpact, { words }: Telling): string | null {
  const publishers = [...new Set(basis.map(({ publisher }) => publisher))]
  if (publishers.length === 0) return null
  const shown = publishers.slice(0, publishersShown).join(', ')
  const more = publishers.length - publishersShown
  return fill(words.sources, { publishers: more > 0 ? fill(words.moreSources, { publishers: shown, count: String(more) }) : shown })
}

/** Only what a share needs, so that the browser is not sent the sources too. */
function servedOf({ unit, denominator }: RegionImpact, served: Served = {}): Served {
  const own = unit !== null && denominator !== null ? { [unit]: denominator } : {}
  return Object.fromEntries(Object.entries({ ...served, ...own }).map(([counted, { of, value }]) => [counted, { of, value }]))
}

function describe(
  impact: RegionImpact,
  { shortName }: MapPlace,
  anchor: readonly [number, number],
  served: Served,
  telling: MapTelling,
): MapRegion {
  const { locale, zone, shade, words } = telling
  const name = shortName[locale]
  const standing = words.standing[impact.standing]
  const { mark, figure, range, share } = tellFigure(impact, impact.measure === 'without' ? served : null, telling)
  const asOf = impact.asOf && formatPrecise(impact.asOf, { locale, zone, form: 'short' })
  return {
    code: impact.region,
    name,
    mark,
    figure,
    anchor,
    sentence: sentenceOf(name, [standing, range, share, asOf]),
    card: { standing, figure: range, share, asOf, sources: sourcesOf(impact, telling) },
    ...(shade === 'share' && { served }),
  }
}

const weight = (impact: RegionImpact) => shownCount(toldFigure(impact) ?? { low: null, best: null, high: null }) ?? -1

/** By standing, then by amount, then the newest word first: the order of the table, of the labels' claims to room, and of the keyboard. */
export function byRank(a: RegionImpact, b: RegionImpact): number {
  const standing = standings.indexOf(a.standing) - standings.indexOf(b.standing)
  return standing || weight(b) - weight(a) || (a.ageHours ?? 0) - (b.ageHours ?? 0) || a.region.localeCompare(b.region)
}

/**
 * What the maps show of an impact answer, in one language, most important first. `impacts` are the rows of one service; `served` is what
 * counts are held against, by region; a region without a place on the map (a country of another territory) is left to the table.
 */
export function mapRegions(
  impacts: readonly RegionImpact[],
  places: readonly MapPlace[],
  telling: MapTelling,
  served?: ReadonlyMap<string, Served>,
): MapRegion[] {
  const byCode = new Map(places.map((place) => [place.code, place]))
  return [...impacts].sort(byRank).flatMap((impact) => {
    const place = byCode.get(impact.region)
    return place?.labelPoint ? [describe(impact, place, place.labelPoint, servedOf(impact, served?.get(impact.region)), telling)] : []
  })
}

/** The smaller regions that somebody said something about: what is said of the larger region alone is told there. */
export const toldThemselves = (impacts: readonly RegionImpact[]): RegionImpact[] =>
  impacts.filter(({ region, standing, basis }) => standing !== 'notReported' && basis.some(({ regions }) => regions.includes(region)))

const untold: RegionFrame = { standing: 'notReported', low: null, best: null, high: null, unit: null, last: null }

/** The same region with the mark alone of a step of time: where its words are not drawn. */
export const markedAt = (region: MapRegion, frame: RegionFrame = untold, { shade }: Telling): MapRegion => ({
  ...region,
  mark: shade === 'share' ? shareMark(frame, region.served ?? null) : standingMark(frame),
})

/** The same region at a step of time: its mark and figures are the frame's; sources are not told of a step. */
export function regionAt(region: MapRegion, frame: RegionFrame = untold, telling: Telling): MapRegion {
  const standing = telling.words.standing[frame.standing]
  const { mark, figure, range, share } = tellFigure(frame, region.served ?? null, telling)
  const sentence = sentenceOf(region.name, [standing, range, share])
  return { ...region, mark, figure, sentence, card: { standing, figure: range, share, asOf: null, sources: null } }
}
