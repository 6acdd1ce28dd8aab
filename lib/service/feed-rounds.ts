import { setTimeout as pause } from 'node:timers/promises'
import type { FeedSource } from '@/lib/schema/feed-source'
import type { Poller } from './feed-takers'
import { pollFeed } from './poll-feed'

/** How often it is looked whether a source is due, in milliseconds. */
const lookEvery = 5_000

/** Asks every source in its turn, one after another: they come every few minutes, and each is a write at its end. */
export class FeedRounds {
  constructor(
    private readonly poller: Poller,
    private readonly sources: readonly FeedSource[],
    /** Told of every poll how it ended; of a round that could not be made, without a source. */
    private readonly onTold: (source: FeedSource | null, outcome: unknown) => void,
  ) {}

  /** Asks those that are due. What goes wrong with one keeps no other back. */
  async round(stop?: AbortSignal): Promise<void> {
    const now = this.poller.clock()
    const known = new Map((await this.poller.store.polls.list()).map((standing) => [standing.id, standing]))
    for (const source of this.sources) {
      const dueAt = known.get(source.id)?.dueAt ?? null
      if (stop?.aborted) return
      if (dueAt !== null && dueAt > now) continue
      this.onTold(source, await pollFeed(asSource(this.poller, source), source).catch((error: unknown) => error))
    }
  }

  /** Goes on until the signal says stop; the source that is asked then is waited for. */
  async run(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await this.round(stop).catch((error: unknown) => this.onTold(null, error))
      await pause(lookEvery, undefined, { signal: stop }).catch(() => undefined)
    }
  }
}

/** The ledger names the source as the one who wrote. */
const asSource = (poller: Poller, { id }: FeedSource): Poller => ({ ...poller, actor: { role: 'system', key: `feed/${id}` } })
