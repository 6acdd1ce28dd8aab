import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from './context'

const hour = 3_600_000

/** Resolves an hour later, or when the signal says stop. */
const anHour = (stop: AbortSignal): Promise<void> => pause(hour, undefined, { signal: stop }).catch(() => undefined)

/**
 * Deletes, again and again until the signal says stop, the contacts that have been kept for long enough: a decision deletes those it is
 * about, and where nobody decides or writes the clock has to. What goes wrong is told, and tried again the next time.
 */
export async function forgetContacts(
  { store, clock, actor }: Pick<Context, 'store' | 'clock' | 'actor'>,
  stop: AbortSignal,
  onFault: (error: unknown) => void,
  next: (stop: AbortSignal) => Promise<void> = anHour,
): Promise<void> {
  while (!stop.aborted) {
    await store.write({ actor, time: clock() }, (tx) => tx.forgetContacts()).catch(onFault)
    await next(stop)
  }
}
