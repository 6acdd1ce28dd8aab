import type { Locale } from '@/lib/i18n/locale'
import { fill, formatRange, formatShare, formatShort } from '@/lib/i18n/numbers'
import type { Standing } from '@/lib/schema/incident'
import type { Unit } from '@/lib/schema/observation'
import {
  type Served,
  type StandingMark,
  shareMark,
  shareOf,
  shownCount,
  standingMark,
  type Told,
  toldFigure,
  toldShare,
} from './standing-mark'

/** The words a figure on the map is told in; templates have their places in braces. They go to the browser, which tells the frames of time by them. */
export interface FigureWords {
  standing: Record<Standing, string>
  unit: Partial<Record<Unit, string>>
  /** That the service in view is back, short. */
  back: string
  noFigure: string
  noShare: string
  atLeastShort: string
  withUnit: string
  lastFigure: string
  shareOf: string
  sources: string
  moreSources: string
}

/** How figures are told: what the shade stands for, and in which words of which language. */
export interface Telling {
  shade: 'amount' | 'share'
  words: FigureWords
  locale: Locale
}

/** What the map says of one region's figure. */
export interface ToldFigure {
  mark: StandingMark
  /** The second line of its label: a short figure, or that the service is back. Null where nothing short can be said. */
  figure: string | null
  /** The range with its unit. Null where the standing says it all. */
  range: string | null
  /** The share with what it is a share of; that there is none where one is looked for. Null where it is not asked for. */
  share: string | null
}

const exactly = (value: number) => ({ low: value, best: value, high: value })

function shortFigure(told: Told, served: Served | null, { shade, words, locale }: Telling): string | null {
  if (told.standing === 'restored') return words.back
  const figure = toldFigure(told)
  const isShare = shade === 'share' || figure?.unit === 'percent'
  const range = isShare ? toldShare(told, served) : figure
  const value = range && shownCount(range)
  if (range === null || value === null) return null
  const text = isShare ? formatShare(exactly(value), locale) : formatShort(value, locale)
  return range.high === null ? fill(words.atLeastShort, { count: text ?? '' }) : text
}

function longFigure(told: Told, { words, locale }: Telling): string | null {
  if (told.standing === 'notReported' || told.standing === 'restored') return null
  const figure = toldFigure(told)
  const percent = figure?.unit === 'percent' ? shareOf(figure, null) : null
  const range = percent ? formatShare(percent, locale) : figure && formatRange(figure, locale)
  if (!figure || !range) return words.noFigure
  const unit = percent === null && figure.unit !== null ? words.unit[figure.unit] : undefined
  const text = unit === undefined ? range : fill(words.withUnit, { range, unit })
  return told.standing === 'stale' ? fill(words.lastFigure, { figure: text }) : text
}

function shareText(told: Told, served: Served | null, { shade, words, locale }: Telling): string | null {
  if (shade === 'amount' || told.standing !== 'reported' || told.unit === 'percent') return null
  const share = toldShare(told, served)
  const text = share && formatShare(share, locale)
  const whole = told.unit === null ? undefined : served?.[told.unit]
  if (!text || whole === undefined) return words.noShare
  return fill(words.shareOf, {
    share: text,
    count: formatRange(exactly(whole.value), locale) ?? '',
    unit: words.unit[whole.of === 'population' ? 'people' : whole.of] ?? '',
  })
}

/** One region's figure in words and as a mark. `served` is what its counts are held against. */
export function tellFigure(told: Told, served: Served | null, telling: Telling): ToldFigure {
  return {
    mark: telling.shade === 'share' ? shareMark(told, served) : standingMark(told),
    figure: shortFigure(told, served, telling),
    range: longFigure(told, telling),
    share: shareText(told, served, telling),
  }
}

/** The whole state of a region in one line, for readers who do not see the map: `Kharkiv: reported, 600,000 customers, 8 Jan`. */
export const sentenceOf = (name: string, parts: readonly (string | null)[]): string => `${name}: ${parts.filter(Boolean).join(', ')}`
