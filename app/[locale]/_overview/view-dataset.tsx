import { askedOfApi, type ViewQuery, viewAddress } from '@/app/_filters/view'
import { datasetOf } from '@/app/_share/dataset'
import { siteAddress } from '@/app/_share/site-address'
import { StructuredData } from '@/app/_share/structured-data'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { context } from '@/lib/service/context'
import type { OverviewData } from './overview-data'
import { readingOf } from './reading'
import { sentence } from './sentence'

/** The view as a dataset for search engines. */
export async function ViewDataset({ locale, query, data }: { locale: Locale; query: ViewQuery; data: OverviewData }) {
  const t = translator(locale, 'share')
  const ctx = await context()
  const { opening, main } = sentence(data, readingOf(ctx.territory, locale, data))
  const country = data.regions.find(({ level, inPack }) => level === 0 && inPack)?.name[locale] ?? ''
  const api = askedOfApi({ ...query, service: [data.service], asOf: data.impact.asOf })
  const about = {
    locale,
    site: await siteAddress(),
    name: t('dataset', { place: country, time: data.impact.asOf.slice(0, 10) }),
    description: `${opening}, ${main}.`,
    page: `/${locale}${viewAddress(query)}`,
    query: `?${api}`,
    place: country,
    time: data.impact.asOf,
  }
  return <StructuredData data={datasetOf(about)} />
}
