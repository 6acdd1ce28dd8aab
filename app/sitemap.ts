import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { locales } from '@/lib/i18n/locale'
import { IncidentQuery } from '@/lib/schema/query'
import { context } from '@/lib/service/context'
import { listIncidents } from '@/lib/service/list-incidents'
import { siteAddress } from './_share/site-address'

const standing = ['', '/incidents', '/regions', '/sources', '/method', '/data', '/report']
const mostIncidents = 1000

/** Every page with an address of its own, in both languages: those that stand, the regions of the first level and the newest incidents. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection()
  const [ctx, site] = await Promise.all([context(), siteAddress()])
  const incidents = await listIncidents(ctx, { ...IncidentQuery.parse({}), limit: mostIncidents })
  const regions = ctx.territory.regions.filter(({ level }) => level === 1).map(({ code }) => `/regions/${code}`)
  const paths = [...standing, ...regions, ...incidents.data.map(({ id }) => `/incidents/${id}`)]
  const address = (locale: string, path: string) => new URL(`/${locale}${path}`, site).href
  return paths.flatMap((path) =>
    locales.map((locale) => ({
      url: address(locale, path),
      alternates: { languages: Object.fromEntries(locales.map((each) => [each, address(each, path)])) },
    })),
  )
}
