import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { Tier } from '@/lib/schema/report'
import styles from './tier-mark.module.css'

/** The tier of a source: 1 official, 2 a newsroom, 3 other, 4 occupation authority. Its words are read aloud and shown on hover. */
export function TierMark({ tier, locale }: { tier: Tier; locale: Locale }) {
  const t = translator(locale, 'words')
  const meaning = t('tierLabel', { tier: String(tier), meaning: t(`tier.t${tier}`) })
  return (
    <span className={styles.tier} data-tier={tier} title={meaning}>
      <span aria-hidden="true">{tier}</span>
      <span className="visually-hidden">{meaning}</span>
    </span>
  )
}
