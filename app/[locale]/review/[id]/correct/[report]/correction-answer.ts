import type { FormError } from '@/lib/form/report-form'
import type { ReportFormValues } from '@/lib/form/report-form-values'
import type { HistoryEntry } from '@/lib/schema/incident'

/** What the form of a correction shows: first as it opens, then as each sending that was refused answers. */
export interface CorrectionAnswer {
  values: ReportFormValues
  errors: FormError[]
  /** Why nothing could be taken, whatever was typed. */
  refused: 'conflict' | 'ended' | 'signedOut' | 'refused' | 'foreign' | 'notSaved' | null
  /** What was done to the record before this correction came. */
  happened: HistoryEntry | null
  /** Counts the drawings; `focus` names the control to go to after one, where it is not the list of errors. */
  attempt: number
  focus: string | null
}
