import { listAddress } from '@/app/_filters/incident-list'
import type { ViewQuery } from '@/app/_filters/view'
import { type IncidentMark, incidentMarks, type LinkedMark } from '@/app/_ui/incident-marks'
import type { MapRegion } from '@/app/_ui/map-regions'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { OverviewData } from './overview-data'

/** One incident's own page; of several the list of these very ones, as they stood at the moment, so that the list has what the circle counts. */
function addressOf({ incidents }: IncidentMark, { locale, query, data }: Shown): string {
  const [only] = incidents
  if (only && incidents.length === 1) return `/${locale}/incidents/${only.id}`
  const { knownAt, publishedBy } = query
  return `/${locale}/incidents${listAddress({ incident: incidents.map(({ id }) => id), asOf: data.asOf, knownAt, publishedBy })}`
}

interface Shown {
  locale: Locale
  query: ViewQuery
  data: OverviewData
  /** The oblasts as the map draws them. */
  regions: readonly MapRegion[]
}

/** The marks of the incidents that are current at the view's moment, with words and links; none where the view has them off. */
export function mapMarks(shown: Shown): LinkedMark[] {
  const { locale, data, regions } = shown
  const t = translator(locale, 'map')
  const rows = new Map(regions.map((region) => [region.code, region]))
  return incidentMarks((data.oblasts ?? data.impact).data, regions, data.current).map((mark) => {
    const { region, anchor, best, count, incidents } = mark
    const row = rows.get(region)
    const told = { region: row?.name ?? region, figure: row?.card.figure ?? t('noFigure') }
    const [only] = incidents
    const label = only && count === 1 ? t('marks.one', { ...told, title: only.title }) : t('marks.several', { ...told, count })
    return { region, anchor, best, count, href: addressOf(mark, shown), label }
  })
}
