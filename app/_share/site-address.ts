import { headers } from 'next/headers'
import type { Locale } from '@/lib/i18n/locale'
import { locales } from '@/lib/i18n/locale'
import { processStore } from '@/lib/service/context'
import { publicAddress } from '@/lib/service/public-address'

/** Where the site is to be reached, for the request at hand. */
export async function siteAddress(): Promise<URL> {
  return publicAddress(await headers(), processStore().settings.publicUrl)
}

/** The one address of a page and its twin in each language; `path` begins after the language, `search` with its question mark. */
export const alternatesOf = (locale: Locale, path: string, search = '') => ({
  canonical: `/${locale}${path}${search}`,
  languages: Object.fromEntries(locales.map((each) => [each, `/${each}${path}${search}`])),
})
