import { join } from 'node:path'
import Database from 'better-sqlite3'
import { StoreInUse } from './store'

/**
 * Takes a small file for this process by an exclusive lock, which the system drops when the process ends, however it ends. Answers the release,
 * or null while another has it.
 */
function lockFile(file: string): (() => void) | null {
  const lock = new Database(file, { timeout: 0 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error
    return null
  }
  return () => lock.close()
}

/** Takes the folder for this process. Returns the release. Throws StoreInUse while another server has it. */
export function lockFolder(dataDir: string): () => void {
  const release = lockFile(join(dataDir, 'server.lock'))
  if (release === null)
    throw new StoreInUse(`The folder ${dataDir} is in use by another server. Stop that one, or give this one a DATA_DIR of its own.`)
  return release
}

/** Takes the turn to back the folder up; null while another process has it. */
export const lockBackup = (dataDir: string): (() => void) | null => lockFile(join(dataDir, 'backup.lock'))
