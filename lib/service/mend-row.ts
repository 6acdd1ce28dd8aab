import { rowText } from '@/lib/ingest/table-rows'
import type { Context } from './context'
import { ServiceError } from './errors'
import { requireEditor } from './require-editor'
import { retryQuarantine } from './retry-quarantine'

export interface MendRow {
  import: string
  line: number
  /** The row as it is now: its text, or of a table the cells in the order of the heading. */
  row: string | readonly string[]
}

/** What came of it: taken in, known already, or set aside again with a reason. */
export type Mended = 'accepted' | 'duplicate' | 'left'

/**
 * Tries one row in quarantine again as an editor has put it right; one that is still wrong stays there as it is now. Throws unauthorised or
 * forbidden for anyone who is no editor, not-found where the row is there no more.
 */
export async function mendRow(ctx: Context, { import: id, line, row }: MendRow): Promise<Mended> {
  requireEditor(ctx)
  const run = await ctx.store.imports.run(id)
  if (run === null) throw new ServiceError('not-found', 'There is no such import.')
  const delimiter = run.layout.kind === 'table' ? run.layout.delimiter : ','
  const text = typeof row === 'string' ? row : rowText(row, delimiter)
  const { tried, accepted, duplicates } = await retryQuarantine(ctx, { import: id, lines: [line], corrected: new Map([[line, text]]) })
  if (tried === 0) throw new ServiceError('not-found', 'This row is in quarantine no more.')
  return accepted > 0 ? 'accepted' : duplicates > 0 ? 'duplicate' : 'left'
}
