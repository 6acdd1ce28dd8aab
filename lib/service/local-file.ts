import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { typeOf } from '@/lib/ingest/read-records'
import type { ImportMapping } from '@/lib/schema/import-mapping'
import type { ImportFile } from './import-records'

const pieceLength = 256 * 1024

/** A file piece by piece, each in the memory of the one before it, so that a large file leaves nothing behind to be cleared away. */
async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path)
  try {
    const piece = Buffer.alloc(pieceLength)
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, pieceLength, null)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** A file of this machine, to be taken in. JSON Lines begin with an object; everything else is read as a table. Throws where it cannot be read. */
export async function localFile(path: string, mapping: ImportMapping | null = null): Promise<ImportFile> {
  const hash = createHash('sha256')
  for await (const part of piecesOf(path)) hash.update(part)
  const type = typeOf(await beginningOf(path))
  return { name: basename(path), sha256: hash.digest('hex'), type, mapping, read: () => piecesOf(path) }
}
