import type { Locale } from '@/lib/i18n/locale'
import { formatRange, formatShort } from '@/lib/i18n/numbers'
import { translator, type Words } from '@/lib/i18n/translator'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import { standings } from '@/lib/schema/vocabulary'
import { formatPrecise } from '@/lib/time/format'
import { type StandingMark, shownCount, standingMark } from './standing-mark'

/** One region as both maps show it, in words of one language: made on the server, so that the browser needs no word list and no calendar. */
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
  card: { standing: string; figure: string | null; asOf: string | null; sources: string | null }
}

/** A sea of the drawing: its name and where the name would stand, longitude and latitude. */
export interface Sea {
  name: string
  at: readonly [number, number]
}

interface Speech {
  locale: Locale
  zone: string
  t: Words<'map'>
  words: Words<'words'>
}

type Told = Pick<RegionImpact, 'low' | 'best' | 'high' | 'unit'>

const publishersShown = 2

const told = (impact: RegionImpact): Told | null => (impact.standing === 'stale' ? impact.last : impact)

function shortFigure(impact: RegionImpact, { locale, t }: Speech): string | null {
  if (impact.standing === 'restored') return t('back', { service: impact.service })
  const range = told(impact)
  const count = range && shownCount(range)
  if (range === null || count === null) return null
  return range.high === null ? t('atLeastShort', { count: formatShort(count, locale) }) : formatShort(count, locale)
}

function longFigure(impact: RegionImpact, { locale, t, words }: Speech): string | null {
  if (impact.standing === 'notReported' || impact.standing === 'restored') return null
  const range = told(impact)
  const text = range && formatRange(range, locale)
  if (!range || !text) return t('noFigure')
  const figure = range.unit === null ? text : t('withUnit', { range: text, unit: words(`unitPlural.${range.unit}`) })
  return impact.standing === 'stale' ? t('lastFigure', { figure }) : figure
}

function sourcesOf({ basis }: RegionImpact, t: Words<'map'>): string | null {
  const publishers = [...new Set(basis.map(({ publisher }) => publisher))]
  if (publishers.length === 0) return null
  const shown = publishers.slice(0, publishersShown).join(', ')
  const more = publishers.length - publishersShown
  return t('sources', { publishers: more > 0 ? t('moreSources', { publishers: shown, count: more }) : shown })
}

function describe(impact: RegionImpact, region: Region, anchor: readonly [number, number], speech: Speech): MapRegion {
  const { locale, zone, t, words } = speech
  const name = region.shortName[locale]
  const standing = words(`standing.${impact.standing}`)
  const figure = longFigure(impact, speech)
  const asOf = impact.asOf && formatPrecise(impact.asOf, { locale, zone, form: 'short' })
  return {
    code: impact.region,
    name,
    mark: standingMark(impact),
    figure: shortFigure(impact, speech),
    anchor,
    sentence: t('sentence', { name, standing, figure: figure ?? 'none', asOf: asOf ?? 'none' }),
    card: { standing, figure, asOf, sources: sourcesOf(impact, t) },
  }
}

/** Words of the live map's controls, and the seas: the browser's share of the word list. */
export interface MapWords {
  name: string
  zoomIn: string
  zoomOut: string
  reset: string
  attribution: string
  unavailable: string
  seas: readonly Sea[]
}

export function mapWords(locale: Locale): MapWords {
  const t = translator(locale, 'map')
  return {
    name: t('name'),
    zoomIn: t('zoomIn'),
    zoomOut: t('zoomOut'),
    reset: t('reset'),
    attribution: t('attribution'),
    unavailable: t('unavailable'),
    seas: [
      { name: t('blackSea'), at: [31.6, 45.4] },
      { name: t('seaOfAzov'), at: [36.6, 46.1] },
    ],
  }
}

const weight = (impact: RegionImpact) => shownCount(told(impact) ?? { low: null, best: null, high: null }) ?? -1

/** By standing, then by amount, then the newest word first: the order of the table, of the labels' claims to room, and of the keyboard. */
function byRank(a: RegionImpact, b: RegionImpact): number {
  const standing = standings.indexOf(a.standing) - standings.indexOf(b.standing)
  return standing || weight(b) - weight(a) || (a.ageHours ?? 0) - (b.ageHours ?? 0) || a.region.localeCompare(b.region)
}

/**
 * What the maps show of an impact answer, in one language, most important first. `impacts` are the rows of one service;
 * a region without a place on the map (a country of another territory) is left to the table.
 */
export function mapRegions(
  impacts: readonly RegionImpact[],
  regions: readonly Region[],
  { locale, zone }: { locale: Locale; zone: string },
): MapRegion[] {
  const speech = { locale, zone, t: translator(locale, 'map'), words: translator(locale, 'words') }
  const byCode = new Map(regions.map((region) => [region.code, region]))
  return [...impacts].sort(byRank).flatMap((impact) => {
    const region = byCode.get(impact.region)
    return region?.labelPoint ? [describe(impact, region, region.labelPoint, speech)] : []
  })
}
