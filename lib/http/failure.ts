import { log } from '@/lib/log/log'
import { HealthCode, healthDetails } from '@/lib/schema/health-problem'
import { ServiceError } from '@/lib/service/errors'
import { problemResponse, refusal } from './problem'

/**
 * Errors of the store that have an answer of their own, by name: a build gives pages and routes a copy of the class each,
 * and the store may have been opened by the other.
 */
const storeErrors: Record<string, (error: Error) => ServiceError> = {
  StoreUnavailable: (error) => {
    const code = HealthCode.safeParse('code' in error ? error.code : undefined)
    const why = code.success ? healthDetails[code.data] : healthDetails.unreachable
    return new ServiceError('unavailable', `${why} Try again in a moment.`)
  },
  StoreInUse: () => new ServiceError('unavailable', 'The store is held by another process; try again in a moment.'),
  InvalidEvent: () => new ServiceError('conflict', 'The ledger does not allow this after what it holds already.'),
  InvalidCursor: () => refusal('invalid-parameter', 'The cursor is not one of this list.', 'cursor', 'is not a cursor given by this list'),
}

function asServiceError(error: unknown): ServiceError | undefined {
  if (error instanceof ServiceError) return error
  return error instanceof Error ? storeErrors[error.name]?.(error) : undefined
}

/** What the operator must see, in the log; of the request its route alone, since readers' words are not logged. */
function logFailure(error: unknown, method: string, requestId: string, level: 'warn' | 'error'): void {
  log()[level]({ requestId, method, err: error }, 'failed')
}

/** The answer for anything thrown: the one place where errors become HTTP. What is not a known refusal says nothing outside. */
export function failureResponse(error: unknown, request: Request, requestId: string): Response {
  const known = asServiceError(error)
  if (known === undefined || known.problem === 'internal') logFailure(error, request.method, requestId, 'error')
  else if (known.problem === 'unavailable') logFailure(error, request.method, requestId, 'warn')
  if (known === undefined)
    return problemResponse('internal', 'Something went wrong on our side; the request id finds it in the log.', requestId)
  return problemResponse(known.problem, known.message, requestId, known.more)
}
