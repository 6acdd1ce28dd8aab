import type { Quarantined } from '@/lib/schema/import'
import type { NewIncident } from '@/lib/schema/incident'
import type { NewReport } from '@/lib/schema/report'
import type { FileRow } from './file-row'
import type { RowFault } from './row-fault'

/** A row that was not taken in, with its words: for whoever mends it, never for the public. */
export interface SetAside extends Quarantined {
  text: string
}

export interface ParsedIncident {
  /** What the file calls the event: rows with the same key are of one incident, wherever in the file they stand. Null: it stands alone. */
  key: string | null
  /** What the file says of the event itself, in one text: rows that say otherwise are of no use to it. */
  facts: string
  incident: NewIncident
  /**
   * Reports to be added after those: beyond what an incident begins with, and such as put another one right. `supersedes` is the place of
   * the other in `incident.reports`, or the id that the file gives it.
   */
  later: { supersedes: number | string | null; report: NewReport }[]
  rows: Pick<FileRow, 'line' | 'text'>[]
}

/** What rows became. Where a row is one statement: rows in = statements in `incidents`, later ones included, + quarantined. */
export interface ParsedRecords {
  incidents: ParsedIncident[]
  quarantined: SetAside[]
  rows: number
}

/** Says what stands in the way of a record, by the rules that every writer is under; null where nothing does. */
export type Judge = (incident: NewIncident) => RowFault | null

/** How the rows of one layout are read: one by one, then together with those near them. */
export interface RowReader<Row> {
  /** Throws RowFault. */
  read(row: FileRow): Row
  /** Rows that follow each other and answer the same are never parted into two chunks. */
  together(row: Row): string | null
  gather(rows: readonly Row[]): Pick<ParsedRecords, 'incidents' | 'quarantined'>
}
