import { LRUCache } from 'lru-cache'
import type { FeedStanding } from '@/lib/schema/reading'
import type { Statement } from '@/lib/schema/statement'
import type { PublicView, RecordFilter, Store } from '@/lib/store/store'
import { unnoted } from './answer-life'
import type { Context } from './context'

/** How many statements are kept read at most; each takes about a kilobyte. */
const mostKept = 40_000
/** Of more incidents than these all is read anew: asking for so many by name costs as much. */
const mostBehind = 100

const nothing: ReadonlySet<string> = new Set()

/** A filter on records, whichever incidents they are of. */
type Filter = Omit<RecordFilter, 'incidents'>

/** What was read by one filter, and the incidents that were written about since: the rest of it holds. */
interface Kept {
  statements: readonly Statement[]
  behind: ReadonlySet<string>
}

/** What was read of a store, for as long as it would be read the same: to the next row of its ledger or the next end of a hold. */
interface Reading {
  seq: number
  /** In milliseconds. */
  from: number
  /** When the next hold ends, in milliseconds; null until somebody asks at another moment than the first. */
  until: Promise<number> | null
  byFilter: LRUCache<string, Kept>
  coming: Map<string, Promise<readonly Statement[]>>
  feeds: Promise<readonly FeedStanding[]> | null
}

// On globalThis for the reason in context.ts: pages, routes and the server around them read one store.
const shared = globalThis as typeof globalThis & { outageLedgerReadings?: WeakMap<Store, Reading> }
shared.outageLedgerReadings ??= new WeakMap()
const readings = shared.outageLedgerReadings
const asking = new WeakMap<Store, Promise<number>>()

/** Where the ledger ends. Who ask in one turn of the process ask once: nobody can have heard of a write in between. */
function endOf(store: Store): Promise<number> {
  const known = asking.get(store)
  if (known !== undefined) return known
  const asked = store.head().then((end) => end?.seq ?? 0)
  asking.set(store, asked)
  queueMicrotask(() => asking.delete(store))
  return asked
}

/** When what was read at a moment has to be read again though nobody wrote: a hold has ended. */
async function releaseAfter(store: Store, from: number): Promise<number> {
  const release = await store.publicView(new Date(from).toISOString()).nextRelease()
  return release === null ? Number.POSITIVE_INFINITY : Date.parse(release)
}

/** Whether no hold has ended between a reading and a moment, and time has not gone back. Throws where the store cannot say when a hold ends. */
async function holdsAt(reading: Reading, store: Store, at: number): Promise<boolean> {
  if (at <= reading.from) return at === reading.from
  reading.until ??= releaseAfter(store, reading.from)
  try {
    return at < (await reading.until)
  } catch (error) {
    reading.until = null
    throw error
  }
}

const readingAt = (seq: number, from: number, feeds: Reading['feeds'] = null): Reading => ({
  ...{ seq, from, until: null, coming: new Map(), feeds },
  byFilter: new LRUCache({ maxSize: mostKept, sizeCalculation: ({ statements }) => statements.length + 1 }),
})

/**
 * A reading of before some writes as it is after them: what was not written about holds, as long as no hold has ended. Null where that is not to
 * be told.
 */
async function broughtOn(known: Reading, store: Store, seq: number, at: number): Promise<Reading | null> {
  if (seq < known.seq || !(await holdsAt(known, store, at))) return null
  const written = await store.writtenAfter(known.seq)
  if (written === null) return null
  const made = readingAt(seq, at, written.feeds ? null : known.feeds)
  // The oldest first, so that what was asked for last stays longest.
  for (const [key, { statements, behind }] of [...known.byFilter.entries()].reverse()) {
    const together = new Set([...behind, ...written.incidents])
    if (together.size <= mostBehind) made.byFilter.set(key, { statements, behind: together })
  }
  return made
}

/** The reading that holds now. The ledger's end is asked for each time, so that it is never that of before a write of any process. */
async function readingOf(store: Store, now: string): Promise<Reading> {
  const seq = await endOf(store)
  const at = Date.parse(now)
  const known = readings.get(store)
  // After the end: what a write between the two holds back shows by its row.
  if (known?.seq === seq && (await holdsAt(known, store, at))) return known
  const made = (known && known.seq !== seq && (await broughtOn(known, store, seq, at))) || readingAt(seq, at)
  readings.set(store, made)
  return made
}

/**
 * Follows a write at once, and not only when somebody asks: a text that was taken down is to be nowhere. Where the store does not answer, all
 * is let go of.
 */
export function followWrite({ store, clock }: Pick<Context, 'store' | 'clock'>): void {
  if (readings.has(store)) readingOf(store, unnoted(clock)).catch(() => readings.delete(store))
}

/** What was read by a filter, with what was written about since read again. */
async function caughtUp({ statements, behind }: Kept, view: PublicView, filter: Filter): Promise<readonly Statement[]> {
  const again = await view.statements({ ...filter, incidents: [...behind] })
  return [...statements.filter(({ incident }) => !behind.has(incident)), ...again]
}

/**
 * The public statements of a filter, in no order, read once for all that are worked out of them: views of one moment differ in units, regions
 * and levels, which are the impact rules' to weigh, and rest on the same statements. After a write those alone are read again that it can touch.
 */
export async function knownStatements({ store, clock }: Pick<Context, 'store' | 'clock'>, filter: Filter): Promise<readonly Statement[]> {
  const now = unnoted(clock)
  const { byFilter, coming } = await readingOf(store, now)
  const key = JSON.stringify(filter)
  const kept = byFilter.get(key)
  if (kept?.behind.size === 0) return kept.statements
  const known = coming.get(key)
  if (known !== undefined) return known
  const view = store.publicView(now)
  const read = kept === undefined ? view.statements(filter) : caughtUp(kept, view, filter)
  coming.set(key, read)
  try {
    const statements = await read
    byFilter.set(key, { statements, behind: nothing })
    return statements
  } finally {
    coming.delete(key)
  }
}

/** The feeds that the public may know of, read once for as long as it would be read the same. */
export async function knownFeeds({ store, clock }: Pick<Context, 'store' | 'clock'>): Promise<readonly FeedStanding[]> {
  const now = unnoted(clock)
  const reading = await readingOf(store, now)
  reading.feeds ??= store.publicView(now).feeds()
  try {
    return await reading.feeds
  } catch (error) {
    reading.feeds = null
    throw error
  }
}
