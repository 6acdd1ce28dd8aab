import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'

interface Described {
  locale: Locale
  site: URL
  name: string
  description: string
  /** The page's own address, from its slash on. */
  page: string
  /** The API's query that answers with the same data, from its question mark on. */
  query: string
  place: string
  /** ISO 8601: an instant or a day, or two of them with a slash between. */
  time: string
}

const formats = [
  ['json', 'application/json'],
  ['csv', 'text/csv'],
  ['geojson', 'application/geo+json'],
] as const

/** A view of the records as a schema.org Dataset, with where each format of it is to be had. */
export function datasetOf({ locale, site, name, description, page, query, place, time }: Described): Record<string, unknown> {
  const t = translator(locale, 'share')
  const address = (path: string) => new URL(path, site).href
  const api = (format: string) => address(`/api/v1/impact${query}${query ? '&' : '?'}format=${format}`)
  return {
    '@type': 'Dataset',
    name,
    description,
    url: address(page),
    inLanguage: locale,
    isAccessibleForFree: true,
    creditText: t('credit'),
    usageInfo: address(`/${locale}/sources`),
    measurementTechnique: address(`/${locale}/method`),
    variableMeasured: t('measured'),
    temporalCoverage: time,
    spatialCoverage: { '@type': 'Place', name: place },
    distribution: formats.map(([format, encodingFormat]) => ({ '@type': 'DataDownload', encodingFormat, contentUrl: api(format) })),
  }
}
