'use client'

import { useParams } from 'next/navigation'
import { NoSuchPage } from '@/app/_ui/no-such-page'
import { isLocale, locales } from '@/lib/i18n/locale'

/** No such page, in the language of the address. */
export default function NotFound() {
  const { locale } = useParams()
  return <NoSuchPage locale={typeof locale === 'string' && isLocale(locale) ? locale : locales[0]} />
}
