import { type ViewQuery, viewAddress } from '@/app/_filters/view'
import { type MapRegion, type MapTelling, mapRegions, toldThemselves } from '@/app/_ui/map-regions'
import { figureWords } from '@/app/_ui/map-words'
import type { Locale } from '@/lib/i18n/locale'
import type { Context } from '@/lib/service/context'
import { servedIn } from '@/lib/service/served'
import type { OverviewData } from './overview-data'

/** What a map of the overview draws, and how it tells it. */
export interface MapRows {
  telling: MapTelling
  /** The regions of level 1. */
  regions: MapRegion[]
  /** Over them the raions that have something of their own to tell, where raions are asked for; else null. */
  inside: MapRegion[] | null
}

/** The rows of the overview as its maps show them: on the page, in its picture and in a frame elsewhere. */
export function mapRows({ territory }: Context, locale: Locale, query: ViewQuery, data: OverviewData): MapRows {
  const served = servedIn(data.regions)
  const telling = { locale, zone: territory.zone, shade: query.shade, words: figureWords(locale, data.service) }
  if (data.oblasts === null) return { telling, regions: mapRegions(data.impact.data, data.regions, telling, served), inside: null }
  const away = (code: string) => `/${locale}${viewAddress({ ...query, level: undefined })}#row-${code}`
  const oblasts = mapRegions(data.oblasts.data, data.regions, telling, served)
  return {
    telling,
    regions: oblasts.map((row) => ({ ...row, away: away(row.code) })),
    inside: mapRegions(toldThemselves(data.impact.data), data.regions, telling, served),
  }
}
