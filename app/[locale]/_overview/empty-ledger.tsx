import Link from 'next/link'
import { Notice } from '@/app/_ui/notice'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'

/** A ledger without a record: said in words, because an empty map would look like a country with power. */
export function EmptyLedger({ locale }: { locale: Locale }) {
  const t = translator(locale, 'dashboard')
  return (
    <Notice
      title={t('emptyTitle')}
      actions={
        <Link className="button button-primary" href={`/${locale}/report`}>
          {t('firstReport')}
        </Link>
      }
    >
      <p>{t('emptyText')}</p>
    </Notice>
  )
}
