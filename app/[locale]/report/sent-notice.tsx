import Link from 'next/link'
import { Notice } from '@/app/_ui/notice'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { Report } from '@/lib/schema/report'
import { reviewReasons } from '@/lib/schema/vocabulary'

/** Says that a report is stored and why it is not public yet. */
export function SentNotice({ locale, id, held, reasons }: { locale: Locale; id: string; held: boolean; reasons: readonly string[] }) {
  const t = translator(locale, 'form')
  const told = reviewReasons.filter((reason) => reasons.includes(reason))
  const again = (
    <Link className="button" href={`/${locale}/report`}>
      {t('another')}
    </Link>
  )
  return (
    <Notice actions={again} title={t(held ? 'heldTitle' : 'sentTitle')}>
      <p>{t(held ? 'heldText' : 'sentText')}</p>
      {told.length > 0 && <p>{t('sentReasons')}</p>}
      {told.length > 0 && (
        <ul>
          {told.map((reason) => (
            <li key={reason}>{t(`reason.${reason}`)}</li>
          ))}
        </ul>
      )}
      {/* An address can be written by anybody: only what is a record's number is shown. */}
      {Report.shape.id.safeParse(id).success && <p>{t('sentId', { id })}</p>}
    </Notice>
  )
}
