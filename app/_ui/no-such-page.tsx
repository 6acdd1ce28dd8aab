import Link from 'next/link'
import type { Locale } from '@/lib/i18n/locale'
import { trouble } from '@/lib/i18n/messages/trouble'
import { Notice } from './notice'

/** No such page, and the way to the overview. */
export function NoSuchPage({ locale }: { locale: Locale }) {
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
