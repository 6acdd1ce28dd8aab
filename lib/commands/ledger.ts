import { Command } from 'commander'
import { readSettings, SettingsError } from '@/lib/config/settings'
import { openForReading, openStore } from '@/lib/store/open'
import { type LedgerReport, StoreInUse, StoreUnavailable } from '@/lib/store/store'

/** Prints what was found; the exit code is 1 where something does not fit. */
function tell({ ok, rows, head, problem }: LedgerReport, fine: string): void {
  console.log(`rows: ${rows}`)
  console.log(`head: ${head ?? 'none, the ledger is empty'}`)
  console.log(ok ? `ok: ${fine}` : `BROKEN: ${problem}`)
  if (!ok) process.exitCode = 1
}

async function verify(): Promise<void> {
  const store = await openForReading(readSettings(process.env))
  try {
    tell(await store.verify(), 'the chain holds, and the tables are as the ledger makes them')
  } finally {
    await store.close()
  }
}

async function rebuild(): Promise<void> {
  const store = await openStore({ ...readSettings(process.env), databaseSeconds: 0 })
  try {
    tell(await store.rebuild(), 'the tables were made again from the ledger')
  } finally {
    await store.close()
  }
}

const program = new Command('ledger').description('Looks after the ledger of DATA_DIR, or of DATABASE_URL where that is set.')
program.command('verify').description('check the hash chain and the tables; may run beside a server').action(verify)
program.command('rebuild').description('make the tables again from the ledger; the server must be stopped').action(rebuild)

program.parseAsync().catch((error: unknown) => {
  const expected = error instanceof SettingsError || error instanceof StoreInUse || error instanceof StoreUnavailable
  console.error(expected ? error.message : error)
  process.exitCode = 1
})
