import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { lintText } from '@/lib/guard/text-lint'
import type { FileRow } from '@/lib/ingest/file-row'
import type { Judge, SetAside } from '@/lib/ingest/parsed-records'
import { type OpenFile, openFile, readRecords, UnknownLayout } from '@/lib/ingest/read-records'
import type { Chunk } from '@/lib/ingest/read-rows'
import { RowFault } from '@/lib/ingest/row-fault'
import { HeadingFault } from '@/lib/ingest/table-cells'
import type { ImportAnswer, ImportCounts, ImportRun, Quarantined, RecordLayout } from '@/lib/schema/import'
import type { ImportMapping } from '@/lib/schema/import-mapping'
import { canonicalJson } from '@/lib/store/canonical-json'
import type { WriteTransaction } from '@/lib/store/store'
import type { Context, Desk } from './context'
import { ServiceError } from './errors'
import { type ImportGround, type PreviewStore, previewGround, writingGround } from './import-ground'
import { prepareIncident } from './prepare-record'
import { nothingTaken, type Taken, takeIncident } from './take-incident'

/** A file to take in. It is read as often as it must be, and never held as a whole. */
export interface ImportFile {
  /** What it is called, for the list of files; null where it has no name. */
  name: string | null
  sha256: string
  type: 'csv' | 'jsonl'
  mapping: ImportMapping | null
  read(): AsyncIterable<Uint8Array>
}

export interface ImportOptions {
  /** Rows of one transaction, about. */
  chunkRows?: number
  /** Told after every chunk, with the line it ended at. */
  onProgress?: (counts: ImportCounts, line: number) => void
}

const chunkRows = 1000
const mostListed = 1000

/** An import is the same where the bytes and what their columns mean are the same. */
function importId({ sha256, mapping }: ImportFile): string {
  return mapping === null
    ? sha256
    : createHash('sha256')
        .update(`${sha256}\n${canonicalJson(mapping)}`)
        .digest('hex')
}

/** The innermost name of a path such as `reports[0].observations[2].regions[0]`. */
const fieldOf = (path: string) =>
  path
    .split('.')
    .at(-1)
    ?.replace(/\[\d+\]/g, '') || 'line'

/** By the rules that a posted record is under. */
export function judgeOf(desk: Desk): Judge {
  return (incident) => {
    try {
      prepareIncident(desk, incident)
      return null
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      const [first] = error.more.errors ?? []
      return new RowFault(fieldOf(first?.path ?? ''), first?.message ?? error.message)
    }
  }
}

/** Refusals of a whole file as problems. */
export async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UnknownLayout) throw new ServiceError('invalid-record', `The file is ${error.message}.`)
    if (!(error instanceof HeadingFault)) throw error
    const errors = error.faults.map(({ column, message }) => ({ path: column, message }))
    throw new ServiceError('invalid-record', 'The heading of the table does not fit.', { errors })
  }
}

const counting = (): ImportCounts => ({
  rows: 0,
  accepted: 0,
  duplicates: 0,
  incidents: 0,
  waiting: { incidents: 0, reports: 0, reasons: {} },
})

/** Two counts as one. */
export function sum<C extends ImportCounts>(counts: C, rows: number, taken: Taken): C {
  const reasons = { ...counts.waiting.reasons }
  for (const [reason, times] of Object.entries(taken.waiting.reasons)) reasons[reason] = (reasons[reason] ?? 0) + times
  return {
    ...counts,
    rows: counts.rows + rows,
    accepted: counts.accepted + taken.accepted,
    duplicates: counts.duplicates + taken.duplicates,
    incidents: counts.incidents + taken.incidents,
    waiting: {
      incidents: counts.waiting.incidents + taken.waiting.incidents,
      reports: counts.waiting.reports + taken.waiting.reports,
      reasons,
    },
  }
}

/** Takes in the incidents of a chunk. Lets others of the process have their turn: a chunk of the embedded store never waits by itself. */
export async function takeIncidents(desk: Desk, ground: ImportGround, id: string, { incidents, quarantined }: Chunk): Promise<Taken> {
  let counts = counting()
  const aside: SetAside[] = [...quarantined]
  for (const incident of incidents) {
    const taken = await takeIncident(desk, ground, id, incident)
    counts = sum(counts, 0, taken)
    aside.push(...taken.quarantined)
    await setImmediate()
  }
  return { ...nothingTaken(), ...counts, quarantined: aside.sort((a, b) => a.line - b.line) }
}

async function* after(rows: AsyncIterable<FileRow>, line: number): AsyncGenerator<FileRow> {
  for await (const row of rows) if (row.line > line) yield row
}

const listed = ({ line, field, reason }: SetAside): Quarantined => ({ line, field, reason })

/** What an import of this file would do, by looking alone; works beside a running server. Throws invalid-record for a file in no known layout. */
export async function previewImport(
  desk: Desk & { store: PreviewStore },
  file: ImportFile,
  options: ImportOptions = {},
): Promise<ImportAnswer> {
  return refusing(async () => {
    const open = await openFile(file.read(), file.type, file.mapping)
    const ground = previewGround(desk.store, desk.clock())
    const id = importId(file)
    const quarantined: Quarantined[] = []
    let counts = counting()
    let quarantinedTotal = 0
    for await (const chunk of readRecords(open, desk.territory, judgeOf(desk), options.chunkRows ?? chunkRows)) {
      const taken = await takeIncidents(desk, ground, id, chunk)
      counts = sum(counts, chunk.rows, taken)
      quarantinedTotal += taken.quarantined.length
      quarantined.push(...taken.quarantined.slice(0, mostListed - quarantined.length).map(listed))
      options.onProgress?.(counts, chunk.lastLine)
    }
    return { ...counts, id, dryRun: true, layout: open.layout.kind, resumedAfter: null, quarantinedTotal, quarantined }
  })
}

/** A name that everybody may see; one that the guard would stop is none. */
export const publicName = ({ settings }: Desk, name: string | null) =>
  name !== null && lintText(name, settings.lint).length === 0 ? name.slice(0, 200) : null

function beginning(desk: Desk, file: ImportFile, { layout }: OpenFile): ImportRun {
  const now = desk.clock()
  return {
    ...counting(),
    id: importId(file),
    name: publicName(desk, file.name),
    layout,
    linesDone: 0,
    startedAt: now,
    changedAt: now,
    finished: false,
  }
}

/** Two runs of one import at once would each count what the other did. */
async function requireAlone(tx: WriteTransaction, expected: ImportRun | null, id: string): Promise<void> {
  const stored = await tx.imports.run(id)
  if (stored?.linesDone !== expected?.linesDone || stored?.finished !== expected?.finished || stored?.rows !== expected?.rows)
    throw new ServiceError('conflict', 'This import is being run by somebody else at the same time.')
}

/** Takes in one chunk and notes how far the import got, in one transaction. `stored` is what was noted before; null at the beginning. */
function takeChunk(ctx: Context, run: ImportRun, stored: ImportRun | null, chunk: Chunk): Promise<ImportRun> {
  const time = ctx.clock()
  return ctx.store.write({ actor: ctx.actor, time }, async (tx) => {
    await requireAlone(tx, stored, run.id)
    const taken = await takeIncidents(ctx, writingGround(tx), run.id, chunk)
    const linesDone = Math.max(run.linesDone, chunk.lastLine)
    const next: ImportRun = { ...sum(run, chunk.rows, taken), linesDone, changedAt: time, finished: chunk.isLast }
    await tx.imports.save(next)
    await tx.imports.releaseBetween(run.id, run.linesDone, chunk.isLast ? null : linesDone)
    await tx.imports.setAside(run.id, taken.quarantined)
    if (next.finished && next.accepted > 0 && !(await tx.wasImported(run.id))) {
      const payload = { id: `import/${run.id.slice(0, 12)}`, sha256: run.id, rows: next.rows }
      await tx.append({ verb: 'records.imported', payload })
    }
    return next
  })
}

/** What is to be said of an import, with the first lines of its quarantine. */
async function answerOf(ctx: Context, run: ImportRun, layout: RecordLayout, resumedAfter: number | null): Promise<ImportAnswer> {
  const { rows, accepted, duplicates, incidents, waiting, id } = run
  const quarantined = await ctx.store.imports.quarantined(id, { after: 0, limit: mostListed })
  return {
    rows,
    accepted,
    duplicates,
    incidents,
    waiting,
    id,
    dryRun: false,
    layout: layout.kind,
    resumedAfter,
    quarantinedTotal: await ctx.store.imports.quarantinedTotal(id),
    quarantined: quarantined.map(listed),
  }
}

/**
 * Takes in a file, one transaction a chunk, by the rules every writer is under. What is here already is counted and not written again; what
 * cannot be read is kept in quarantine. An import that was broken off goes on after its last chunk; one that was finished is looked
 * through anew. Throws invalid-record for a file in no known layout, conflict where it is under way elsewhere.
 */
export async function importRecords(ctx: Context, file: ImportFile, options: ImportOptions = {}): Promise<ImportAnswer> {
  return refusing(async () => {
    const open = await openFile(file.read(), file.type, file.mapping)
    let stored = await ctx.store.imports.run(importId(file))
    const brokenOff = stored !== null && !stored.finished ? stored : null
    let run = brokenOff ?? beginning(ctx, file, open)
    const rows = brokenOff === null ? open.rows : after(open.rows, brokenOff.linesDone)
    const chunks = readRecords({ ...open, rows }, ctx.territory, judgeOf(ctx), options.chunkRows ?? chunkRows)
    for await (const chunk of chunks) {
      run = await takeChunk(ctx, run, stored, chunk)
      stored = run
      options.onProgress?.(run, run.linesDone)
    }
    return answerOf(ctx, run, open.layout, brokenOff?.linesDone ?? null)
  })
}
