import { headers } from 'next/headers'
import type { Locale } from '@/lib/i18n/locale'
import { locales } from '@/lib/i18n/locale'
import { processStore } from '@/lib/service/context'

/** Where the site is to be reached: PUBLIC_URL, else as the request at hand has reached it. */
export async function siteAddress(): Promise<URL> {
  const { publicUrl } = processStore().settings
  if (publicUrl !== undefined) return new URL(publicUrl)
  const asked = await headers()
  const host = asked.get('x-forwarded-host') ?? asked.get('host') ?? 'localhost'
  const protocol = asked.get('x-forwarded-proto') ?? 'http'
  return URL.parse(`${protocol}://${host}`) ?? new URL('http://localhost')
}

/** The one address of a page and its twin in each language; `path` begins after the language, `search` with its question mark. */
export const alternatesOf = (locale: Locale, path: string, search = '') => ({
  canonical: `/${locale}${path}${search}`,
  languages: Object.fromEntries(locales.map((each) => [each, `/${each}${path}${search}`])),
})
