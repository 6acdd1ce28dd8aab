import Link from 'next/link'
import { Notice } from '@/app/_ui/notice'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'

/** Says to a contributor that their key does not open the review. */
export function NotAnEditor({ locale }: { locale: Locale }) {
  const t = translator(locale, 'review')
  const other = (
    <Link className="button" href={`/${locale}/sign-in`} prefetch={false}>
      {t('otherKey')}
    </Link>
  )
  return (
    <Notice actions={other} title={t('refusedTitle')}>
      <p>{t('refusedText')}</p>
    </Notice>
  )
}
