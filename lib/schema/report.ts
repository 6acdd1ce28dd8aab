import { z } from 'zod'
import { NewObservation, Observation } from './observation'
import { Instant, PreciseTime, SaidTime } from './time'
import { reviewStates } from './vocabulary'

const WebAddress = z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(2000)

export const Tier = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).meta({ id: 'Tier' })
export type Tier = z.infer<typeof Tier>

export const ReviewState = z.enum(reviewStates)
export type ReviewState = z.infer<typeof ReviewState>

/** Who says so. The tier is about who states it, not who prints it. */
export const Source = z
  .strictObject({
    publisher: z.string().trim().min(1).max(160),
    statedBy: z.string().trim().min(1).max(200).nullable().default(null),
    tier: Tier,
    url: WebAddress,
    archiveUrl: WebAddress.nullable().default(null),
    lang: z
      .string()
      .regex(/^[a-z]{2,3}$/)
      .nullable()
      .default(null),
  })
  .meta({ id: 'Source' })
export type Source = z.infer<typeof Source>

/** What one source said at one time about one incident. Immutable. */
export const Report = z
  .strictObject({
    id: z.ulid(),
    incident: z.ulid(),
    source: Source,
    publishedAt: SaidTime.nullable(),
    asOf: PreciseTime,
    quote: z.string().trim().min(1).max(400).nullable(),
    recordedAt: Instant,
    supersedes: z.ulid().nullable(),
    supersededBy: z.ulid().nullable(),
    reviewState: ReviewState,
    observations: z.array(Observation),
  })
  .meta({ id: 'Report' })
export type Report = z.infer<typeof Report>

export const NewReport = Report.pick({ source: true, asOf: true })
  .extend({
    publishedAt: SaidTime.nullable().optional(),
    quote: Report.shape.quote.optional(),
    supersedes: z.ulid().nullable().optional(),
    observations: z.array(NewObservation).min(1).max(100),
  })
  .strict()
  .meta({ id: 'NewReport' })
export type NewReport = z.infer<typeof NewReport>
