import { FeedFault } from '@/lib/ingest/feed-fault'
import type { FeedSource, PollFailure } from '@/lib/schema/feed-source'
import type { Instant } from '@/lib/schema/time'
import { StoreUnavailable } from '@/lib/store/store'
import { ServiceError } from './errors'
import { NotGiven, type Poller, takeFeed } from './feed-takers'

const minute = 60_000
/** A poll that is not ended by then, in minutes, belongs to a process that broke off, and another one may begin. */
const patience = 15
/** The longest pause after failures, in minutes; and what a source that asks for more is given. */
const [longestPause, longestAsked] = [360, 1440]

const later = (now: Instant, minutes: number): Instant => new Date(Date.parse(now) + minutes * minute).toISOString()

/** Minutes before a source is asked again that has failed so many times in a row: twice as long each time, and never at one time with others. */
export function pauseAfter(failures: number, everyMinutes: number, random: () => number): number {
  const pause = Math.min(everyMinutes * 2 ** (failures - 1), Math.max(longestPause, everyMinutes))
  return pause * (0.75 + random() / 2)
}

/** What a failure is called; null for one that is none of the source's doing. */
function failureOf(error: unknown): PollFailure | null {
  if (error instanceof NotGiven) return error.failure
  if (error instanceof FeedFault) return 'layout'
  if (error instanceof ServiceError) return 'refused'
  return null
}

/**
 * Asks a source where it is due and nobody else is asking it, takes in what it gives, and notes how that ended. Answers what happened.
 * Rejects where the store does not answer, and for a mistake of ours, which is noted too.
 */
export async function pollFeed(poller: Poller, source: FeedSource): Promise<'notDue' | 'taken' | PollFailure> {
  const { polls } = poller.store
  const poll = await polls.begin(source.id, poller.clock(), later(poller.clock(), patience))
  if (poll === null) return 'notDue'
  try {
    const { validators, aside } = await takeFeed(poller, source, poll)
    const at = poller.clock()
    await polls.settle(poll, { at, dueAt: later(at, source.everyMinutes), failure: null, validators, aside })
    return 'taken'
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    const at = poller.clock()
    const asked = error instanceof NotGiven && error.retryAfter !== null ? Math.min(error.retryAfter / 60, longestAsked) : 0
    const pause = Math.max(pauseAfter(poll.failures + 1, source.everyMinutes, poller.random), asked)
    const failure = failureOf(error)
    await polls.settle(poll, { at, dueAt: later(at, pause), failure: failure ?? 'fault' })
    if (failure === null) throw error
    return failure
  }
}
