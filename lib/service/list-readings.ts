import { holdsMinutes, stretchesOf } from '@/lib/impact/reading-statements'
import type { ReadingPage } from '@/lib/schema/answers'
import type { ReadingsQuery } from '@/lib/schema/query'
import type { MachineFeed, ReadingStep } from '@/lib/schema/reading'
import type { Instant } from '@/lib/schema/time'
import { ReadingCursor, readCursor, writeCursor } from '@/lib/store/cursor'
import type { FeedReadings } from '@/lib/store/readings-in-time'
import { instantOfMinute, minuteOf } from '@/lib/time/minute'
import type { Context } from './context'
import { ServiceError } from './errors'
import type { ExportedRows } from './export-records'
import { publicRecords } from './public-records'
import { readingsOver } from './reading-statements'
import { resolveMoments, resolveRegions } from './resolve-query'

const day = 24 * 3_600_000
const longest = 92 * day
/** How many areas are looked at together: a page is seldom of more, and what is held of them stays small. */
const areasAtOnce = 100

type Asked = Omit<ReadingsQuery, 'limit' | 'cursor'>

/** What is asked for, its feeds, areas and times known. */
interface Wanted {
  feeds: MachineFeed[]
  /** Null for every area. */
  areas: ReadonlySet<string> | null
  from: Instant
  to: Instant
  knownAt: Instant | undefined
}

const invalid = (path: string, why: string, message: string) => new ServiceError('invalid-parameter', why, { errors: [{ path, message }] })

async function wantedBy(ctx: Context, query: Asked): Promise<Wanted> {
  const { asOf, from: begin, to: end, knownAt } = resolveMoments(ctx, query)
  const to = end ?? asOf
  const from = begin ?? new Date(Date.parse(to) - day).toISOString()
  if (from > to) throw invalid('from', 'The period ends before it begins.', 'is not before to')
  if (Date.parse(to) - Date.parse(from) > longest)
    throw invalid('from', 'A list of readings is of 92 days at most.', 'is more than 92 days before to')
  const readable = await publicRecords(ctx).feeds()
  for (const [at, name] of query.feed.entries())
    if (!readable.some(({ id }) => id === name))
      throw invalid(`feed[${at}]`, 'A feed is not known here.', `${name} is not a feed that can be read here`)
  const feeds = readable.filter(({ id }) => query.feed.length === 0 || query.feed.includes(id))
  const areas = query.region.length === 0 ? null : new Set(ctx.territory.widen(resolveRegions(ctx, query.region)))
  return { feeds, areas, from, to, knownAt }
}

/** What an area says over a period, in steps; one that began before it begins with the last snapshot before it. */
function stepsOf({ feed, runs, tracks }: FeedReadings, from: number): ReadingStep[] {
  const holds = holdsMinutes(feed)
  const { id, service, measure, unit, cadenceMinutes } = feed
  const begin = runs.findLast(({ time }) => time <= from)?.time ?? 0
  const places = new Map(runs.map(({ time }, at) => [time, at]))
  // The first of a step may lie before all that were read.
  const snapshots = (since: number, until: number) => (since === until ? 1 : (places.get(until) ?? 0) - (places.get(since) ?? -1) + 1)
  return tracks.flatMap((track) =>
    stretchesOf(track, runs, holds)
      .filter(({ until }) => until + holds > from)
      .map(({ region, from: first, until, value, served }) => {
        const since = Math.max(first, Math.min(begin, until))
        const coverage = Math.min(1, snapshots(since, until) / ((until - since) / cadenceMinutes + 1))
        const said = { feed: id, region, service, measure, unit, since: instantOfMinute(since), until: instantOfMinute(until) }
        return { ...said, out: value, served, coverage }
      }),
  )
}

/** The areas that a feed ever told of and that are asked for, from one on, in order. */
async function areasOf(ctx: Context, { id }: MachineFeed, { areas }: Wanted, first: string): Promise<string[]> {
  const { told } = await publicRecords(ctx).readingDays({ feed: id, from: 0, to: -1, areas: [], sums: [] })
  return told.filter((code) => code >= first && (areas === null || areas.has(code))).sort()
}

/** The steps of some feeds by feed, area and time, those behind a place alone; some areas at a time. */
async function* stepsBehind(ctx: Context, wanted: Wanted, behind: ReadingCursor | null): AsyncGenerator<ReadingStep[]> {
  const [, feedBehind = '', areaBehind = '', timeBehind = ''] = behind ?? []
  const [from, to] = [minuteOf(wanted.from), minuteOf(wanted.to)]
  for (const feed of wanted.feeds.filter(({ id }) => id >= feedBehind)) {
    const isBehind = feed.id === feedBehind
    const areas = await areasOf(ctx, feed, wanted, isBehind ? areaBehind : '')
    for (let at = 0; at < areas.length; at += areasAtOnce) {
      const some = areas.slice(at, at + areasAtOnce)
      const read = await readingsOver(ctx, [feed], { from, to }, some, { knownAt: wanted.knownAt })
      const steps = read
        .flatMap((one) => stepsOf(one, from))
        .sort((a, b) => (a.region < b.region ? -1 : a.region > b.region ? 1 : a.since < b.since ? -1 : 1))
      yield steps.filter(({ region, since }) => !isBehind || region > areaBehind || since > timeBehind)
    }
  }
}

/**
 * What machine feeds said of areas over a period, as steps: by feed, area and time. Only what is under no hold. Throws invalid-parameter for a
 * region or feed that is not known, and for a cursor of another list.
 */
export async function listReadings(ctx: Context, { limit, cursor, ...query }: ReadingsQuery): Promise<ReadingPage> {
  const wanted = await wantedBy(ctx, query)
  const behind = cursor === undefined ? null : readCursor(ReadingCursor, cursor)
  const found: ReadingStep[] = []
  for await (const steps of stepsBehind(ctx, wanted, behind)) {
    found.push(...steps)
    if (found.length > limit) break
  }
  const data = found.slice(0, limit)
  const last = data.at(-1)
  const next = found.length > limit && last ? writeCursor(['r', last.feed, last.region, last.since]) : null
  return { data, next, from: wanted.from, asOf: wanted.to, knownAt: wanted.knownAt ?? null }
}

/** All of them, to be written as they come, as they were known when they were asked for. Throws invalid-parameter. */
export async function exportReadings(ctx: Context, query: Asked): Promise<ExportedRows<ReadingStep>> {
  const now = ctx.clock()
  const still = { ...ctx, clock: () => now }
  const wanted = await wantedBy(still, query)
  const told = await publicRecords(still).snapshotsTold()
  return {
    state: JSON.stringify([told, wanted]),
    asOf: wanted.to,
    knownAt: wanted.knownAt ?? null,
    at: wanted.to,
    pieces: stepsBehind(still, { ...wanted, knownAt: wanted.knownAt ?? now }, null),
  }
}
