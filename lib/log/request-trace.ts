import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * How an answer came about: `worked` was worked out, for whoever asks the same; `kept` was given from memory or waited for while it was
 * worked out for another; `own` is for this request alone, `streamed` is sent as it is written, `refused` was turned away before any work.
 */
export type AnswerWay = 'kept' | 'worked' | 'own' | 'streamed' | 'refused'

/** What is known of a request while it is answered. */
export interface RequestTrace {
  /** In the answer's X-Request-Id, in the body of a problem, and in the log. */
  readonly id: string
  /** The pattern of its route, such as `/api/v1/incidents/[id]`; never the address itself. */
  readonly route: string
  way: AnswerWay
}

// On globalThis for the reason in log.ts.
const shared = globalThis as typeof globalThis & { outageLedgerTraces?: AsyncLocalStorage<RequestTrace> }
shared.outageLedgerTraces ??= new AsyncLocalStorage()
const traces = shared.outageLedgerTraces

/** Runs work for a request. */
export const withTrace = <T>(trace: RequestTrace, work: () => T): T => traces.run(trace, work)

/** The request at hand; undefined outside the server of `npm start`. */
export const requestTrace = (): RequestTrace | undefined => traces.getStore()

/** The id of the request at hand, or a new one where it has none. */
export const requestId = (): string => traces.getStore()?.id ?? crypto.randomUUID()

/** Notes how the request at hand is answered. */
export function noteWay(way: AnswerWay): void {
  const trace = traces.getStore()
  if (trace !== undefined) trace.way = way
}

/** What ids of others look like: UUIDs, ULIDs, hexadecimal, with a prefix or not. */
const wellFormed = /^[\w.:-]{8,80}$/

/** The id that a request is known by: the one it brings where our own proxy has set it, else a new one. */
export const idFor = (said: string | string[] | undefined, isTrusted: boolean): string =>
  isTrusted && typeof said === 'string' && wellFormed.test(said) ? said : crypto.randomUUID()
