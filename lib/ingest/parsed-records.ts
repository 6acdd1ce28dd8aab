import type { NewIncident } from '@/lib/schema/incident'
import type { NewReport } from '@/lib/schema/report'

/** A line that was not taken in: which, what stands in the way, and the line itself. */
export interface Quarantined {
  line: number
  field: string
  reason: string
  text: string
}

export interface ParsedIncident {
  /** The same event in the same layout has the same key, so that a second import can be told from the first. */
  key: string
  incident: NewIncident
  /** Reports that put another one right, to be added after it: `supersedes` is the place of the other in `incident.reports`. */
  corrections: { supersedes: number; report: NewReport }[]
}

/** What foreign bytes became. Rows in = observations in `incidents`, corrections included, + quarantined. */
export interface ParsedRecords {
  incidents: ParsedIncident[]
  quarantined: Quarantined[]
  rows: number
}
