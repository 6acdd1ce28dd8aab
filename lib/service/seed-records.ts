import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from './context'
import { type ImportResult, importRecords } from './import-records'

/** The records shipped with the software, beside their origin and licence. */
export const shippedRecords = join(process.cwd(), 'data', 'records', 'ua-observations.jsonl')

/** Takes in the shipped records into an empty ledger, by the write verb of everybody else's; null where there is nothing to do. */
export async function seedRecords(ctx: Context): Promise<ImportResult | null> {
  if (ctx.settings.seed === 'none' || (await ctx.store.head()) !== null) return null
  return importRecords(ctx, await readFile(shippedRecords))
}
