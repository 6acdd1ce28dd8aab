import { readFile } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { z } from 'zod'
import { readSettings, SettingsError } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import type { ImportAnswer, ImportRun } from '@/lib/schema/import'
import type { ImportMapping } from '@/lib/schema/import-mapping'
import { type Context, closeProcessStore, context, type Desk, openUnhurried, systemClock } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { emptyStore } from '@/lib/service/import-ground'
import { type ImportFile, type ImportOptions, importRecords, previewImport } from '@/lib/service/import-records'
import { localFile } from '@/lib/service/local-file'
import { readMapping } from '@/lib/service/read-mapping'
import { retryQuarantine } from '@/lib/service/retry-quarantine'
import { type FileFeed, fileFeeds } from '@/lib/service/take-readings-file'
import type { ImportReading, KeptRow } from '@/lib/store/import-table'
import { openForReading } from '@/lib/store/open'
import { StoreInUse, StoreUnavailable } from '@/lib/store/store'
import { importReadings } from './import-readings'

const editor = { role: 'editor', key: 'terminal' } as const

/** A preview beside whatever runs; where there is no store yet, everything would be new. */
async function preview(file: ImportFile, options: ImportOptions): Promise<ImportAnswer> {
  const settings = readSettings(process.env)
  const desk: Desk = { clock: systemClock, actor: editor, territory: loadTerritory(settings.territory), settings }
  const store = await openForReading(settings).catch((error: unknown) => {
    if (error instanceof StoreUnavailable && settings.databaseUrl === undefined) return null
    throw error
  })
  try {
    return await previewImport({ ...desk, store: store ?? emptyStore }, file, options)
  } finally {
    await store?.close()
  }
}

/** Work on the store of this process, closed after it. */
async function writing<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
  try {
    openUnhurried()
    return await work(await context(editor))
  } finally {
    await closeProcessStore()
  }
}

/** Work beside whatever runs, that changes nothing. */
async function reading<T>(work: (imports: ImportReading) => Promise<T>): Promise<T> {
  const store = await openForReading(readSettings(process.env))
  try {
    return await work(store.imports)
  } finally {
    await store.close()
  }
}

function print(answer: ImportAnswer): void {
  const { rows, accepted, duplicates, incidents, quarantined, quarantinedTotal, resumedAfter, waiting, id } = answer
  console.log(`rows ${rows}: accepted ${accepted}, duplicates ${duplicates}, quarantined ${quarantinedTotal}; new incidents ${incidents}`)
  if (resumedAfter !== null) console.log(`went on after line ${resumedAfter}, where it was broken off`)
  for (const { line, field, reason } of quarantined) console.log(`quarantined line ${line}, ${field}: ${reason}`)
  const more = quarantinedTotal - quarantined.length
  if (more > 0) console.log(`and ${more} more: npm run import -- quarantine list ${id.slice(0, 12)}`)
  const reasons = Object.entries(waiting.reasons).map(([reason, times]) => `${reason} ${times}`)
  if (waiting.incidents + waiting.reports > 0)
    console.log(`in review: incidents ${waiting.incidents}, reports ${waiting.reports} (${reasons.join(', ')})`)
}

/** On stderr, so that what is printed in the end can be kept apart. A short file is done before there is progress to tell. */
function progress(): ImportOptions {
  let last = Date.now()
  return {
    onProgress({ rows, accepted, duplicates }, line) {
      if (Date.now() - last < 1000) return
      last = Date.now()
      console.error(`line ${line}: ${rows} rows, accepted ${accepted}, duplicates ${duplicates}`)
    },
  }
}

const mappingIn = async (path: string | undefined): Promise<ImportMapping | null> =>
  path === undefined ? null : readMapping(await readFile(path, 'utf8'))

/** The import that a beginning of its id names; the latest with rows in quarantine where none is named. */
async function named(imports: ImportReading, beginning: string | undefined): Promise<ImportRun> {
  const runs = await imports.runs()
  if (beginning !== undefined) {
    const found = runs.filter(({ id }) => id.startsWith(beginning))
    if (found.length !== 1 || found[0] === undefined) throw new ServiceError('not-found', `${found.length} imports begin so: ${beginning}`)
    return found[0]
  }
  for (const run of runs) if ((await imports.quarantinedTotal(run.id)) > 0) return run
  throw new ServiceError('not-found', 'Nothing is in quarantine.')
}

async function* everyRow(imports: ImportReading, id: string): AsyncGenerator<KeptRow> {
  for (let after = 0; ; ) {
    const rows = await imports.quarantined(id, { after, limit: 500 })
    yield* rows
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.line
  }
}

function list(beginning: string | undefined, { json = false }: { json?: boolean }): Promise<void> {
  return reading(async (imports) => {
    const runs = beginning === undefined ? await imports.runs() : [await named(imports, beginning)]
    for (const { id, name, startedAt } of runs) {
      const total = await imports.quarantinedTotal(id)
      if (total === 0) continue
      if (!json) console.log(`import ${id.slice(0, 12)}, ${name ?? 'a file without a name'}, ${startedAt}: ${total} in quarantine`)
      for await (const row of everyRow(imports, id)) {
        console.log(json ? JSON.stringify(row) : `line ${row.line}, ${row.field}: ${row.reason}\n  ${row.text}`)
      }
    }
  })
}

const Corrected = z.looseObject({ line: z.number().int().positive(), text: z.string() })

/** What `quarantine list --json` printed, with the texts put right. */
async function correctedIn(path: string | undefined): Promise<Map<number, string>> {
  if (path === undefined) return new Map()
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '')
  try {
    return new Map(lines.map((line) => Corrected.parse(JSON.parse(line))).map(({ line, text }) => [line, text]))
  } catch {
    throw new ServiceError('invalid-record', `${path}: expected lines of {"line": …, "text": …}, as quarantine list --json prints them`)
  }
}

async function retry(beginning: string | undefined, given: { file?: string; mapping?: string }): Promise<void> {
  const corrected = await correctedIn(given.file)
  const mapping = await mappingIn(given.mapping)
  const { tried, accepted, duplicates, left } = await writing(async (ctx) => {
    const { id } = await named(ctx.store.imports, beginning)
    return retryQuarantine(ctx, { import: id, corrected, ...(mapping && { mapping }) })
  })
  console.log(`tried ${tried}: accepted ${accepted}, duplicates ${duplicates}; left in quarantine ${left}`)
}

async function drop(beginning: string, { line }: { line?: string[] }): Promise<void> {
  const dropped = await writing(async (ctx) => {
    const { id } = await named(ctx.store.imports, beginning)
    const before = await ctx.store.imports.quarantinedTotal(id)
    await ctx.store.write({ actor: ctx.actor, time: ctx.clock() }, async ({ imports }) => {
      if (line === undefined) await imports.releaseBetween(id, 0, null)
      else await imports.release(id, line.map(Number))
    })
    return before - (await ctx.store.imports.quarantinedTotal(id))
  })
  console.log(`dropped ${dropped}`)
}

interface Given {
  dryRun?: boolean
  mapping?: string
  feed?: FileFeed
  customers?: string
}

const program = new Command('import')
  .description('Takes records from a file into the ledger, or readings of a machine feed')
  .argument('<file>', 'CSV, or JSON Lines of observations or incidents; a table of the feed')
  .option('--dry-run', 'say what would be taken in, and change nothing')
  .option('--mapping <file>', 'JSON that says what the columns of a CSV mean')
  .addOption(new Option('--feed <name>', 'the machine feed whose file it is').choices(Object.keys(fileFeeds)))
  .option('--customers <file>', 'the feed’s own table of customers by county')
  .action(async (path: string, { dryRun = false, mapping, feed, customers }: Given) => {
    if (feed !== undefined) return importReadings(path, feed, { dryRun, ...(customers !== undefined && { customers }) })
    const file = await localFile(path, await mappingIn(mapping))
    print(dryRun ? await preview(file, progress()) : await writing((ctx) => importRecords(ctx, file, progress())))
  })
const quarantine = program.command('quarantine').description('rows that could not be taken in')
quarantine
  .command('list')
  .description('print them; may run beside a server')
  .argument('[import]', 'the beginning of its id; every import where it is not given')
  .option('--json', 'as JSON Lines, to be put right and given to retry')
  .action(list)
quarantine
  .command('retry')
  .description('try them again; the embedded store’s server must be stopped')
  .argument('[import]', 'the beginning of its id; the latest with such rows where it is not given')
  .option('--file <file>', 'rows put right, as list --json prints them')
  .option('--mapping <file>', 'a mapping in place of the one they were read with')
  .action(retry)
quarantine
  .command('drop')
  .description('forget them')
  .argument('<import>', 'the beginning of its id')
  .option('--line <line...>', 'only these lines')
  .action(drop)

function tell(error: unknown): void {
  const isExpected = [SettingsError, StoreInUse, StoreUnavailable, ServiceError].some((known) => error instanceof known)
  console.error(isExpected || (error instanceof Error && 'code' in error) ? (error as Error).message : error)
  if (error instanceof ServiceError) for (const { path, message } of error.more.errors ?? []) console.error(`${path}: ${message}`)
}

await program.parseAsync().catch((error: unknown) => {
  tell(error)
  process.exitCode = 1
})
