import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { connection } from 'next/server'
import { addressOfForm } from '@/app/_filters/form-address'
import { RegionViewQuery, regionAddress } from '@/app/_filters/region-view'
import { readQuery } from '@/app/_filters/view'
import { alternatesOf } from '@/app/_share/site-address'
import { NoSuchPage } from '@/app/_ui/no-such-page'
import { isLocale } from '@/lib/i18n/locale'
import { trouble } from '@/lib/i18n/messages/trouble'
import { placeIn } from '@/lib/i18n/place'
import { translator } from '@/lib/i18n/translator'
import type { Region } from '@/lib/schema/region'
import { type Context, context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { getRegion } from '@/lib/service/get-region'
import { answerWithStatus } from '@/lib/service/page-request'
import { BadAddress } from '../../_overview/bad-address'
import { paramsOf, refused } from '../../_overview/page-query'
import { regionData } from './region-data'
import { RegionView } from './region-view'

interface Props {
  params: Promise<{ locale: string; code: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The region of an address, by any of its codes or names; null where there is none in this territory. */
async function regionAt(ctx: Context, code: string): Promise<Region | null> {
  try {
    const region = await getRegion(ctx, decodeURIComponent(code))
    return region.inPack ? region : null
  } catch (error) {
    // A code that is no text (a stray percent sign) is no region either.
    if (error instanceof ServiceError || error instanceof URIError) return null
    throw error
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, code } = await params
  if (!isLocale(locale)) return {}
  const region = await regionAt(await context(), code)
  if (region === null) return { title: trouble[locale].notFoundTitle, robots: { index: false } }
  const t = translator(locale, 'region')
  return {
    title: t('title', { name: region.name[locale] }),
    description: t('description', { place: placeIn(region.name, locale) }),
    alternates: alternatesOf(locale, `/regions/${region.code}`),
  }
}

/** One region: how each of its services stands, over time, what it adds up to, which incidents did it, and who says so. */
export default async function RegionPage({ params, searchParams }: Props) {
  await connection()
  const { locale, code } = await params
  if (!isLocale(locale)) notFound()
  const ctx = await context()
  const region = await regionAt(ctx, code)
  if (region === null) {
    answerWithStatus(404)
    return <NoSuchPage locale={locale} />
  }
  const asked = await paramsOf(searchParams)
  const meant = addressOfForm(asked, { zone: ctx.territory.zone, now: ctx.clock(), findRegion: (text) => ctx.territory.find(text)?.code })
  // The country's own page is the overview.
  const plain = region.level === 0 ? `/${locale}` : regionAddress(locale, region.code)
  const isCanonical = code === region.code && region.level > 0
  if (meant !== null || !isCanonical) redirect(plain + (meant ?? (asked.size > 0 ? `?${asked}` : '')))
  const view = readQuery(RegionViewQuery, asked)
  if ('problems' in view) return <BadAddress locale={locale} problems={view.problems} asked={asked} page={plain} />
  try {
    const data = await regionData(ctx, region, view.query)
    return <RegionView ctx={ctx} locale={locale} query={view.query} data={data} />
  } catch (error) {
    if (error instanceof ServiceError && error.problem === 'invalid-parameter')
      return <BadAddress locale={locale} problems={refused(error, asked)} asked={asked} page={plain} />
    throw error
  }
}
