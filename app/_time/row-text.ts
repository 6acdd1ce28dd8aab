import type { RegionFrame } from '@/app/_ui/shown-frame'
import { type StandingMark, shownCount, standingMark } from '@/app/_ui/standing-mark'
import type { Locale } from '@/lib/i18n/locale'
import { formatCell, formatRange } from '@/lib/i18n/numbers'
import type { Unit } from '@/lib/schema/observation'

type Figure = NonNullable<RegionFrame['last']>

/** Words of a moving row, in one language. */
export interface RowWords {
  noFigure: string
  units: Record<Unit, string>
}

/** What a row of the table says of one moment. Null: nothing to say there. */
export interface RowText {
  mark: StandingMark
  value: string | null
  range: string | null
  unit: string | null
}

/** A region in a frame as its row says it: the figure now, while stale the last one, and of what is not reported nothing. */
export function rowText(region: RegionFrame, locale: Locale, words: RowWords): RowText {
  const mark = standingMark(region)
  if (region.standing === 'notReported') return { mark, value: null, range: null, unit: null }
  if (region.standing === 'restored') return { mark, value: formatCell({ low: 0, best: 0, high: 0 }, locale), range: null, unit: null }
  const figure = region.standing === 'stale' ? region.last : region
  const count = figure && shownCount(figure)
  if (figure === null || count === null) return { mark, value: words.noFigure, range: null, unit: null }
  const isRange = figure.low === null || figure.high === null || figure.low < figure.high
  return {
    mark,
    value: formatCell({ ...figure, best: count }, locale),
    range: isRange ? formatRange(figure, locale) : null,
    unit: figure.unit && words.units[figure.unit],
  }
}

const isSameFigure = (a: Figure | null, b: Figure | null): boolean =>
  a === b || (a !== null && b !== null && a.low === b.low && a.best === b.best && a.high === b.high && a.unit === b.unit)

/** Whether two moments of a region look alike: a row that stays as it is needs no drawing. */
export const isSameState = (a: RegionFrame | undefined, b: RegionFrame): boolean =>
  a !== undefined && a.standing === b.standing && isSameFigure(a, b) && isSameFigure(a.last, b.last)
