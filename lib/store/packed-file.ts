import { createReadStream, createWriteStream } from 'node:fs'
import { link, mkdtemp, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { BackupFault } from './store'

/** Waits until what was written is on the disk; of a folder, until its names are. */
export async function settled(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Packs a file by gzip, whose checksum tells later whether it is still what it was. Nobody but this user may read it. */
export async function pack(from: string, to: string, signal?: AbortSignal): Promise<void> {
  await pipeline(createReadStream(from), createGzip({ level: 3 }), createWriteStream(to, { flags: 'wx', mode: 0o600 }), { signal })
  await settled(to)
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Unpacks what was packed, to its last byte. Throws BackupFault where the file is not what was packed. */
export async function unpack(from: string, to: string, signal?: AbortSignal): Promise<void> {
  try {
    await pipeline(createReadStream(from), createGunzip(), createWriteStream(to, { flags: 'wx', mode: 0o600 }), { signal })
  } catch (error) {
    const code = codeOf(error)
    if (code === 'Z_BUF_ERROR') throw new BackupFault('damaged', `${from} is cut off: its end is missing.`, { cause: error })
    if (code.startsWith('Z_'))
      throw new BackupFault('damaged', `${from} is damaged, or is no backup: it does not unpack.`, { cause: error })
    if (code === 'ENOENT') throw new BackupFault('failed', `There is no file ${from}.`, { cause: error })
    throw error
  }
}

/**
 * Gives a finished file its name, in the folder that it lies under, so that under this name stands the whole or nothing, power cuts
 * included. Throws BackupFault where the name is taken and may not be given anew.
 */
export async function putInPlace(file: string, name: string, overwrite: boolean): Promise<void> {
  if (overwrite) await rename(file, name)
  else
    await link(file, name).catch((error: unknown) => {
      throw codeOf(error) === 'EEXIST' ? new BackupFault('refused', `${name} is there already, and is left as it is.`) : error
    })
  await settled(dirname(name))
}

/** Works with a folder of its own, which is gone afterwards with all that is in it. */
export async function inScratch<T>(parent: string, prefix: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(parent, prefix))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
