import type { HistoryEntry } from '@/lib/schema/incident'
import type { DecisionFault, DecisionValues } from './decision-values'

/** What the form of a decision shows: as it opens, then as each sending that came to nothing answers. */
export interface DecisionAnswer {
  values: DecisionValues
  fault: DecisionFault | null
  /** What was done to the record before this decision came. */
  happened: HistoryEntry | null
  /** Counts the sendings. */
  attempt: number
}
