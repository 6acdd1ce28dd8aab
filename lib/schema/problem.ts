import { z } from 'zod'
import { HealthProblem } from './health-problem'
import { HistoryEntry, Tombstone } from './incident'

/** The closed set of things that can go wrong, each with its status. The name is the last part of the problem's `type`. */
export const problemStatus = {
  'bad-request': 400,
  'invalid-parameter': 400,
  'malformed-body': 400,
  unauthorised: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  conflict: 409,
  'likely-duplicate': 409,
  gone: 410,
  'too-large': 413,
  'unsupported-media-type': 415,
  'invalid-record': 422,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const
export type ProblemName = keyof typeof problemStatus

export const FieldError = z.object({ path: z.string(), message: z.string() }).meta({ id: 'FieldError' })
export type FieldError = z.infer<typeof FieldError>

/** RFC 9457 problem details: the one error body of the API. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    errors: z.array(FieldError).optional(),
    /** With `likely-duplicate`: incidents that already hold what was sent. */
    candidates: z.array(z.object({ id: z.ulid(), title: z.string() })).optional(),
    /** With `gone`: what is left of the record. */
    tombstone: Tombstone.optional(),
    /** With `conflict` after a decision: the last that was done to the record, by which it is not what the sender saw. */
    happened: HistoryEntry.optional(),
    /** With `unavailable`: what is wrong with the server. */
    problems: z.array(HealthProblem).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
