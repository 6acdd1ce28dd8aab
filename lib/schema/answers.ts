import { z } from 'zod'
import { Incident } from './incident'
import { Region } from './region'
import { ObservationRow } from './statement'
import { Instant } from './time'

const page = { next: z.string().nullable(), asOf: Instant, knownAt: Instant.nullable(), total: z.number().int() }

export const IncidentPage = z.object({ data: z.array(Incident), ...page }).meta({ id: 'IncidentPage' })
export type IncidentPage = z.infer<typeof IncidentPage>

export const ObservationPage = z.object({ data: z.array(ObservationRow), ...page }).meta({ id: 'ObservationPage' })
export type ObservationPage = z.infer<typeof ObservationPage>

export const RegionList = z.object({ territory: z.string(), version: z.string(), data: z.array(Region) }).meta({ id: 'RegionList' })
export type RegionList = z.infer<typeof RegionList>

/** What a writer without the right to publish gets back: it is kept, and nobody sees it before an editor has. */
export const InReview = z
  .object({ id: z.ulid(), reviewState: z.literal('in_review'), reasons: z.array(z.string()) })
  .meta({ id: 'InReview' })
export type InReview = z.infer<typeof InReview>

export const Health = z
  .object({
    status: z.enum(['ok', 'unavailable']),
    store: z.enum(['embedded', 'postgresql']),
    ledgerSeq: z.number().int().nullable(),
    lastChangeAt: Instant.nullable(),
    version: z.string(),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof Health>
