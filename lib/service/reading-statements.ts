import { holdsMinutes, type Stretch, statementOf, stretchesOf } from '@/lib/impact/reading-statements'
import { staleDays } from '@/lib/impact/shelf-life'
import type { ImpactQuery } from '@/lib/schema/query'
import type { MachineFeed } from '@/lib/schema/reading'
import type { Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import type { FeedReadings, ReadingsAsked } from '@/lib/store/readings-in-time'
import { minuteOf } from '@/lib/time/minute'
import type { Context } from './context'
import { knownFeeds } from './known-statements'
import { publicRecords } from './public-records'
import { type QueryMoments, resolveRegions } from './resolve-query'

type Narrowing = Pick<ImpactQuery, 'service' | 'kind' | 'tier' | 'q' | 'region' | 'level'>

/** Whether what a feed says can be meant: nobody says why the power is out, so its cause is not known. */
function isAsked({ service, tier, publisher }: MachineFeed, query: Narrowing): boolean {
  const services = query.service.length > 0 ? query.service : ['electricity']
  const words = query.q?.toLowerCase().split(/\s+/) ?? []
  return (
    services.includes(service) &&
    (query.kind.length === 0 || query.kind.includes('unknown')) &&
    (query.tier.length === 0 || query.tier.includes(tier)) &&
    words.every((word) => publisher.toLowerCase().includes(word))
  )
}

/** The feeds that a question can be answered by. */
export const feedsAsked = async (ctx: Context, query: Narrowing): Promise<MachineFeed[]> =>
  (await knownFeeds(ctx)).filter((feed) => isAsked(feed, query))

/** The areas a question is about, their parts included; null for all. */
export function areasAsked({ territory }: Context, query: Narrowing): string[] | null {
  const codes = territory.widen(resolveRegions({ territory }, query.region))
  return codes.length > 0 ? codes : null
}

/** Minutes after which a reading is not told any more, not even as the last word. */
const memoryOf = (feeds: readonly MachineFeed[]): number => staleDays * 24 * 60 + Math.max(0, ...feeds.map(holdsMinutes))

type Period = Pick<ReadingsAsked, 'from' | 'to'>

/** What feeds say over a period, in minutes, by the question's clocks. */
export async function readingsOver(
  ctx: Context,
  feeds: readonly MachineFeed[],
  period: Period,
  regions: string[] | null,
  { knownAt, publishedBy }: Pick<QueryMoments, 'knownAt' | 'publishedBy'>,
): Promise<FeedReadings[]> {
  const asked = { feeds: feeds.map(({ id }) => id), ...period, memory: memoryOf(feeds), regions, knownAt, publishedBy }
  return feeds.length === 0 ? [] : publicRecords(ctx).readings(asked)
}

/** The stretches of every area of some readings. */
export const stretchesIn = ({ feed, runs, tracks }: FeedReadings): Stretch[] =>
  tracks.flatMap((track) => stretchesOf(track, runs, holdsMinutes(feed)))

/** What the feeds that a question can mean said over a period, as statements; and what follows it as far as an hour in it can rest on. */
export async function readingsWithin(
  ctx: Context,
  query: Narrowing,
  clocks: Pick<QueryMoments, 'knownAt' | 'publishedBy'>,
  { from, to }: { from: Instant; to: Instant },
): Promise<Statement[]> {
  const feeds = await feedsAsked(ctx, query)
  const end = minuteOf(to) + Math.max(0, ...feeds.map(holdsMinutes))
  const read = await readingsOver(ctx, feeds, { from: minuteOf(from), to: end }, areasAsked(ctx, query), clocks)
  return read.flatMap((one) => stretchesIn(one).map((stretch) => statementOf(one.feed, stretch)))
}

/** The last reading of each area of each feed that a question can mean, as statements of the snapshot that gave it last. */
export async function readingsAt(ctx: Context, query: ImpactQuery, moments: QueryMoments): Promise<Statement[]> {
  const at = minuteOf(moments.asOf)
  const feeds = await feedsAsked(ctx, query)
  const read = await readingsOver(ctx, feeds, { from: at, to: at }, areasAsked(ctx, query), moments)
  return read.flatMap(({ feed, runs, tracks }) =>
    tracks.flatMap((track) => {
      const last = stretchesOf(track, runs, holdsMinutes(feed)).at(-1)
      return last === undefined ? [] : [statementOf(feed, { ...last, from: last.until })]
    }),
  )
}
