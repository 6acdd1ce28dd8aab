import { setImmediate } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { canonicalJson } from './canonical-json'
import { openInMemory } from './embedded'
import { ChainCheck, ledgerRows } from './ledger'
import { project } from './projection'
import { readingProblem } from './reading-verification'
import type { LedgerReport } from './store'
import { projected, type Tables } from './tables'

type Db = Kysely<Tables>
type ProjectedTable = (typeof projected)[number]

const batch = 500

async function checkChain(db: Db): Promise<ChainCheck> {
  const check = new ChainCheck()
  for await (const row of ledgerRows(db)) {
    if (!check.add(row)) break
    if (check.rows % batch === 0) await setImmediate()
  }
  check.finish()
  return check
}

/** Applies the ledger of `from` to the empty tables of `to`. */
async function replay(from: Db, to: Db): Promise<void> {
  for await (const row of ledgerRows(from)) {
    await project(to, row)
    if (row.seq % batch === 0) await setImmediate()
  }
}

async function rowsAt(db: Db, { name, key }: ProjectedTable, offset: number): Promise<Record<string, unknown>[]> {
  const order = sql.join(key.map((column) => sql.ref(column)))
  const { rows } = await sql<
    Record<string, unknown>
  >`select * from ${sql.table(name)} order by ${order} limit ${batch} offset ${offset}`.execute(db)
  return rows
}

const keyOf = (row: Record<string, unknown>, { key }: ProjectedTable) => key.map((column) => String(row[column])).join(' ')

function difference(
  is: Record<string, unknown> | undefined,
  made: Record<string, unknown> | undefined,
  table: ProjectedTable,
): string | null {
  if (is === undefined)
    return made === undefined ? null : `the table ${table.name} lacks the row ${keyOf(made, table)}, which the ledger makes`
  if (made === undefined) return `the table ${table.name} has the row ${keyOf(is, table)}, which no ledger row makes`
  if (canonicalJson(is) === canonicalJson(made)) return null
  const [a, b] = [keyOf(is, table), keyOf(made, table)]
  if (a === b) return `the row ${a} of the table ${table.name} is not as the ledger makes it`
  return a < b ? difference(is, undefined, table) : difference(undefined, made, table)
}

/** The first row in which a table is not as the ledger makes it. */
async function compareTable(is: Db, made: Db, table: ProjectedTable): Promise<string | null> {
  for (let offset = 0; ; offset += batch) {
    const [ours, theirs] = [await rowsAt(is, table, offset), await rowsAt(made, table, offset)]
    for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
      const problem = difference(ours[i], theirs[i], table)
      if (problem !== null) return problem
    }
    if (ours.length < batch && theirs.length < batch) return null
    await setImmediate()
  }
}

async function compareTables(db: Db): Promise<string | null> {
  const made = await openInMemory()
  try {
    await replay(db, made)
    for (const table of projected) {
      const problem = await compareTable(db, made, table)
      if (problem !== null) return problem
    }
    return null
  } finally {
    await made.destroy()
  }
}

const report = ({ rows, head }: ChainCheck, problem: string | null): LedgerReport => ({ ok: problem === null, rows, head, problem })

/** Checks the chain, plays the ledger in memory and compares every table, and holds the readings against their digests. `db` is one snapshot. */
export async function verifyLedger(db: Db): Promise<LedgerReport> {
  const check = await checkChain(db)
  return report(check, check.problem ?? (await compareTables(db)) ?? (await readingProblem(db)))
}

/** Readings are no part of it: the ledger vouches for them and does not hold them. Empties the tables and plays the ledger into them; a ledger whose chain is broken is left alone. `db` is one transaction. */
export async function rebuildTables(db: Db): Promise<LedgerReport> {
  const check = await checkChain(db)
  if (check.problem !== null) return report(check, check.problem)
  for (const { name } of [...projected].reverse()) await db.deleteFrom(name).execute()
  await replay(db, db)
  return report(check, null)
}
