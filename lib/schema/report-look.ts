import { z } from 'zod'
import { Range, RegionImpact } from './impact'
import { Incident } from './incident'
import { RegionCode } from './region'
import { Tier } from './report'
import { Instant } from './time'
import { reviewReasons } from './vocabulary'

/** Words of a record that an editor has to read first, and why. */
export const Finding = z.strictObject({ reason: z.enum(reviewReasons), words: z.string() })
export type Finding = z.infer<typeof Finding>

/** A tier that a reviewed name or an office speaks for, and what was recognised. Offered, never set by itself. */
export const TierSuggestion = z.strictObject({
  tier: Tier,
  /** The field it was recognised in. */
  field: z.enum(['statedBy', 'publisher']),
  /** `listed`: a reviewed name; `office`: a word that names an office; `occupation`: a word that names an occupation authority. */
  rule: z.enum(['listed', 'office', 'occupation']),
  /** The reviewed name, or the word as typed. */
  words: z.string(),
})
export type TierSuggestion = z.infer<typeof TierSuggestion>

/** A public incident that a report may belong to, and why. */
export const SimilarIncident = Incident.pick({ id: true, title: true, start: true }).extend({
  /** It holds a report from the same address. */
  sameAddress: z.boolean(),
  /** Where it tells a like figure: each region and service once. */
  shared: z.array(z.strictObject({ region: RegionCode, service: Incident.shape.services.element })),
})
export type SimilarIncident = z.infer<typeof SimilarIncident>

const PreviewFigure = Range.extend(RegionImpact.pick({ standing: true, measure: true, unit: true, state: true }).shape)
export type PreviewFigure = z.infer<typeof PreviewFigure>

/** One region and service at the moment a report speaks of: without it and with it. */
export const PreviewRow = RegionImpact.pick({ region: true, name: true, service: true }).extend({
  before: PreviewFigure,
  after: PreviewFigure,
})
export type PreviewRow = z.infer<typeof PreviewRow>

/** What a report would change where the public reads, and what the guard would do with it first. */
export const ReportPreview = z.strictObject({
  /** The last moment the report's figures speak of, or now while that goes on. */
  asOf: Instant,
  rows: z.array(PreviewRow),
  /** It speaks of the whole country too: told beside the sum, in no region's row. */
  nationWide: z.boolean(),
  /** Why an editor has to read it first; empty where it would be public without one. */
  reasons: z.array(z.enum(reviewReasons)),
  /** Words that the lint found, for the writer alone. */
  found: z.array(Finding),
  /** Not public before, by the hold; null where that has passed. */
  heldUntil: Instant.nullable(),
})
export type ReportPreview = z.infer<typeof ReportPreview>

/** What the ledger can tell of a form while it is filled in: by looking alone, among public records alone. */
export const ReportLook = z.strictObject({
  suggestion: TierSuggestion.nullable(),
  similar: z.array(SimilarIncident),
  /** Null while the form is not complete. */
  preview: ReportPreview.nullable(),
})
export type ReportLook = z.infer<typeof ReportLook>
