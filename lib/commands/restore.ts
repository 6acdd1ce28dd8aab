import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { readSettings } from '@/lib/config/settings'
import { systemClock } from '@/lib/service/context'
import { checkBackup, restoreBackup } from '@/lib/store/restore-backup'
import { exitCodes, tellFault } from './backup-faults'
import { endOf } from './ledger-end'

interface Options {
  from: string
  replace?: boolean
  check?: boolean
}

async function run({ from, replace = false, check = false }: Options): Promise<void> {
  const file = resolve(from)
  if (check) {
    console.log(`restore: the backup is whole: ${endOf(await checkBackup(file, tmpdir()))}; nothing was restored`)
    return
  }
  const { aside, backAgain, ...end } = await restoreBackup(readSettings(process.env), file, { replace, now: systemClock() })
  console.log(`restore: ${endOf(end)}`)
  console.log('restore: the chain holds, the tables are as the ledger makes them, and readings are those that it vouches for')
  if (aside !== null) console.log(`restore: what was there before is in ${aside}`)
  if (backAgain === null)
    console.log('restore: what was there before cannot be read: look by other means for what was taken down since this backup')
  else if (backAgain.length > 0)
    console.log(`restore: taken down since this backup, and BACK with it; take down again before anybody reads: ${backAgain.join(' ')}`)
}

const program = new Command('restore')
  .description(
    'Restores a backup into the empty store of DATA_DIR, or of DATABASE_URL where that is set, whichever of the two it was taken of. It is verified before it is put in place. Servers of the store must be stopped.',
  )
  .requiredOption('--from <file>', 'a file that the command backup wrote')
  .option('--replace', 'where the store is not empty: keep what is there aside, and take its place')
  .option('--check', 'only read the backup to its end and follow its ledger')
  .addHelpText('after', exitCodes)
  .action(run)

await program.parseAsync().catch(tellFault('restore'))
