'use client'

import Link from 'next/link'
import { useParams } from 'next/navigation'
import { Notice } from '@/app/_ui/notice'
import { isLocale, locales } from '@/lib/i18n/locale'
import { trouble } from '@/lib/i18n/messages/trouble'

/** No such page, in the language of the address. */
export default function NotFound() {
  const { locale: named } = useParams()
  const locale = typeof named === 'string' && isLocale(named) ? named : locales[0]
  const words = trouble[locale]
  return (
    <Notice
      title={words.notFoundTitle}
      actions={
        <Link className="button" href={`/${locale}`}>
          {words.toOverview}
        </Link>
      }
    >
      <p>{words.notFoundText}</p>
    </Notice>
  )
}
