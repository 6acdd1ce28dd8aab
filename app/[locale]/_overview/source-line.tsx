import { TierMark } from '@/app/_ui/tier-mark'
import type { BasisEntry } from '@/lib/schema/impact'
import { type Reading, shortTime } from './reading'
import styles from './source-line.module.css'

interface Props {
  entry: Pick<BasisEntry, 'tier' | 'statedBy' | 'publisher' | 'url' | 'asOf'>
  reading: Reading
  /** In a line of text rather than on one of its own. */
  inline?: boolean
}

/** Who says so and when: the tier, the one who is quoted, linked to the page it stands on. */
export function SourceLine({ entry, reading, inline = false }: Props) {
  return (
    <span className={inline ? styles.inline : styles.source}>
      <TierMark tier={entry.tier} locale={reading.locale} />
      <span>
        <a href={entry.url} rel="noreferrer">
          {entry.statedBy ?? entry.publisher}
        </a>
        , <span className="no-break">{shortTime(entry.asOf, reading)}</span>
      </span>
    </span>
  )
}
