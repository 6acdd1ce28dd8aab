import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'

/** The permanent address of a report, as short as it can be said; `what` tells one such link from the next to who hears them. */
export function ReportLink({ id, locale, what }: { id: string; locale: Locale; what: string }) {
  const t = translator(locale, 'report')
  return (
    <a href={`/${locale}/reports/${id}`} aria-label={`${t('permalink')}: ${what}`} rel="bookmark">
      {t('permalinkShort')}
    </a>
  )
}
