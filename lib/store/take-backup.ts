import { rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Settings } from '@/lib/config/settings'
import type { Held } from './archive'
import { inScratch, pack, putInPlace } from './packed-file'
import { askPostgresql, holdingLock } from './postgresql'
import { dumpDatabase } from './postgresql-archive'
import { checkBackup } from './restore-backup'
import { lockBackup } from './server-lock'
import { copyDatabase } from './sqlite-archive'
import { BackupFault, type Store, StoreUnavailable } from './store'

type Where = Pick<Settings, 'dataDir' | 'databaseUrl'>

/** The lock of who backs a database up; the number only has to be ours. */
const backupLock = 5_102_028

/** A backup that was taken, read back and verified. */
export interface Backup extends Held {
  file: string
  bytes: number
}

/** How a backup is to lie: in a folder, under a name that may depend on what is in it. */
export interface BackupPlace {
  folder: string
  nameOf(what: Held, engine: Store['engine']): string
  overwrite: boolean
}

/** What a folder of work under way is called. */
export const scratchPrefix = '.outage-ledger-backup-'

const isSame = (a: Held, b: Held) =>
  a.seq === b.seq && a.hash === b.hash && Object.entries(a.rows).every(([table, rows]) => b.rows[table as keyof Held['rows']] === rows)

async function take(
  { dataDir, databaseUrl }: Where,
  place: BackupPlace,
  scratch: string,
  signal: AbortSignal | undefined,
): Promise<Backup> {
  const [copy, packed] = [join(scratch, 'copy'), join(scratch, 'packed')]
  const what = databaseUrl === undefined ? await copyDatabase(dataDir, copy, signal) : await dumpDatabase(databaseUrl, copy, signal)
  await pack(copy, packed, signal)
  await rm(copy)
  const read = await checkBackup(packed, scratch, signal)
  if (!isSame(what, read)) throw new BackupFault('failed', 'What was read back is not what the store held: the backup is thrown away.')
  signal?.throwIfAborted()
  const file = resolve(place.folder, place.nameOf(what, databaseUrl === undefined ? 'embedded' : 'postgresql'))
  const { size: bytes } = await stat(packed)
  await putInPlace(packed, file, place.overwrite)
  return { ...what, file, bytes }
}

/**
 * Takes a backup of the store that the settings name, beside servers that write: of everything as it was when this began. It is packed, read back
 * to its end, held against what the store had then, and gets its name last. Throws BackupFault (the name is taken, the tools of PostgreSQL are
 * missing or too old, what was written is not what was read) or StoreUnavailable; no file of that name is then made.
 */
export async function takeBackup(where: Where, place: BackupPlace, signal?: AbortSignal): Promise<Backup> {
  try {
    return await inScratch(place.folder, scratchPrefix, (scratch) => take(where, place, scratch, signal))
  } catch (error) {
    throw signal?.aborted ? new BackupFault('failed', 'The backup was given up.', { cause: error }) : error
  }
}

/** Works while no other process backs this store up by turns; answers null at once where one does. Throws StoreUnavailable. */
export async function inBackupTurn<T>({ dataDir, databaseUrl }: Where, work: () => Promise<T>): Promise<T | null> {
  if (databaseUrl !== undefined) return askPostgresql(databaseUrl, (db) => holdingLock(db, backupLock, work))
  const release = takeLock(dataDir)
  if (release === null) return null
  try {
    return await work()
  } finally {
    release()
  }
}

function takeLock(dataDir: string): (() => void) | null {
  try {
    return lockBackup(dataDir)
  } catch (error) {
    throw new StoreUnavailable(`There is no ledger in ${dataDir} yet.`, { cause: error })
  }
}
