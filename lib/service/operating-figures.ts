import type { PollStanding } from '@/lib/schema/feed-source'
import type { Context } from './context'
import { openStreams } from './open-streams'

/** What an operator watches of a ledger. Some of it the public may not know: that something is under hold tells of a strike. */
export interface OperatingFigures {
  ledgerSeq: number
  queue: { total: number; oldestSeconds: number }
  held: number
  streams: number
  /** Of each source that is asked; null for one that never gave what could be read. */
  feeds: (Pick<PollStanding, 'id' | 'failures'> & { ageSeconds: number | null })[]
  webhooks: { failing: number; ended: number; deadLetters: number }
}

/** The figures as they are now. Throws StoreUnavailable. */
export async function operatingFigures({ store, clock }: Pick<Context, 'store' | 'clock'>): Promise<OperatingFigures> {
  const now = clock()
  const secondsSince = (time: string) => Math.max(0, (Date.parse(now) - Date.parse(time)) / 1000)
  const editors = store.editorView()
  const [head, queue, held, polls, webhooks] = await Promise.all([
    store.head(),
    editors.queue(1),
    editors.held(now),
    store.polls.list(),
    store.webhooks.list(),
  ])
  const [oldest] = queue.waiting
  return {
    ledgerSeq: head?.seq ?? 0,
    queue: { total: queue.total, oldestSeconds: oldest === undefined ? 0 : secondsSince((oldest.report ?? oldest.of).recordedAt) },
    held,
    streams: openStreams(),
    feeds: polls.map(({ id, failures, goodAt }) => ({ id, failures, ageSeconds: goodAt === null ? null : secondsSince(goodAt) })),
    webhooks: {
      failing: webhooks.filter(({ failingSince }) => failingSince !== null).length,
      ended: webhooks.filter(({ endedAt }) => endedAt !== null).length,
      deadLetters: webhooks.reduce((sum, { deadTotal }) => sum + deadTotal, 0),
    },
  }
}
