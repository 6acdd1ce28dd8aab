import { z } from 'zod'
import { ImportMapping } from './import-mapping'
import { FeedId } from './reading'
import { Instant } from './time'

/** A line that was not taken in: which, what stands in the way and why. Neither says any word of the line. */
export const Quarantined = z
  .strictObject({ line: z.number().int().positive(), field: z.string().max(100), reason: z.string().max(400) })
  .meta({ id: 'Quarantined' })
export type Quarantined = z.infer<typeof Quarantined>

/** How the rows of a file of records are to be read: JSON Lines of flat observations, of whole incidents, or a table with this heading. */
export const RecordLayout = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('observations') }),
  z.strictObject({ kind: z.literal('incidents') }),
  z.strictObject({
    kind: z.literal('table'),
    delimiter: z.string().length(1),
    heading: z.array(z.string()),
    mapping: ImportMapping.nullable(),
  }),
])
export type RecordLayout = z.infer<typeof RecordLayout>

/** How a file was read: as records, or as readings of a machine feed. */
export const FileLayout = z.union([RecordLayout, z.strictObject({ kind: z.literal('readings'), feed: FeedId })])
export type FileLayout = z.infer<typeof FileLayout>

const Count = z.number().int().nonnegative()

/** What waits for an editor of what was taken in: new incidents, reports, and how often each reason was given. */
export const Waiting = z.object({ incidents: Count, reports: Count, reasons: z.record(z.string(), Count) })
export type Waiting = z.infer<typeof Waiting>

/** The counts of an import. `rows` are lines or rows of the file; `accepted` and `duplicates` are statements, of which one line may hold several. */
export const ImportCounts = z.object({ rows: Count, accepted: Count, duplicates: Count, incidents: Count, waiting: Waiting })
export type ImportCounts = z.infer<typeof ImportCounts>

/**
 * One import: the SHA-256 of a file, with its mapping where it has one. `linesDone` is the last line whose row is in the ledger, among the
 * duplicates or in the quarantine.
 */
export const ImportRun = ImportCounts.extend({
  id: z.string().length(64),
  name: z.string().nullable(),
  layout: FileLayout,
  linesDone: Count,
  startedAt: Instant,
  changedAt: Instant,
  finished: z.boolean(),
})
export type ImportRun = z.infer<typeof ImportRun>

/** What an import answers at its end. `quarantined` names the first thousand lines of `quarantinedTotal`. */
export const ImportAnswer = ImportCounts.extend({
  id: ImportRun.shape.id,
  dryRun: z.boolean(),
  layout: z.enum(['observations', 'incidents', 'table']),
  /** The line after which an import that was broken off went on; null where it began at the beginning. */
  resumedAfter: z.number().int().nullable(),
  quarantinedTotal: Count,
  quarantined: z.array(Quarantined).max(1000),
}).meta({ id: 'ImportAnswer' })
export type ImportAnswer = z.infer<typeof ImportAnswer>
