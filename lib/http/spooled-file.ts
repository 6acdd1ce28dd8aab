import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { bodyBytes, requireType } from './body'

/** A body that was laid on the disk. */
export interface SpooledFile<T extends string> {
  type: T
  sha256: string
  read(): AsyncIterable<Uint8Array>
}

/** Works with the body as a file of its own, which is gone afterwards. Throws unsupported-media-type and too-large. */
export async function withSpooledFile<T extends string, R>(
  request: Request,
  types: readonly T[],
  limit: number,
  work: (file: SpooledFile<T>) => Promise<R>,
): Promise<R> {
  const type = requireType(request.headers, ...types)
  const folder = await mkdtemp(join(tmpdir(), 'outage-ledger-upload-'))
  try {
    const path = join(folder, 'body')
    const hash = createHash('sha256')
    const counted = async function* () {
      for await (const bytes of bodyBytes(request, limit)) {
        hash.update(bytes)
        yield bytes
      }
    }
    await pipeline(counted, createWriteStream(path, { mode: 0o600 }))
    return await work({ type, sha256: hash.digest('hex'), read: () => createReadStream(path) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
