import { TierMark } from '@/app/_ui/tier-mark'
import { translator } from '@/lib/i18n/translator'
import type { BasisEntry } from '@/lib/schema/impact'
import { type Reading, shortTime } from '../../_overview/reading'
import styles from './incident.module.css'

type Sourced = Pick<BasisEntry, 'tier' | 'statedBy' | 'publisher' | 'url'> & { asOf?: BasisEntry['asOf'] }

/** Who says so: the tier, who is quoted and by whom, linked to the page it stands on. Addresses come from records: no follow, no opener. */
export function SourceOf({ entry, reading }: { entry: Sourced; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'dashboard')
  const words = {
    publisher: entry.publisher,
    link: (chunks: React.ReactNode) => (
      <a href={entry.url} rel="noopener nofollow external">
        {chunks}
      </a>
    ),
  }
  return (
    <p className={styles.source}>
      <TierMark locale={locale} tier={entry.tier} />
      <span>
        {entry.statedBy && entry.statedBy !== entry.publisher
          ? t.rich('reportVia', { ...words, stated: entry.statedBy })
          : t.rich('reportBy', words)}
        {entry.asOf && `, ${shortTime(entry.asOf, reading)}`}
      </span>
    </p>
  )
}
