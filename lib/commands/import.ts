import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { readSettings, SettingsError } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import { closeProcessStore, context, type Desk, systemClock } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { type ImportResult, importRecords, previewImport } from '@/lib/service/import-records'
import { openForReading } from '@/lib/store/open'
import { StoreInUse, StoreUnavailable } from '@/lib/store/store'

const editor = { role: 'editor', key: 'terminal' } as const

/** A preview beside whatever runs; where there is no store yet, everything would be new. */
async function preview(bytes: Uint8Array): Promise<ImportResult> {
  const settings = readSettings(process.env)
  const desk: Desk = { clock: systemClock, actor: editor, territory: loadTerritory(settings.territory), settings }
  const store = await openForReading(settings).catch((error: unknown) => {
    if (error instanceof StoreUnavailable && settings.databaseUrl === undefined) return null
    throw error
  })
  if (store === null) return previewImport({ ...desk, store: { reportsByUrl: async () => [] } }, bytes)
  try {
    return await previewImport({ ...desk, store }, bytes)
  } finally {
    await store.close()
  }
}

async function take(bytes: Uint8Array): Promise<ImportResult> {
  try {
    return await importRecords(await context(editor), bytes)
  } finally {
    await closeProcessStore()
  }
}

function print({ rows, accepted, duplicates, quarantined, incidents, waiting }: ImportResult): void {
  console.log(`rows ${rows}: accepted ${accepted}, duplicates ${duplicates}, quarantined ${quarantined.length}; new incidents ${incidents}`)
  for (const { line, field, reason } of quarantined) console.log(`quarantined line ${line}, ${field}: ${reason}`)
  for (const { title, reasons } of waiting) console.log(`in review (${reasons.join(', ')}): ${title}`)
}

await new Command('import')
  .description('Takes records from a file into the ledger')
  .argument('<file>', 'JSON Lines of observations')
  .option('--dry-run', 'say what would be taken in, and change nothing')
  .action(async (file: string, { dryRun = false }: { dryRun?: boolean }) => {
    const bytes = await readFile(file)
    print(dryRun ? await preview(bytes) : await take(bytes))
  })
  .parseAsync()
  .catch((error: unknown) => {
    const isExpected = [SettingsError, StoreInUse, StoreUnavailable, ServiceError].some((known) => error instanceof known)
    console.error(isExpected || (error instanceof Error && 'code' in error) ? (error as Error).message : error)
    process.exitCode = 1
  })
