import { Command } from 'commander'
import { readSettings, SettingsError } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import { systemClock } from '@/lib/service/context'
import { openForReading } from '@/lib/store/open'
import { StoreUnavailable } from '@/lib/store/store'
import { dump } from './dump-files'

async function run({ out }: { out: string }): Promise<void> {
  const settings = readSettings(process.env)
  const store = await openForReading(settings)
  try {
    const { names, state } = await dump(out, { store, clock: systemClock, territory: loadTerritory(settings.territory) })
    console.log(`wrote ${names.length + 1} files to ${out}`)
    console.log(`public up to row ${state.seq} of the ledger${state.time === null ? '' : `, ${state.time}`}`)
  } finally {
    await store.close()
  }
}

const program = new Command('dump')
  .description('Writes everything that is public into a folder, as files; may run beside a server')
  .requiredOption('--out <folder>', 'where to; made where it is not there, and its files of an earlier dump are replaced')
  .action(run)

await program.parseAsync().catch((error: unknown) => {
  const isExpected = error instanceof SettingsError || error instanceof StoreUnavailable || (error instanceof Error && 'code' in error)
  console.error(isExpected ? error.message : error)
  process.exitCode = 1
})
