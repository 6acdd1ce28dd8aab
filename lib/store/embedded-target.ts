import { access, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { askEmbedded, fileIn, stageEmbedded } from './embedded'
import { settled } from './packed-file'
import { holdsSomething, type RestoreTarget, stampOf } from './restore-target'
import { lockFolder } from './server-lock'

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

/** The files of one database. */
const filesOf = (folder: string) => ['', '-wal', '-shm'].map((end) => `${fileIn(folder)}${end}`)

/** Whether the database of a folder holds something; one that cannot be read may. */
async function isFull(dataDir: string): Promise<boolean> {
  if (!(await exists(fileIn(dataDir)))) return false
  return askEmbedded(dataDir, async (db) =>
    holdsSomething(
      db,
      (await db.introspection.getTables()).map(({ name }) => name),
    ),
  ).catch(() => true)
}

/** Works with a folder as the target of a restore, while no server may have it. Throws StoreInUse where one has. */
export async function onEmbeddedTarget<T>(dataDir: string, work: (target: RestoreTarget) => Promise<T>): Promise<T> {
  await mkdir(dataDir, { recursive: true })
  const release = lockFolder(dataDir)
  const restoring = join(dataDir, 'restoring')
  try {
    // What a restore left that was killed.
    await rm(restoring, { recursive: true, force: true })
    await mkdir(restoring, { mode: 0o700 })
    const full = await isFull(dataDir)
    return await work({
      holdsSomething: full,
      scratch: restoring,
      takenDown: () =>
        askEmbedded(dataDir, async (db) => (await db.selectFrom('tombstones').select('id').execute()).map(({ id }) => id)).catch(
          () => null,
        ),
      stage: async () => stageEmbedded(restoring),
      async swap(now) {
        const aside = join(dataDir, `before-restore-${stampOf(now)}`)
        if (full) await mkdir(aside, { mode: 0o700 })
        for (const [i, file] of filesOf(dataDir).entries())
          if (await exists(file)) await (full ? rename(file, filesOf(aside)[i] ?? '') : rm(file))
        await settled(fileIn(restoring))
        await rename(fileIn(restoring), fileIn(dataDir))
        await settled(dataDir)
        return full ? `the folder ${aside}` : null
      },
    })
  } finally {
    await rm(restoring, { recursive: true, force: true })
    release()
  }
}
