import { ServiceError } from '@/lib/service/errors'
import { problemResponse, refusal } from './problem'

/**
 * Errors of the store that have an answer of their own, by name: a build gives pages and routes a copy of the class each,
 * and the store may have been opened by the other.
 */
const storeErrors: Record<string, () => ServiceError> = {
  StoreUnavailable: () => new ServiceError('unavailable', 'The store does not answer; try again in a moment.'),
  StoreInUse: () => new ServiceError('unavailable', 'The store is held by another process; try again in a moment.'),
  InvalidEvent: () => new ServiceError('conflict', 'The ledger does not allow this after what it holds already.'),
  InvalidCursor: () => refusal('invalid-parameter', 'The cursor is not one of this list.', 'cursor', 'is not a cursor given by this list'),
}

function asServiceError(error: unknown): ServiceError | undefined {
  if (error instanceof ServiceError) return error
  return error instanceof Error ? storeErrors[error.name]?.() : undefined
}

/** One JSON line on stderr for what the operator must see; the query is left out, since readers' words are not logged. */
function logFailure(error: unknown, request: Request, requestId: string): void {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined }
  const line = {
    level: 'error',
    time: new Date().toISOString(),
    requestId,
    method: request.method,
    path: new URL(request.url).pathname,
    message,
    stack,
  }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

/** The answer for anything thrown: the one place where errors become HTTP. What is not a known refusal says nothing outside. */
export function failureResponse(error: unknown, request: Request, requestId: string): Response {
  const known = asServiceError(error)
  if (known === undefined || known.problem === 'internal' || known.problem === 'unavailable') logFailure(error, request, requestId)
  if (known === undefined)
    return problemResponse('internal', 'Something went wrong on our side; the request id finds it in the log.', requestId)
  return problemResponse(known.problem, known.message, requestId, known.more)
}
