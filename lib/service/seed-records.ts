import { join } from 'node:path'
import type { ImportAnswer } from '@/lib/schema/import'
import type { Context } from './context'
import { importRecords } from './import-records'
import { localFile } from './local-file'

/** The records shipped with the software, beside their origin and licence. */
export const shippedRecords = join(process.cwd(), 'data', 'records', 'ua-observations.jsonl')

/** The pack whose regions they name: a ledger of another one begins empty. */
const shippedTerritory = 'ua'

/**
 * Takes in the shipped records into an empty ledger, by the write verb of everybody else's, or what is missing where that was broken off;
 * null where there is nothing to do.
 */
export async function seedRecords(ctx: Context): Promise<ImportAnswer | null> {
  if (ctx.settings.seed === 'none' || ctx.territory.code !== shippedTerritory) return null
  const file = await localFile(shippedRecords)
  const begun = await ctx.store.imports.run(file.sha256)
  if (begun === null ? (await ctx.store.head()) !== null : begun.finished) return null
  return importRecords(ctx, file)
}
