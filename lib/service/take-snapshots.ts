import { setImmediate } from 'node:timers/promises'
import { tiersAllow } from '@/lib/guard/tiers'
import { staleDays } from '@/lib/impact/shelf-life'
import type { Territory } from '@/lib/regions/territory'
import type { LedgerRow } from '@/lib/schema/ledger'
import { MachineFeed, type Snapshot } from '@/lib/schema/reading'
import type { KnownFeed } from '@/lib/store/feed-rows'
import { batchDigest } from '@/lib/store/reading-digest'
import type { TrackAt } from '@/lib/store/reading-writing'
import type { WriteTransaction } from '@/lib/store/store'
import { instantOfMinute } from '@/lib/time/minute'
import type { AreaNumbers } from './area-numbers'
import { closeDays, openDays, type Touched } from './close-days'
import type { Context } from './context'
import { ServiceError } from './errors'
import { OpenDays } from './open-days'
import { ReadingColumns } from './reading-columns'
import { FeedTracks } from './reading-tracks'
import { type Run, RunReader } from './snapshot-run'

/** What came of taking snapshots in. */
export interface TakenSnapshots {
  /** How many were written, and how many readings stand in them. */
  snapshots: number
  readings: number
  /** Rows that the readings came to: a change each. */
  steps: number
  /** Snapshots that were here already, word for word. */
  repeated: number
  /** Snapshots whose time had been told otherwise before. */
  revised: number
  /** Codes of areas that this territory does not have, each with how often it stood there; nothing of them is kept. */
  unknown: Record<string, number>
}

type Counts = Omit<TakenSnapshots, 'unknown'>

/** What is carried from batch to batch: the feed's tracks at its last snapshot, as long as nobody else wrote. */
interface Memory {
  batch: number
  time: number
  tracks: FeedTracks
}

/** Readings of one batch, about: a transaction of less than a second where the database is embedded, and some twenty megabytes. */
const batchReadings = 150_000
/** Readings between which the database is listened to: a source that is at hand would be read without a pause. */
const turnReadings = 1000
/** No reading is told longer, whatever its feed's pace: minutes of staleness, and of a pace of several days. */
const longestTold = (staleDays + 30) * 24 * 60

/** The feed as the ledger knows it, described anew where its words changed. What its figures count never changes: that is another feed. */
async function describe(tx: WriteTransaction, feed: MachineFeed): Promise<number> {
  const known = await tx.readings.feed(feed.id)
  const counts = ({ cadenceMinutes, service, measure, unit }: MachineFeed) => `${cadenceMinutes} ${service} ${measure} ${unit}`
  if (known !== null && counts(known.feed) !== counts(feed))
    throw new ServiceError(
      'conflict',
      `The feed ${feed.id} counted something else before, or at another pace; give this one a name of its own.`,
    )
  if (known === null || !isSame(known, feed)) await tx.append({ verb: 'feed.described', payload: { id: `feed/${feed.id}`, feed } })
  return known?.id ?? (await tx.readings.feed(feed.id))?.id ?? 0
}

const isSame = ({ feed: a }: KnownFeed, b: MachineFeed) =>
  a.publisher === b.publisher && a.tier === b.tier && a.url === b.url && a.licence === b.licence

/** Runs that follow one another with no snapshot of the tables between them; one whose time was told before stands alone. */
function groupsOf(runs: readonly Run[], known: ReadonlyMap<number, string>): Run[][] {
  const standing = [...known.keys()].sort((a, b) => a - b)
  const groups: Run[][] = []
  let next = 0
  let open: Run[] | null = null
  for (const run of runs) {
    let passed = false
    for (; (standing[next] ?? Number.POSITIVE_INFINITY) <= run.time; next++) passed = true
    if (known.has(run.time)) {
      groups.push([run])
      open = null
    } else if (open === null || passed) {
      open = [run]
      groups.push(open)
    } else open.push(run)
  }
  return groups
}

/** A batch as it was read, and what all of it is taken in with. */
interface Batch {
  territory: Territory
  known: KnownFeed
  areas: AreaNumbers
  readings: ReadingColumns
  /** The number of the ledger's row. */
  row: number
}

interface TakenGroup {
  steps: number
  memory: Memory | null
  touched: Touched | null
}

/** Writes runs that follow one another, and mends the step after them. */
async function takeGroup(
  tx: WriteTransaction,
  { territory, known, areas, readings, row }: Batch,
  group: readonly Run[],
  isRevised: boolean,
  memory: Memory | null,
): Promise<TakenGroup> {
  const feed = known.id
  const [first, last] = [group[0], group.at(-1)]
  if (first === undefined || last === undefined) return { steps: 0, memory, touched: null }
  const [{ before }, { after }] = [await tx.readings.neighbours(feed, first.time), await tx.readings.neighbours(feed, last.time)]
  const isNewest = after === null && !isRevised
  const told = isRevised ? await tx.readings.tracksAt(feed, first.time) : []
  const follows = after === null ? [] : await tx.readings.tracksAt(feed, after)
  const carried = memory !== null && memory.time === before
  const isFirst = isNewest && before === null
  const tracks = carried
    ? memory.tracks
    : new FeedTracks(
        areas,
        await tx.readings.tracksAt(feed, before ?? first.time - 1),
        isFirst ? new OpenDays(territory, known.feed) : null,
      )
  if (!isNewest) tracks.followIn(null)
  else if (carried && tracks.open === null) tracks.followIn(await openDays(tx, territory, known, memory.time))
  const missing = tracks.missing(group, readings)
  if (missing.length > 0) tracks.add(await tx.readings.addTracks(feed, missing))
  if (!isNewest) await tx.readings.removeSteps(feed, first.time, after ?? last.time)
  let steps = await tx.readings.addSteps(tracks.follow(group, readings))
  const otherwise = isRevised ? tracks.otherwise(told) : []
  if (isRevised) await tx.readings.addRevisions(otherwise.flatMap(({ track, value, served }) => [track, first.time, row, value, served]))
  if (after !== null) steps += await tx.readings.addSteps(tracks.arrive(after, follows))
  const carry = after === null ? { batch: row, time: last.time, tracks } : null
  const taken = { steps, memory: carry }
  if (isNewest) return { ...taken, touched: null }
  const changed = new Set(otherwise.map(({ region }) => region))
  for (const { from, until } of group) for (let i = from; i < until; i++) changed.add(areas.codes[readings.areas[i] ?? 0] ?? '')
  return { ...taken, touched: { from: before ?? first.time, to: await touchedUntil(tx, last.time, after, follows, changed) } }
}

/**
 * Up to when a snapshot before others may change what is told: to the next one, or, of areas that had no answer in that, to their next
 * answer. No longer than a reading is told.
 */
async function touchedUntil(
  tx: WriteTransaction,
  last: number,
  after: number | null,
  follows: readonly TrackAt[],
  changed: ReadonlySet<string>,
): Promise<number> {
  const longest = last + longestTold
  if (after === null) return longest
  const answering = new Set(follows.flatMap(({ region, value }) => (value === null ? [] : [region])))
  const silent = follows.filter(({ region, value }) => value === null && changed.has(region))
  if ([...changed].some((region) => !answering.has(region) && !silent.some((track) => track.region === region))) return longest
  let until = after
  for (const { track } of silent) until = Math.max(until, (await tx.readingDays.nextAnswer(track, after)) ?? longest)
  return Math.min(until, longest)
}

/** The batch's runs in order of time, one a minute: the last said of one minute is meant. */
const inOrder = (runs: readonly Run[]) => [...new Map(runs.map((run) => [run.time, run])).values()].sort((a, b) => a.time - b.time)

/** What a batch is taken in for: who takes it in, of what feed, and where it was read. */
interface Taking {
  ctx: Context
  feed: MachineFeed
  origin: string
  areas: AreaNumbers
}

/** Takes a batch in, in one transaction with the ledger row that vouches for it. */
function takeBatch(
  { ctx, feed, origin, areas }: Taking,
  said: readonly Run[],
  readings: ReadingColumns,
  carried: Memory | null,
): Promise<{ counts: Counts; memory: Memory | null }> {
  const time = ctx.clock()
  return ctx.store.write({ actor: ctx.actor, time }, async (tx) => {
    const id = await describe(tx, feed)
    const all = inOrder(said)
    const [first, last] = [all[0]?.time ?? 0, all.at(-1)?.time ?? 0]
    const standing = await tx.readings.digests(id, first, last)
    const runs = all.filter((run) => standing.get(run.time) !== run.sha256)
    const counts = { snapshots: runs.length, readings: 0, steps: 0, repeated: said.length - runs.length, revised: 0 }
    const [from, to] = [runs[0], runs.at(-1)]
    if (from === undefined || to === undefined) return { counts, memory: carried }
    counts.readings = runs.reduce((sum, run) => sum + run.until - run.from, 0)
    const span = { from: instantOfMinute(from.time), to: instantOfMinute(to.time), snapshots: runs.length, readings: counts.readings }
    let touched: Touched | null = null
    let memory = carried?.batch === (await tx.readings.lastBatch(id)) ? carried : null
    const payload = { id: `feed/${feed.id}`, feed: feed.id, ...span, origin, sha256: batchDigest(runs) }
    const row = await tx.append({ verb: 'readings.taken', payload })
    const known = { id, feed }
    const batch = { territory: ctx.territory, known, areas, readings, row: row.seq }
    for (const group of groupsOf(runs, standing)) {
      const isRevised = standing.has(group[0]?.time ?? 0)
      const taken = await takeGroup(tx, batch, group, isRevised, memory)
      memory = taken.memory
      touched = together(touched, taken.touched)
      counts.steps += taken.steps
      if (isRevised) counts.revised += 1
      await addRuns(tx, id, row, group, ctx.settings.readingHoldHours)
    }
    await closeDays(tx, ctx.territory, known, touched, touched === null ? (memory?.tracks.open ?? null) : null)
    return { counts, memory }
  })
}

/** Notes who was asked at each snapshot, how many answered, and until when it is held. */
async function addRuns(tx: WriteTransaction, feed: number, row: LedgerRow, runs: readonly Run[], holdHours: number): Promise<void> {
  const lists = new Map<string, number>()
  const cells: (number | string)[] = []
  for (const { time, areas, from, until, sha256 } of runs) {
    const list = lists.get(areas.sha256) ?? (await tx.readings.areas(feed, areas))
    lists.set(areas.sha256, list)
    cells.push(feed, time, row.seq, list, until - from, row.time, instantOfMinute(time + holdHours * 60), sha256)
  }
  await tx.readings.addRuns(cells)
}

const together = (a: Touched | null, b: Touched | null): Touched | null =>
  a === null || b === null ? (a ?? b) : { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) }

/** Takes batches in, one after another. Where the database is another process, the next one can be read meanwhile. */
class Batches {
  readonly total: Counts = { snapshots: 0, readings: 0, steps: 0, repeated: 0, revised: 0 }
  readonly #taking: Taking
  readonly #onProgress: TakingOptions['onProgress']
  #memory: Memory | null = null
  #underWay: Promise<void> = Promise.resolve()
  /** The columns of the batch under way, which are free once it is taken in. */
  #spare = new ReadingColumns()

  constructor(taking: Taking, onProgress: TakingOptions['onProgress']) {
    this.#taking = taking
    this.#onProgress = onProgress
  }

  /** Begins to take a batch in once the one before it is, and answers columns to read the next one into; throws what that one did. */
  async take(said: readonly Run[], readings: ReadingColumns): Promise<ReadingColumns> {
    await this.#underWay
    const isElsewhere = this.#taking.ctx.store.engine !== 'embedded'
    const next = isElsewhere ? this.#spare : readings
    this.#spare = readings
    this.#underWay = this.#takeIn(said, readings)
    // Whoever waits for it next is told; until then nobody is there to be.
    this.#underWay.catch(() => undefined)
    if (!isElsewhere) await this.#underWay
    next.clear()
    return next
  }

  /** Waits for the last one; throws what it did. */
  end(): Promise<void> {
    return this.#underWay
  }

  async #takeIn(said: readonly Run[], readings: ReadingColumns): Promise<void> {
    const { counts, memory } = await takeBatch(this.#taking, said, readings, this.#memory)
    this.#memory = memory
    for (const name of ['snapshots', 'readings', 'steps', 'repeated', 'revised'] as const) this.total[name] += counts[name]
    this.#onProgress?.(this.total)
  }
}

interface TakingOptions {
  /** Told of every batch that was taken in, with what came of all of them. */
  onProgress?: (taken: Counts) => void
  batch?: number
}

/**
 * Takes in what a machine feed says: changes alone are kept, and of each snapshot who was asked and who answered. Snapshots may come in any
 * order and more than once; one that is here already adds nothing, and one that tells a time anew is a correction. A batch is one
 * transaction with one row of the ledger. `origin` says where they were read, an address or the name of a file. Times are held to the
 * minute. Throws conflict for a feed that counted something else before, forbidden for one whose tier is not enough to be public alone, and
 * invalid-record for a snapshot that tells of an area twice or a number that is too large; the batches before it stay.
 */
export async function takeSnapshots(
  ctx: Context,
  described: MachineFeed,
  snapshots: AsyncIterable<Snapshot>,
  origin: string,
  options: TakingOptions = {},
): Promise<TakenSnapshots> {
  const feed = MachineFeed.parse(described)
  if (!tiersAllow([feed.tier], ctx.settings.publishingTiers))
    throw new ServiceError('forbidden', `The word of a source of tier ${feed.tier} is not enough alone, and nobody reviews readings.`)
  const reader = new RunReader(ctx.territory)
  const batches = new Batches({ ctx, feed, origin, areas: reader.areas }, options.onProgress)
  let readings = new ReadingColumns()
  let open: Run[] = []
  let heard = 0
  const take = async () => {
    readings = await batches.take(open, readings)
    open = []
    heard = 0
  }
  try {
    for await (const snapshot of snapshots) {
      open.push(reader.read(snapshot, readings))
      if (readings.length + open.length >= (options.batch ?? batchReadings)) await take()
      else if (readings.length - heard >= turnReadings) {
        await setImmediate()
        heard = readings.length
      }
    }
    if (open.length > 0) await take()
  } finally {
    await batches.end()
  }
  return { ...batches.total, unknown: Object.fromEntries(reader.unknown) }
}
