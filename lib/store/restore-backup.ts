import { join } from 'node:path'
import type { Settings } from '@/lib/config/settings'
import type { Instant } from '@/lib/schema/time'
import type { Archive, Held } from './archive'
import { onEmbeddedTarget } from './embedded-target'
import type { Staging } from './engine'
import { lastLedgerRow } from './ledger'
import { heldBy, migrationsOf, openArchive } from './open-archive'
import { inScratch, unpack } from './packed-file'
import { onPostgresqlTarget } from './postgresql-target'
import type { RestoreTarget } from './restore-target'
import { readIn } from './restored-rows'
import { BackupFault } from './store'
import { rebuildTables, verifyLedger } from './verification'

type Where = Pick<Settings, 'dataDir' | 'databaseUrl'>

/** What was restored. */
export interface Restored extends Pick<Held, 'seq' | 'hash' | 'time'> {
  /** Where what stood there before is kept, in words; null where nothing did. */
  aside: string | null
  /** Incidents that had been taken down there after this backup, and are back with it; null where that could not be read. */
  backAgain: string[] | null
}

/** Works with what is in a backup, unpacked in a folder of its own. */
const inArchive = <T>(file: string, scratch: string, work: (archive: Archive) => Promise<T>, signal?: AbortSignal): Promise<T> =>
  inScratch(scratch, 'outage-ledger-backup-', async (folder) => {
    const unpacked = join(folder, 'unpacked')
    await unpack(file, unpacked, signal)
    const archive = await openArchive(unpacked)
    try {
      return await work(archive)
    } finally {
      archive.close()
    }
  })

/** Reads a backup to its end and answers where its ledger ends, and what stands beside it. Throws BackupFault where it is damaged. */
export const checkBackup = (file: string, scratch: string, signal?: AbortSignal): Promise<Held> => inArchive(file, scratch, heldBy, signal)

/** Reads an archive into a staging, makes the tables from its ledger by this version's rules, and verifies all of it. Throws BackupFault where that fails. */
async function fill(staging: Staging, archive: Archive): Promise<void> {
  await staging.migrateAs(await migrationsOf(archive))
  await readIn(staging, archive)
  await staging.migrate()
  const made = await staging.engine.writing(rebuildTables)
  const { ok, problem } = made.ok ? await staging.engine.reading(verifyLedger) : made
  if (!ok) throw new BackupFault('damaged', `What is in the backup does not hold, so nothing was restored: ${problem}.`)
}

/** Which of these incidents a staging has. */
const among = (staging: Staging, ids: readonly string[]): Promise<string[]> =>
  staging.engine.reading(async (db) => {
    const rows = await db.selectFrom('incidents').select('id').orderBy('id').execute()
    const there = new Set(rows.map(({ id }) => id))
    return ids.filter((id) => there.has(id))
  })

async function restoreInto(target: RestoreTarget, file: string, { replace, now }: { replace: boolean; now: Instant }): Promise<Restored> {
  if (target.holdsSomething && !replace)
    throw new BackupFault(
      'refused',
      'The store is not empty, and is left as it is. With --replace it is kept aside, and the backup takes its place.',
    )
  const takenDown = target.holdsSomething ? await target.takenDown() : []
  const what = await inArchive(file, target.scratch, async (archive) => {
    const staging = await target.stage()
    try {
      await fill(staging, archive)
      const last = await staging.engine.reading(lastLedgerRow)
      const { seq, hash, time } = last ?? { seq: 0, hash: null, time: null }
      return { seq, hash, time, backAgain: takenDown && (await among(staging, takenDown)) }
    } finally {
      await staging.engine.close()
    }
  })
  return { ...what, aside: await target.swap(now) }
}

/**
 * Restores a backup, of whichever database it was taken, into the store that the settings name: read apart, made and verified by this
 * version, and only then put in place. Throws BackupFault (the store holds something and `replace` is false, a server has the database, the backup
 * is damaged or of a later version), StoreInUse, StoreUnavailable; the store is then as it was.
 */
export function restoreBackup({ dataDir, databaseUrl }: Where, file: string, how: { replace: boolean; now: Instant }): Promise<Restored> {
  const work = (target: RestoreTarget) => restoreInto(target, file, how)
  return databaseUrl === undefined ? onEmbeddedTarget(dataDir, work) : onPostgresqlTarget(databaseUrl, work)
}
