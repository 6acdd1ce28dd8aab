import type { MetadataRoute } from 'next'
import { siteAddress } from './_share/site-address'

/** Everything may be read by machines but the frames, which stand in other people's pages and say nothing new. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  return { rules: { userAgent: '*', allow: '/', disallow: '/embed' }, sitemap: new URL('/sitemap.xml', await siteAddress()).href }
}
