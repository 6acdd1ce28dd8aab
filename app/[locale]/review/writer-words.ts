import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { Actor } from '@/lib/schema/ledger'

/** Who acted, by role, with the number of the key where there is one: `editor, key a2b3c4d5e6`. */
export function actorInWords({ role, key }: Actor, locale: Locale): string {
  const t = translator(locale, 'review')
  if (key === null) return t(role === 'system' ? 'by.system' : 'by.reader')
  return t('by.withKey', { role: t(`by.${role}`), key })
}
