import { log } from '@/lib/log/log'
import { guardedGet } from '@/lib/outgoing/guarded-get'
import type { FeedSource } from '@/lib/schema/feed-source'
import type { Context } from '@/lib/service/context'
import { FeedRounds } from '@/lib/service/feed-rounds'

type OnTold = (source: FeedSource | null, outcome: unknown) => void

/** The rounds of the sources that the settings name. */
export const feedRounds = (ctx: Context, onTold: OnTold): FeedRounds =>
  new FeedRounds({ ...ctx, get: guardedGet(ctx.settings.feedNetworks), random: Math.random }, ctx.settings.feeds, onTold)

/** In the log: how each poll ended, by the name that the source is given here. What a source answers badly is a word; an error is ours. */
export const tellPolls: OnTold = (source, outcome) => {
  if (outcome === 'notDue') return
  const feed = source?.id ?? null
  if (outcome instanceof Error) log().error({ feed, err: outcome }, 'feed')
  else log()[outcome === 'taken' ? 'info' : 'warn']({ feed, outcome }, 'feed')
}
