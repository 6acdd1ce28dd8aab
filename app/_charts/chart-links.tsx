import { type ViewQuery, viewAddress } from '@/app/_filters/view'
import type { Locale } from '@/lib/i18n/locale'

/** The view a chart stands in, by which its links lead to others. */
export interface ChartView {
  locale: Locale
  query: ViewQuery
}

const firstDay = '0001-01-01'
const lastDay = '0001-01-02'

/** The address of a view with its place in the page, for who has no script. */
export const addressAt = ({ locale, query }: ChartView, place: string): string => `/${locale}${viewAddress(query)}#${place}`

/** The same view with a region taken in, or let go where it is chosen already. */
export function withRegion({ locale, query }: ChartView, code: string): ChartView {
  const region = query.region.includes(code) ? query.region.filter((one) => one !== code) : [...query.region, code]
  return { locale, query: { ...query, region } }
}

/** Addresses with two days to be filled in: `both` from a day to another, `open` from a day to the moment shown. */
export interface PeriodAddresses {
  firstDay: string
  lastDay: string
  both: string
  open: string
}

/** Where choosing a period leads, so that the browser needs no grammar of addresses. */
export function periodAddresses({ locale, query }: ChartView): PeriodAddresses {
  const of = (to: string | undefined) => `/${locale}${viewAddress({ ...query, from: firstDay, to })}`
  return { firstDay, lastDay, both: of(lastDay), open: of(undefined) }
}

interface Props {
  code: string
  name: string
  view: ChartView | undefined
  /** The id of the chart, to come back to without script. */
  place: string
}

/** A region's name in a chart: a link that chooses the region, or lets it go. Plain text where the chart stands in no view. */
export function RegionName({ code, name, view, place }: Props) {
  if (view === undefined) return name
  const isChosen = view.query.region.includes(code)
  return (
    <a href={addressAt(withRegion(view, code), place)} data-soft="" {...(isChosen && { 'aria-current': 'true' as const })}>
      {name}
      {isChosen && <span aria-hidden="true"> ×</span>}
    </a>
  )
}
