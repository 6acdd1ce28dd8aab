import { mkdir } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { readSettings } from '@/lib/config/settings'
import { systemClock } from '@/lib/service/context'
import { keepBackups } from '@/lib/service/keep-backups'
import { BackupFault } from '@/lib/store/store'
import { type Backup, takeBackup } from '@/lib/store/take-backup'
import { exitCodes, tellFault } from './backup-faults'
import { endOf } from './ledger-end'

interface Options {
  out?: string
  into?: string
  overwrite?: boolean
  keep?: number
  every?: number
}

const size = (bytes: number) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`)

function tell(taken: Backup): void {
  const beside = Object.values(taken.rows).reduce((sum, rows) => sum + rows, 0)
  console.log(`backup: ${endOf(taken)}`)
  console.log(
    `backup: wrote ${taken.file} (${size(taken.bytes)}), read back and verified: ${taken.seq} rows of the ledger, ${beside} beside it`,
  )
}

async function run({ out, into, overwrite = false, keep = 0, every }: Options): Promise<void> {
  const settings = readSettings(process.env)
  const leave = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => leave.abort())
  if (out !== undefined) {
    const file = resolve(out)
    await mkdir(dirname(file), { recursive: true })
    tell(await takeBackup(settings, { folder: dirname(file), nameOf: () => basename(file), overwrite }, leave.signal))
    return
  }
  if (into === undefined) throw new BackupFault('refused', 'Say where to: --out FILE, or --into FOLDER.')
  const keeping = { folder: resolve(into), keep, ...(every !== undefined && { everyHours: every }) }
  const outcome = await keepBackups({ settings, clock: systemClock, signal: leave.signal }, keeping)
  if (typeof outcome === 'object') {
    tell(outcome.taken)
    for (const name of outcome.removed) console.log(`backup: removed ${name}`)
  } else if (every === undefined) throw new BackupFault('refused', 'Another process is backing this store up.')
}

const numberFrom = (least: number) => (text: string) => {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < least) throw new InvalidArgumentError(`It is a number from ${least} on.`)
  return value
}

const program = new Command('backup')
  .description(
    'Backs up the whole store of DATA_DIR, or of DATABASE_URL where that is set, beside a server that writes. The backup is one file, is read back to its end, and names the row of the ledger that it ends at.',
  )
  .option('--out <file>', 'the file to write; it has its name only once it is whole')
  .option('--overwrite', 'with --out: replace a file of that name')
  .option('--into <folder>', 'instead: write into a folder, under a name with the time and the row')
  .option('--keep <number>', 'with --into: keep so many there, and remove the oldest once the new one is verified', numberFrom(0))
  .option('--every <hours>', 'with --into: only where the newest there is so old, and nobody else is at it', numberFrom(0))
  .addHelpText('after', exitCodes)
  .action(run)

await program.parseAsync().catch(tellFault('backup'))
