import type { Kysely, TableMetadata } from 'kysely'
import type { Archive, ArchivedRow } from './archive'
import type { Staging } from './engine'
import { pieces } from './pieces'
import { BackupFault } from './store'
import { type BulkTable, bulkColumns, carried, type InsertRows, type Tables } from './tables'

type Kind = 'text' | 'number'
type Value = string | number | null

const kinds = ({ columns }: TableMetadata): Map<string, Kind> =>
  new Map(columns.map(({ name, dataType }) => [name, /int|float|double/i.test(dataType) ? 'number' : 'text']))

function asKind(table: string, column: string, kind: Kind | undefined, value: unknown): Value {
  if (value === null) return null
  if (kind === 'text' && typeof value === 'string') return value
  if (kind === 'number' && (typeof value === 'number' || (typeof value === 'string' && value !== '')) && Number.isFinite(Number(value)))
    return Number(value)
  throw new BackupFault('damaged', `The table ${table} of the backup has in its column ${column} what cannot stand there.`)
}

const isBulk = (table: string): table is BulkTable => Object.hasOwn(bulkColumns, table)

/** Puts rows of an archive into a table, each value as the kind its column has. */
async function insert(db: Kysely<Tables>, insertRows: InsertRows, table: TableMetadata, rows: readonly ArchivedRow[]): Promise<void> {
  const kindOf = kinds(table)
  const { name } = table
  const typed = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, asKind(name, column, kindOf.get(column), value)])),
  )
  if (isBulk(name)) {
    const columns = Object.keys(bulkColumns[name])
    const cells = typed.flatMap((row) => columns.map((column) => row[column] ?? null))
    await insertRows(name, [cells])
    return
  }
  for (const some of pieces(typed))
    await db
      .insertInto(name as 'ledger')
      .values(some as never[])
      .execute()
}

/**
 * Reads the ledger of an archive, and the tables beside it, into the tables of a staging, in one transaction. Those that are made from the ledger
 * stay empty. Throws BackupFault for what is no row of theirs.
 */
export async function readIn(staging: Staging, archive: Archive): Promise<void> {
  const there = new Map((await staging.tables()).map((table) => [table.name, table]))
  await staging.engine.writing(async (db, insertRows) => {
    for await (const { table: name, rows } of archive.read(['ledger', ...carried])) {
      const table = there.get(name)
      if (table === undefined) throw new BackupFault('damaged', `The backup has a table ${name}, and its version had none.`)
      await insert(db, insertRows, table, rows)
    }
  })
}
