import type { HealthProblem } from '@/lib/schema/health-problem'
import type { HistoryEntry, Tombstone } from '@/lib/schema/incident'
import type { FieldError, ProblemName } from '@/lib/schema/problem'

/** Which of several refusals under one problem it is, for a screen that has words for each; it is not told outside. */
export type Why = 'agreed' | 'foreign' | 'intoSame' | 'intoEnded' | 'intoMerged' | 'intoHold' | 'intoOtherWay' | 'intoUnknown'

/** Why an address may not be posted to, for the same. */
export type TargetFault = 'address' | 'port' | 'name' | 'credentials'

export interface ProblemDetails {
  why?: Why
  target?: TargetFault
  errors?: FieldError[]
  candidates?: { id: string; title: string }[]
  tombstone?: Tombstone
  /** With `too-many-requests` and `unavailable`: seconds to wait. */
  retryAfter?: number
  happened?: HistoryEntry
  problems?: HealthProblem[]
}

/** What a verb refuses, from the closed set of problems. Whatever else a verb throws is a fault and says nothing outside. */
export class ServiceError extends Error {
  constructor(
    readonly problem: ProblemName,
    detail: string,
    readonly more: ProblemDetails = {},
  ) {
    super(detail)
  }
}
