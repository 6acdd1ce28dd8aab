import { TierMark } from '@/app/_ui/tier-mark'
import type { BasisEntry } from '@/lib/schema/impact'
import { type Reading, shortTime } from './reading'
import styles from './source-line.module.css'

/** Who says so and when: the tier, the one who is quoted, linked to the page it stands on. */
export function SourceLine({
  entry,
  reading,
}: {
  entry: Pick<BasisEntry, 'tier' | 'statedBy' | 'publisher' | 'url' | 'asOf'>
  reading: Reading
}) {
  return (
    <p className={styles.source}>
      <TierMark tier={entry.tier} locale={reading.locale} />
      <span>
        <a href={entry.url} rel="noreferrer">
          {entry.statedBy ?? entry.publisher}
        </a>
        , <span className="no-break">{shortTime(entry.asOf, reading)}</span>
      </span>
    </p>
  )
}
