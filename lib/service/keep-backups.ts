import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from '@/lib/config/settings'
import type { Instant } from '@/lib/schema/time'
import { type Backup, inBackupTurn, scratchPrefix, takeBackup } from '@/lib/store/take-backup'

/** What keeping backups in a folder needs: the store is named by the settings, and opened beside whatever server has it. */
export interface Keeper {
  settings: Pick<Settings, 'dataDir' | 'databaseUrl'>
  clock: () => Instant
  signal?: AbortSignal
}

/** Which folder, how many are kept there (0 keeps all), and whether one is wanted only where the last is so many hours old. */
export interface Keeping {
  folder: string
  keep: number
  everyHours?: number
}

const hour = 3_600_000
/** A work under way that is older belongs to a process that was killed. */
const longest = 24 * hour

/** `outage-ledger-20261127T210000Z-12345.sqlite.gz`: when it was taken, and up to which row of the ledger it goes. */
const named = /^outage-ledger-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-\d+\.(?:sqlite|pgdump)\.gz$/

const takenAt = (name: string): number => {
  const [, year, month, day, hours, minutes, seconds] = named.exec(name) ?? []
  return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`)
}

const nameOf = (at: Instant, seq: number, engine: 'embedded' | 'postgresql'): string =>
  `outage-ledger-${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z-${seq}.${engine === 'embedded' ? 'sqlite' : 'pgdump'}.gz`

/** The backups of a folder, the newest first. Other files there are nobody's business. */
export async function backupsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => named.test(name)).sort((a, b) => takenAt(b) - takenAt(a) || (a < b ? 1 : -1))
}

/** Whether the newest backup of a folder is old enough for another one. */
async function isDue(folder: string, now: Instant, everyHours: number): Promise<boolean> {
  const [newest] = await backupsIn(folder)
  return newest === undefined || Date.parse(now) - takenAt(newest) >= everyHours * hour
}

/** Removes what a killed process left, and the oldest backups beyond those that are kept. Answers the names of the latter. */
async function clear({ folder, keep }: Keeping, now: Instant): Promise<string[]> {
  for (const name of (await readdir(folder)).filter((each) => each.startsWith(scratchPrefix))) {
    const left = await stat(join(folder, name)).catch(() => null)
    if (left !== null && Date.parse(now) - left.mtimeMs > longest) await rm(join(folder, name), { recursive: true, force: true })
  }
  const old = keep === 0 ? [] : (await backupsIn(folder)).slice(keep)
  for (const name of old) await rm(join(folder, name), { force: true })
  return old
}

/**
 * Takes a backup into a folder, where one is due, and only once it is verified lets go of the oldest. Of all processes of a store one does it at a
 * time. Throws BackupFault or StoreUnavailable; whatever was there before is there still.
 */
export async function keepBackups(
  { settings, clock, signal }: Keeper,
  keeping: Keeping,
): Promise<'notDue' | 'busy' | { taken: Backup; removed: string[] }> {
  const { folder, everyHours } = keeping
  await mkdir(folder, { recursive: true })
  const done = await inBackupTurn(settings, async () => {
    // Asked within the turn: another process may just have taken it.
    if (everyHours !== undefined && !(await isDue(folder, clock(), everyHours))) return 'notDue'
    const begun = clock()
    const place = {
      folder,
      overwrite: false,
      nameOf: ({ seq }: { seq: number }, engine: 'embedded' | 'postgresql') => nameOf(begun, seq, engine),
    }
    const taken = await takeBackup(settings, place, signal)
    return { taken, removed: await clear(keeping, clock()) }
  })
  return done ?? 'busy'
}
