import type { SetAside } from '@/lib/ingest/parsed-records'
import { readRecords, rowAgain } from '@/lib/ingest/read-records'
import type { Chunk } from '@/lib/ingest/read-rows'
import type { ImportRun, RecordLayout } from '@/lib/schema/import'
import type { ImportMapping } from '@/lib/schema/import-mapping'
import type { Context } from './context'
import { ServiceError } from './errors'
import { writingGround } from './import-ground'
import { judgeOf, refusing, sum, takeIncidents } from './import-records'

export interface RetryQuarantine {
  import: string
  /** These alone; all of them where none is named. */
  lines?: readonly number[]
  /** The words of rows as they are now, by line; others are tried as they are kept. */
  corrected?: ReadonlyMap<number, string>
  /** In place of the mapping that the table was read with. */
  mapping?: ImportMapping
}

/** What came of rows that were tried again. */
export interface Retried {
  tried: number
  accepted: number
  duplicates: number
  left: number
}

const rowsAtOnce = 500

/** The layout that the rows are read in. A row of a machine feed is part of a snapshot, and comes again with its file. */
function layoutOf({ layout }: ImportRun, mapping: ImportMapping | undefined): RecordLayout {
  if (layout.kind === 'readings')
    throw new ServiceError('invalid-record', 'Rows of a machine feed are put right in their file: import it again.')
  if (mapping === undefined) return layout
  if (layout.kind !== 'table') throw new ServiceError('invalid-record', 'A mapping is for CSV; this import was JSON Lines.')
  return { ...layout, mapping }
}

/** Tries the rows of one chunk again: what passes leaves the quarantine with the records, in one transaction. */
function tryAgain(ctx: Context, run: ImportRun, lines: readonly number[], chunk: Chunk) {
  const time = ctx.clock()
  return ctx.store.write({ actor: ctx.actor, time }, async (tx) => {
    const taken = await takeIncidents(ctx, writingGround(tx), run.id, chunk)
    const stored = await tx.imports.run(run.id)
    if (stored === null) throw new ServiceError('conflict', 'This import is no longer here.')
    await tx.imports.save({ ...sum(stored, 0, taken), layout: run.layout, changedAt: time })
    await tx.imports.release(run.id, lines)
    await tx.imports.setAside(run.id, taken.quarantined)
    return taken
  })
}

/**
 * Tries the rows in quarantine of an import again, after a mapping, a reviewed table or the rows themselves were put right. Throws
 * not-found for an import that is not here, invalid-record for a mapping that does not fit.
 */
export async function retryQuarantine(ctx: Context, input: RetryQuarantine): Promise<Retried> {
  const found = await ctx.store.imports.run(input.import)
  if (found === null) throw new ServiceError('not-found', 'There is no such import.')
  const layout = layoutOf(found, input.mapping)
  const run = { ...found, layout }
  const retried = { tried: 0, accepted: 0, duplicates: 0 }
  let last = 0
  for (;;) {
    const kept = await ctx.store.imports.quarantined(run.id, { after: last, limit: rowsAtOnce })
    if (kept.length === 0) break
    last = kept.at(-1)?.line ?? last
    const asked = kept.filter(({ line }) => input.lines?.includes(line) ?? true)
    const rows = asked.map(({ line, text }) => rowAgain(layout, line, input.corrected?.get(line) ?? text))
    await refusing(async () => {
      for await (const chunk of readRecords({ layout: layout, rows }, ctx.territory, judgeOf(ctx), rows.length)) {
        const lines = linesOf(asked, chunk)
        const taken = await tryAgain(ctx, run, lines, chunk)
        retried.tried += lines.length
        retried.accepted += taken.accepted
        retried.duplicates += taken.duplicates
      }
    })
  }
  return { ...retried, left: await ctx.store.imports.quarantinedTotal(run.id) }
}

/** The lines that a chunk holds: those of its records and those it sets aside again. */
function linesOf(kept: readonly SetAside[], { incidents, quarantined }: Chunk): number[] {
  const own = new Set([...incidents.flatMap(({ rows }) => rows.map(({ line }) => line)), ...quarantined.map(({ line }) => line)])
  return kept.map(({ line }) => line).filter((line) => own.has(line))
}
