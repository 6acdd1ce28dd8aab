import { type FieldError, type Problem, type ProblemName, problemStatus } from '@/lib/schema/problem'
import { type ProblemDetails, ServiceError } from '@/lib/service/errors'

/** One title per kind of problem; what is particular to one answer is its `detail`. */
export const problemTitles: Record<ProblemName, string> = {
  'bad-request': 'The request cannot be understood',
  'invalid-parameter': 'A parameter is unknown or malformed',
  'malformed-body': 'The body cannot be read',
  unauthorised: 'The token is not accepted',
  forbidden: 'This is not allowed to the sender',
  'not-found': 'There is nothing here',
  'method-not-allowed': 'The verb does not apply here',
  'not-acceptable': 'No acceptable format is available',
  conflict: 'The request conflicts with an earlier one',
  'likely-duplicate': 'The ledger seems to hold this already',
  gone: 'The record was taken down',
  'too-large': 'The body is too large',
  'unsupported-media-type': 'The media type of the body is not supported',
  'invalid-record': 'The record is not valid',
  'too-many-requests': 'Too many requests',
  internal: 'The server failed',
  unavailable: 'The server cannot answer now',
}

/** Headers that belong to a problem wherever it comes from; Retry-After in seconds. */
export const problemHeaders: Partial<Record<ProblemName, Record<string, string>>> = {
  unauthorised: { 'WWW-Authenticate': 'Bearer' },
  'too-many-requests': { 'Retry-After': '60' },
  unavailable: { 'Retry-After': '10' },
}

/** How many field errors one answer lists; a body can hold thousands. */
const mostErrors = 100

/** The RFC 9457 answer for a problem; never cached. */
export function problemResponse(name: ProblemName, detail: string, requestId: string, more: ProblemDetails = {}): Response {
  const { errors, retryAfter, why: _inside, target: _alsoInside, ...rest } = more
  const problem: Problem = {
    type: `/problems/${name}`,
    title: problemTitles[name],
    status: problemStatus[name],
    detail,
    ...(errors && { errors: errors.slice(0, mostErrors) }),
    ...rest,
    requestId,
  }
  const headers = {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...problemHeaders[name],
    ...(retryAfter && { 'Retry-After': String(retryAfter) }),
  }
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}

/** A refusal about one named place of the request. */
export function refusal(name: ProblemName, detail: string, path: string, message: string): ServiceError {
  const errors: FieldError[] = [{ path, message }]
  return new ServiceError(name, detail, { errors })
}
