import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'

interface Props {
  locale: Locale
  others: readonly { name: Record<Locale, string>; address: string }[]
}

/** Leads to the ledgers of other countries, in the language one reads; nothing where there are none. */
export function OtherTerritories({ locale, others }: Props) {
  const t = translator(locale, 'shell')
  if (others.length === 0) return null
  return (
    <p>
      {t('otherTerritories')}{' '}
      {others.map(({ name, address }, n) => (
        <span key={address}>
          {n > 0 && ', '}
          <a href={`${address}/${locale}`}>{name[locale]}</a>
        </span>
      ))}
    </p>
  )
}
