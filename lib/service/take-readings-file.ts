import { eagleI, eagleISnapshots } from '@/lib/ingest/eagle-i'
import { FeedFault } from '@/lib/ingest/feed-fault'
import type { SetAside } from '@/lib/ingest/parsed-records'
import type { Territory } from '@/lib/regions/territory'
import type { ImportRun } from '@/lib/schema/import'
import type { MachineFeed, Snapshot } from '@/lib/schema/reading'
import type { Context, Desk } from './context'
import { ServiceError } from './errors'
import { publicName } from './import-records'
import { type TakenSnapshots, takeSnapshots } from './take-snapshots'

/** The feeds that come as files. */
export const fileFeeds = { 'eagle-i': { feed: eagleI, read: eagleISnapshots, territory: 'us' } } as const
export type FileFeed = keyof typeof fileFeeds

/** A file of a machine feed. It is read once, and never held as a whole. */
export interface ReadingsFile {
  name: string | null
  sha256: string
  read(): AsyncIterable<Uint8Array>
}

export interface ReadingsOptions {
  /** Customers by county, where the feed's own table of them was read. */
  customers?: ReadonlyMap<string, number>
  /** Told of every snapshot that was read, with how many readings there were by then. */
  onProgress?: (readings: number) => void
}

/** What came of a file. `aside` counts every row that was set aside, by field and reason; the first of them are kept as they were. */
export interface ReadingsAnswer {
  taken: TakenSnapshots | null
  snapshots: number
  readings: number
  aside: { field: string; reason: string; rows: number; first: number }[]
  kept: SetAside[]
}

/** Rows set aside that are kept with their words; beyond them they are counted. */
const mostKept = 10_000

/** What is set aside, by field and reason, and the first rows of it. */
class Aside {
  readonly kept: SetAside[] = []
  readonly #groups = new Map<string, ReadingsAnswer['aside'][number]>()

  readonly add = (row: SetAside): void => {
    const key = `${row.field} ${row.reason}`
    const group = this.#groups.get(key) ?? { field: row.field, reason: row.reason, rows: 0, first: row.line }
    group.rows += 1
    this.#groups.set(key, group)
    if (this.kept.length < mostKept) this.kept.push(row)
  }

  get groups() {
    return [...this.#groups.values()].sort((a, b) => b.rows - a.rows)
  }
}

/** Throws invalid-record where the ledger is of another territory than a feed's areas. */
export function requireTerritory({ territory }: Pick<Desk, 'territory'>, code: Territory['code']): void {
  if (territory.code !== code) throw new ServiceError('invalid-record', `The areas of this feed are those of TERRITORY=${code}.`)
}

const refusing = async <T>(work: () => Promise<T>): Promise<T> =>
  work().catch((error: unknown) => {
    throw error instanceof FeedFault ? new ServiceError('invalid-record', error.message) : error
  })

function reading(desk: Pick<Desk, 'territory'>, name: FileFeed, file: ReadingsFile, { customers, onProgress }: ReadingsOptions) {
  requireTerritory(desk, fileFeeds[name].territory)
  const aside = new Aside()
  const told = { snapshots: 0, readings: 0 }
  const options = { territory: desk.territory, onSetAside: aside.add, ...(customers && { customers }) }
  async function* snapshots(): AsyncGenerator<Snapshot> {
    for await (const snapshot of fileFeeds[name].read(file.read(), options)) {
      told.snapshots += 1
      told.readings += snapshot.readings.length
      yield snapshot
      onProgress?.(told.readings)
    }
  }
  return { snapshots: snapshots(), told, aside }
}

/** What a file of a feed holds, by looking alone. Throws invalid-record for another table. */
export function previewReadingsFile(
  desk: Pick<Desk, 'territory'>,
  name: FileFeed,
  file: ReadingsFile,
  options: ReadingsOptions = {},
): Promise<ReadingsAnswer> {
  return refusing(async () => {
    const { snapshots, told, aside } = reading(desk, name, file, options)
    for await (const _snapshot of snapshots);
    return { taken: null, ...told, aside: aside.groups, kept: aside.kept }
  })
}

/** Notes the file beside the ledger with what was set aside of it, as of files of records. */
async function note(
  ctx: Context,
  file: ReadingsFile & { publicName: string | null },
  feed: MachineFeed,
  answer: ReadingsAnswer,
  startedAt: string,
): Promise<void> {
  const now = ctx.clock()
  const rows = answer.readings + answer.aside.reduce((sum, group) => sum + group.rows, 0)
  const run: ImportRun = {
    id: file.sha256,
    name: file.publicName,
    layout: { kind: 'readings', feed: feed.id },
    rows,
    accepted: answer.taken?.readings ?? 0,
    duplicates: answer.readings - (answer.taken?.readings ?? 0),
    incidents: 0,
    waiting: { incidents: 0, reports: 0, reasons: {} },
    linesDone: rows + 1,
    startedAt,
    changedAt: now,
    finished: true,
  }
  await ctx.store.write({ actor: ctx.actor, time: now }, async (tx) => {
    await tx.imports.save(run)
    await tx.imports.releaseBetween(run.id, 0, null)
    await tx.imports.setAside(run.id, answer.kept)
  })
}

/**
 * Takes in a file of a machine feed, by the verb that takes every feed's snapshots: what is here already adds nothing, so a file that was
 * broken off is given once more. Throws invalid-record for another table, and what that verb throws.
 */
export function takeReadingsFile(ctx: Context, name: FileFeed, file: ReadingsFile, options: ReadingsOptions = {}): Promise<ReadingsAnswer> {
  return refusing(async () => {
    const { feed } = fileFeeds[name]
    const startedAt = ctx.clock()
    const { snapshots, told, aside } = reading(ctx, name, file, options)
    const called = publicName(ctx, file.name)
    const taken = await takeSnapshots(ctx, feed, snapshots, called ?? file.sha256)
    const answer = { taken, ...told, aside: aside.groups, kept: aside.kept }
    await note(ctx, { ...file, publicName: called }, feed, answer, startedAt)
    return answer
  })
}
