import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino'
import type { LogLevel } from '@/lib/config/settings'
import { requestTrace } from './request-trace'

// On globalThis because a build gives pages, routes and the server around them a copy of this module each, and a process has one log.
const shared = globalThis as typeof globalThis & { outageLedgerLog?: Logger }

/** How an error is told: what it is and where it came from. Its other members are left out, for a driver puts the values of a row there. */
const err = (error: unknown): unknown =>
  error instanceof Error ? { type: error.name, message: error.message, stack: error.stack } : { message: String(error) }

function make(level: LogLevel, to: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    // Whatever is told while a request is answered is told of it.
    mixin: () => {
      const trace = requestTrace()
      return trace === undefined ? {} : { requestId: trace.id, route: trace.route }
    },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err },
  }
  return pino(options, to)
}

/** How much may wait to be written where nobody reads the log, in bytes; what comes then is lost rather than the server kept waiting. */
const mostWaiting = 4_194_304

/**
 * Opens the log of a server: one JSON object a line on stderr, written beside the work. Every line is of a request, a round or a failure,
 * and holds no address, no key, no text that people have written and no value of a query.
 */
export function openLog(level: LogLevel): void {
  shared.outageLedgerLog = make(level, destination({ fd: 2, sync: false, maxLength: mostWaiting }))
}

/** The log of this process; of one that opened none, what failed. */
export function log(): Logger {
  shared.outageLedgerLog ??= make('error', { write: (line) => void process.stderr.write(line) })
  return shared.outageLedgerLog
}
