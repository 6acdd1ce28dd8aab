import type { Metadata } from 'next'
import { cache } from 'react'
import { readView } from '@/app/_filters/view'
import { feedsOf } from '@/app/_share/feed-address'
import { alternatesOf } from '@/app/_share/site-address'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { type OverviewData, overviewData } from './overview-data'
import { readingOf } from './reading'
import { sentence } from './sentence'

/** What the page shows, asked for once for its head and its body; `search` is the query as it came. */
export const overviewOf = cache(async (search: string): Promise<OverviewData> => {
  const view = readView(new URLSearchParams(search))
  if ('problems' in view) throw new ServiceError('invalid-parameter', 'The address cannot be read.')
  return overviewData(await context(), view.query)
})

const longestTitle = 90

/** The head of a view's page: its sentence as title and description, its picture, its twin in the other language. */
export async function viewMetadata(locale: Locale, asked: URLSearchParams): Promise<Metadata> {
  const title = translator(locale, 'dashboard')('title')
  try {
    const data = await overviewOf(asked.toString())
    const ctx = await context()
    const { opening, main, detail, rest } = sentence(data, readingOf(ctx.territory, locale, data))
    const said = `${main.charAt(0).toLocaleUpperCase(locale)}${main.slice(1)}`
    const description = `${opening}, ${main}${detail ? ` (${detail})` : ''}${rest.map((clause) => `; ${clause}`).join('')}.`
    const search = asked.size > 0 ? `?${asked}` : ''
    const images = [{ url: `/${locale}/share.png${search}`, width: 1200, height: 630, alt: description }]
    return {
      title: said.length > longestTitle ? title : said,
      description,
      alternates: { ...alternatesOf(locale, '', search), types: feedsOf(locale, asked) },
      openGraph: { type: 'website', title: said, description, images, locale: locale === 'uk' ? 'uk_UA' : 'en_GB' },
      twitter: { card: 'summary_large_image' },
    }
  } catch (error) {
    if (error instanceof ServiceError) return { title, robots: { index: false } }
    throw error
  }
}
