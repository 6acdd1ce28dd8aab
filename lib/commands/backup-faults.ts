import { SettingsError } from '@/lib/config/settings'
import { BackupFault, StoreInUse, StoreUnavailable } from '@/lib/store/store'

const codes = { failed: 1, refused: 2, damaged: 3 } as const satisfies Record<BackupFault['kind'], number>

/** For the help of the commands. */
export const exitCodes = `
Exit code: 0 done, 1 something was in the way, 2 refused because something is there already or in use, 3 the backup is damaged.
What a backup holds and how to restore one: docs/backup.md.`

/** Says of what was thrown one line to the operator, behind the command's name, and sets the exit code. */
export const tellFault =
  (command: string) =>
  (error: unknown): void => {
    const isExpected =
      [SettingsError, BackupFault, StoreInUse, StoreUnavailable].some((known) => error instanceof known) ||
      (error instanceof Error && 'code' in error)
    console.error(`${command}:`, isExpected ? (error as Error).message : error)
    const kind = error instanceof BackupFault ? error.kind : error instanceof StoreInUse ? 'refused' : 'failed'
    process.exitCode = codes[kind]
  }
