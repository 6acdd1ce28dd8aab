import { z } from 'zod'
import { HealthProblem } from './health-problem'
import { Incident } from './incident'
import { ReadingStep } from './reading'
import { Region } from './region'
import { ObservationRow } from './statement'
import { Instant } from './time'

const page = { next: z.string().nullable(), asOf: Instant, knownAt: Instant.nullable(), total: z.number().int() }

export const IncidentPage = z.object({ data: z.array(Incident), ...page }).meta({ id: 'IncidentPage' })
export type IncidentPage = z.infer<typeof IncidentPage>

export const ObservationPage = z.object({ data: z.array(ObservationRow), ...page }).meta({ id: 'ObservationPage' })
export type ObservationPage = z.infer<typeof ObservationPage>

/** A page of readings; how many there are in all is not counted, since it would cost as much as reading them. */
export const ReadingPage = z
  .object({ data: z.array(ReadingStep), next: page.next, from: Instant, asOf: Instant, knownAt: page.knownAt })
  .meta({ id: 'ReadingPage' })
export type ReadingPage = z.infer<typeof ReadingPage>

export const RegionList = z.object({ territory: z.string(), version: z.string(), data: z.array(Region) }).meta({ id: 'RegionList' })
export type RegionList = z.infer<typeof RegionList>

/** What a writer without the right to publish gets back: it is kept, and nobody sees it before an editor has. */
export const InReview = z
  .object({ id: z.ulid(), reviewState: z.literal('in_review'), reasons: z.array(z.string()) })
  .meta({ id: 'InReview' })
export type InReview = z.infer<typeof InReview>

export const Health = z
  .object({
    status: z.enum(['ok', 'degraded', 'unavailable']),
    problems: z.array(HealthProblem),
    store: z.enum(['embedded', 'postgresql']),
    ledgerSeq: z.number().int().nullable(),
    lastChangeAt: Instant.nullable(),
    version: z.string(),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof Health>

export const Readiness = z.object({ status: z.literal('ready'), store: z.enum(['embedded', 'postgresql']) }).meta({ id: 'Readiness' })
export type Readiness = z.infer<typeof Readiness>
