import { join } from 'node:path'
import Database from 'better-sqlite3'
import { StoreInUse } from './store'

/**
 * Takes the folder for this process: an exclusive lock on a small file of its own, which the system drops when the process
 * ends, however it ends. Returns the release. Throws StoreInUse while another server has it.
 */
export function lockFolder(dataDir: string): () => void {
  const lock = new Database(join(dataDir, 'server.lock'), { timeout: 0 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error
    throw new StoreInUse(`The folder ${dataDir} is in use by another server. Stop that one, or give this one a DATA_DIR of its own.`)
  }
  return () => lock.close()
}
