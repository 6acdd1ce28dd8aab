import { cellsOf } from '@/lib/ingest/table-rows'
import type { ImportRun } from '@/lib/schema/import'
import type { KeptRow } from '@/lib/store/import-table'
import type { Context } from './context'
import { requireEditor } from './require-editor'

/** A row in quarantine with its words, for an editor who may mend it. */
export interface QuarantinedRow extends KeptRow {
  import: string
  /** What the file is called; null where it has no name. */
  file: string | null
  /** Of a table: every column with what stands in it; one stands in the way. Null for a row of JSON, and where no one column is to blame. */
  cells: { name: string; value: string; isFaulty: boolean }[] | null
}

function cellsIn({ layout }: ImportRun, { text, field }: KeptRow): QuarantinedRow['cells'] {
  if (layout.kind !== 'table') return null
  const cells = cellsOf(text, layout.delimiter)
  if (cells === null || cells.length > layout.heading.length) return null
  const columns: Record<string, object | undefined> = layout.mapping?.columns ?? {}
  const from = columns[field]
  const faulty = from !== undefined && 'column' in from ? String(from.column) : field
  if (!layout.heading.includes(faulty)) return null
  return layout.heading.map((name, i) => ({ name, value: cells[i] ?? '', isFaulty: name === faulty }))
}

/** Rows of a machine feed are put right in their file: one alone says nothing of its moment. */
const isMended = ({ layout }: ImportRun) => layout.kind !== 'readings'

/** The first rows that are in quarantine, the latest file first, and how many there are. Throws unauthorised or forbidden for anyone who is no editor. */
export async function listQuarantine(ctx: Context, limit: number): Promise<{ rows: QuarantinedRow[]; total: number }> {
  requireEditor(ctx)
  const { imports } = ctx.store
  const rows: QuarantinedRow[] = []
  let total = 0
  for (const run of (await imports.runs()).filter(isMended)) {
    const ofRun = await imports.quarantinedTotal(run.id)
    total += ofRun
    const room = limit - rows.length
    if (ofRun === 0 || room === 0) continue
    const kept = await imports.quarantined(run.id, { after: 0, limit: room })
    rows.push(...kept.map((row) => ({ ...row, import: run.id, file: run.name, cells: cellsIn(run, row) })))
  }
  return { rows, total }
}
