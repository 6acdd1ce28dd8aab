import type { Tombstone } from '@/lib/schema/incident'
import type { FieldError, ProblemName } from '@/lib/schema/problem'

export interface ProblemDetails {
  errors?: FieldError[]
  candidates?: { id: string; title: string }[]
  tombstone?: Tombstone
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
