'use client'

import { useTranslations } from 'use-intl'
import type { TierSuggestion } from '@/lib/schema/report-look'
import styles from './report.module.css'

/** The tier that the reviewed list gives the source, with the reason, taken by one press; nothing where it is chosen already. */
export function TierHint({ suggestion, chosen }: { suggestion: TierSuggestion | null; chosen: string }) {
  const t = useTranslations('intake')
  const shown = suggestion !== null && String(suggestion.tier) !== chosen ? suggestion : null
  return (
    <div aria-live="polite">
      {shown && (
        <p className={styles.tierHint}>
          <span>
            {t.rich('suggest', { tier: t(`tier.t${shown.tier}`), b: (chunks) => <b>{chunks}</b> })}.{' '}
            {t(`because.${shown.rule}`, { words: shown.words })}
          </span>
          <button className="button button-quiet" formNoValidate name="takeTier" type="submit" value={shown.tier}>
            {t('suggestTake')}
          </button>
        </p>
      )}
    </div>
  )
}
