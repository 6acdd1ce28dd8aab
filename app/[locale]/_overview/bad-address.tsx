import Link from 'next/link'
import type { BadParameter } from '@/app/_filters/view'
import { Notice } from '@/app/_ui/notice'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'

/** An address that asks for what there is not: each parameter that could not be read, and the way to the plain view. */
export function BadAddress({ locale, problems }: { locale: Locale; problems: readonly BadParameter[] }) {
  const t = translator(locale, 'dashboard')
  return (
    <Notice
      title={t('badTitle')}
      actions={
        <Link className="button" href={`/${locale}`}>
          {t('plainView')}
        </Link>
      }
    >
      <p>{t('badText')}</p>
      <ul>
        {problems.map(({ name, value }) => (
          <li key={name}>{value === null ? t('badUnknown', { name }) : t('badValue', { name, value })}</li>
        ))}
      </ul>
    </Notice>
  )
}
