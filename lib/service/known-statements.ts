import { LRUCache } from 'lru-cache'
import type { FeedStanding } from '@/lib/schema/reading'
import type { Statement } from '@/lib/schema/statement'
import type { RecordFilter, Store } from '@/lib/store/store'
import { unnoted } from './answer-life'
import type { Context } from './context'

/** How many statements are kept read at most; each takes about a kilobyte. */
const mostKept = 40_000

/** What was read of a store, for as long as it would be read the same: to the next row of its ledger or the next end of a hold. */
interface Reading {
  seq: number
  /** In milliseconds. */
  from: number
  /** When the next hold ends, in milliseconds; null until somebody asks at another moment than the first. */
  until: Promise<number> | null
  byFilter: LRUCache<string, readonly Statement[]>
  coming: Map<string, Promise<readonly Statement[]>>
  feeds: Promise<readonly FeedStanding[]> | null
}

// On globalThis for the reason in context.ts: pages, routes and the server around them read one store.
const shared = globalThis as typeof globalThis & { outageLedgerReadings?: WeakMap<Store, Reading> }
shared.outageLedgerReadings ??= new WeakMap()
const readings = shared.outageLedgerReadings
const asking = new WeakMap<Store, Promise<number>>()

/** Lets go of what was read: the ledger has changed, and a text that was taken down is not to be anywhere. */
export function forgetStatements(store: Store): void {
  readings.delete(store)
}

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

/** Whether what was read is what would be read at a moment, while nobody writes. Throws where the store cannot say when a hold ends. */
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

/** The reading that holds now. The ledger's end is asked for each time, so that it is never that of before a write of any process. */
async function readingOf(store: Store, now: string): Promise<Reading> {
  const seq = await endOf(store)
  const at = Date.parse(now)
  const known = readings.get(store)
  // After the end: what a write between the two holds back shows by its row.
  if (known?.seq === seq && (await holdsAt(known, store, at))) return known
  const made: Reading = {
    ...{ seq, from: at, until: null, coming: new Map(), feeds: null },
    byFilter: new LRUCache({ maxSize: mostKept, sizeCalculation: ({ length }) => length + 1 }),
  }
  readings.set(store, made)
  return made
}

/**
 * The public statements of a filter, read once for all that are worked out of them: views of one moment differ in units, regions and
 * levels, which are the impact rules' to weigh, and rest on the same statements.
 */
export async function knownStatements(
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  filter: RecordFilter,
): Promise<readonly Statement[]> {
  const now = unnoted(clock)
  const { byFilter, coming } = await readingOf(store, now)
  const key = JSON.stringify(filter)
  const known = byFilter.get(key) ?? coming.get(key)
  if (known !== undefined) return known
  const read = store.publicView(now).statements(filter)
  coming.set(key, read)
  try {
    const statements = await read
    byFilter.set(key, statements)
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
