import { open } from 'node:fs/promises'
import type { Archive, Held } from './archive'
import { ChainCheck, ledgerRow } from './ledger'
import { readDump } from './postgresql-archive'
import { readCopy } from './sqlite-archive'
import { BackupFault } from './store'
import { carried, type LedgerTable } from './tables'

const beginnings: readonly [string, (file: string) => Promise<Archive>][] = [
  ['SQLite format 3\0', readCopy],
  ['PGDMP', readDump],
]

/** Opens an unpacked archive, of whichever database. Throws BackupFault for any other file. */
export async function openArchive(file: string): Promise<Archive> {
  const handle = await open(file)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0).finally(() => handle.close())
  const begins = buffer.subarray(0, bytesRead).toString('latin1')
  const read = beginnings.find(([sign]) => begins.startsWith(sign))?.[1]
  if (read === undefined) throw new BackupFault('damaged', 'The file is no backup of a ledger.')
  return read(file)
}

/** The steps that the tables of an archive have seen, in order. */
export async function migrationsOf(archive: Archive): Promise<string[]> {
  const names: string[] = []
  for await (const { rows } of archive.read(['kysely_migration'])) names.push(...rows.map(({ name }) => String(name)))
  if (names.length === 0)
    throw new BackupFault('damaged', 'The file is no backup of a ledger: nothing says which version its tables are of.')
  return names.sort()
}

/** Reads an archive to its end: follows the chain of its ledger and counts the rows beside it. Throws BackupFault for what does not hold. */
export async function heldBy(archive: Archive): Promise<Held> {
  const check = new ChainCheck()
  let time: Held['time'] = null
  const counts = new Map<string, number>(carried.map((table) => [table, 0]))
  for await (const { table, rows } of archive.read(['ledger', ...carried])) {
    counts.set(table, (counts.get(table) ?? 0) + rows.length)
    if (table !== 'ledger') continue
    for (const row of rows) {
      const read = ledgerRow({ ...(row as unknown as LedgerTable), seq: Number(row.seq) })
      if (check.add(read)) time = read.time
    }
  }
  check.finish()
  if (check.problem !== null) throw new BackupFault('damaged', `The ledger in the backup does not hold: ${check.problem}.`)
  counts.delete('ledger')
  return { seq: check.rows, hash: check.head, time, rows: Object.fromEntries(counts) as Held['rows'] }
}
