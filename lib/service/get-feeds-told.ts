import type { FeedSource, PollStanding } from '@/lib/schema/feed-source'
import type { FeedTold } from '@/lib/schema/feed-told'
import type { Context } from './context'
import { listFeeds } from './list-feeds'

const unasked = (id: string): PollStanding => ({ id, triedAt: null, goodAt: null, dueAt: null, failure: null, failures: 0, aside: [] })

/** Of its address nothing more than the host: what stands behind it may be a key. */
const nameOf = (source: FeedSource) => ('operator' in source ? source.operator : new URL(source.url).host)

/** Every source that this server asks, and every machine feed whose readings it has, by name. */
export async function getFeedsTold(ctx: Context): Promise<FeedTold[]> {
  const [standings, polls] = await Promise.all([listFeeds(ctx), ctx.store.polls.list()])
  const pollOf = (id: string) => polls.find((poll) => poll.id === id) ?? unasked(id)
  const { feeds: sources } = ctx.settings
  const read = standings.map((standing): FeedTold => {
    const { id, publisher: name, url, licence } = standing
    return { id, name, url, licence, standing, poll: sources.some((source) => source.id === id) ? pollOf(id) : null }
  })
  const others = sources
    .filter(({ id }) => standings.every((standing) => standing.id !== id))
    .map((source): FeedTold => ({ id: source.id, name: nameOf(source), url: null, licence: null, standing: null, poll: pollOf(source.id) }))
  return [...read, ...others].sort((a, b) => (a.id < b.id ? -1 : 1))
}
