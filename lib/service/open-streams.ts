import type { Context } from './context'
import { ServiceError } from './errors'
import { addressMark } from './limit'

/** Streams of this process that are open, each with how to end it, by the address that reads them. */
interface OpenStreams {
  byAddress: Map<string, number>
  ends: Set<() => void>
  closing: boolean
}

// On globalThis for the reason in context.ts: the server around the framework ends what the routes within it opened.
const shared = globalThis as typeof globalThis & { outageLedgerStreams?: OpenStreams }
shared.outageLedgerStreams ??= { byAddress: new Map(), ends: new Set(), closing: false }
const open = shared.outageLedgerStreams

/** After how many seconds an address with too many streams may ask again. */
const retryAfter = 60

/**
 * Takes a place for a stream, which `end` ends when the process is to leave. Answers how to give the place back. Throws too-many-requests
 * for an address that has as many open as it may, unavailable for who comes while the process leaves.
 */
export async function takePlace(ctx: Pick<Context, 'store' | 'settings' | 'clock'>, end: () => void): Promise<() => void> {
  const most = ctx.settings.limits.streamsPerAddress
  const mark = (await addressMark(ctx)) ?? ''
  const had = open.byAddress.get(mark) ?? 0
  if (open.closing) throw new ServiceError('unavailable', 'The server is about to stop; try again in a moment.')
  if (mark !== '' && most > 0 && had >= most)
    throw new ServiceError('too-many-requests', 'This address has too many streams open.', { retryAfter })
  open.byAddress.set(mark, had + 1)
  open.ends.add(end)
  return () => {
    if (!open.ends.delete(end)) return
    const left = (open.byAddress.get(mark) ?? 1) - 1
    if (left > 0) open.byAddress.set(mark, left)
    else open.byAddress.delete(mark)
  }
}

/** How many streams are open in this process. */
export const openStreams = (): number => open.ends.size

/** Ends every stream and lets none begin, so that the process can leave. */
export function endStreams(): void {
  open.closing = true
  for (const end of [...open.ends]) end()
}
