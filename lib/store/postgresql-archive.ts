import { execFile, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import type { Archive, ArchivedRow, ArchivedTable, Held } from './archive'
import { copiedRows } from './copy-text'
import { askPostgresql, tablesIn } from './postgresql'
import { BackupFault, StoreUnavailable } from './store'
import { carried, everyTable, passing, type Tables } from './tables'

const rowsAtOnce = 1000

/** Waited for a table that somebody changes the shape of, before it is given up. */
const lockWait = '30s'

const noTool = (tool: string, version: string, error: unknown) =>
  new BackupFault('failed', `${tool} is not on this machine: install the client programs of PostgreSQL${version}.`, { cause: error })

/** Throws BackupFault where pg_dump is missing, or is older than the server, whose tables it then cannot read. */
async function requirePgDump(server: number): Promise<void> {
  const { stdout } = await promisify(execFile)('pg_dump', ['--version']).catch((error: unknown) => {
    throw noTool('pg_dump', `, version ${server} or newer`, error)
  })
  const own = Number(/(\d+)/.exec(stdout)?.[1])
  if (own < server)
    throw new BackupFault(
      'failed',
      `pg_dump on this machine is of version ${own}, and the server of version ${server}: install the client programs of PostgreSQL ${server} or newer.`,
    )
}

/** An address without its password, which other users of the machine would see among the processes; that goes by the environment. */
function connection(databaseUrl: string): { address: string; env: NodeJS.ProcessEnv } {
  const url = new URL(databaseUrl)
  const password = decodeURIComponent(url.password)
  url.password = ''
  return { address: url.toString(), env: { ...process.env, PGAPPNAME: 'outage-ledger backup', ...(password && { PGPASSWORD: password }) } }
}

/** Dumps the tables of this software, as one snapshot has them, in PostgreSQL's custom format. What packs it later compresses better unpacked. */
async function runPgDump(databaseUrl: string, schema: string, snapshot: string, to: string, signal?: AbortSignal): Promise<void> {
  const { address, env } = connection(databaseUrl)
  const named = (table: string) => `"${schema}".${table}`
  const child = spawn(
    'pg_dump',
    [
      ...['--format=custom', '--compress=0', '--encoding=UTF8', '--no-owner', '--no-privileges'],
      ...[`--snapshot=${snapshot}`, `--lock-wait-timeout=${lockWait}`, `--file=${to}`],
      ...everyTable.map((table) => `--table=${named(table)}`),
      ...passing.map((table) => `--exclude-table-data=${named(table)}`),
      `--dbname=${address}`,
    ],
    { env, stdio: ['ignore', 'ignore', 'pipe'], ...(signal && { signal }) },
  )
  const { code, said } = await ended(child)
  if (code !== 0) throw new BackupFault('failed', `pg_dump ended with ${code}: ${said}`)
}

/** Waits for a program; its exit code and the first line of what it complained of. */
async function ended(child: ReturnType<typeof spawn>): Promise<{ code: number | null; said: string }> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { code, said: said.trim().split('\n')[0] ?? '' }
}

/** What a database holds, as the snapshot of this reading has it. Tables that its version has not yet hold nothing. */
async function held(db: Kysely<Tables>, schema: string): Promise<Held> {
  const there = await tablesIn(db, schema)
  if (!there.includes('ledger')) throw new StoreUnavailable('There is no ledger in the database yet.')
  const last = await db.selectFrom('ledger').select(['seq', 'hash', 'time']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const counts: [string, number][] = []
  for (const table of carried) {
    if (!there.includes(table)) {
      counts.push([table, 0])
      continue
    }
    const { rows } = await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(db)
    counts.push([table, Number(rows[0]?.n)])
  }
  return { ...(last ?? { seq: 0, hash: null, time: null }), rows: Object.fromEntries(counts) as Held['rows'] }
}

/**
 * Dumps a database into a new file, beside servers that write: all of it as it was when this began. Answers what it held then. Throws
 * BackupFault where pg_dump is missing or too old, StoreUnavailable where the database does not answer or has no tables of ours.
 */
export function dumpDatabase(databaseUrl: string, to: string, signal?: AbortSignal): Promise<Held> {
  return askPostgresql(databaseUrl, (db) =>
    // The snapshot stands as long as this transaction does.
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const { rows } = await sql<{ snapshot: string; schema: string; version: number }>`
          select pg_export_snapshot() as snapshot, current_schema() as schema, current_setting('server_version_num')::integer / 10000 as version
        `.execute(tx)
        const [{ snapshot, schema, version } = { snapshot: '', schema: '', version: 0 }] = rows
        await requirePgDump(version)
        const what = await held(tx, schema)
        await runPgDump(databaseUrl, schema, snapshot, to, signal)
        return what
      }),
  )
}

/** Runs pg_restore and answers its output as it comes. Throws BackupFault where it is missing or finds the dump damaged. */
async function* restored(args: readonly string[]): AsyncGenerator<Buffer> {
  const child = spawn('pg_restore', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const end = ended(child)
  end.catch(() => undefined)
  try {
    yield* child.stdout
  } finally {
    child.stdout.destroy()
  }
  const { code, said } = await end.catch((error: unknown) => {
    throw noTool('pg_restore', '', error)
  })
  if (code !== 0) throw new BackupFault('damaged', `The dump in the backup cannot be read: ${said}`)
}

/** The lines of a dump's table of contents that are of rows, by table: `3456; 0 16389 TABLE DATA public ledger postgres`. */
async function contentsOf(file: string): Promise<Map<string, string>> {
  const parts: Buffer[] = []
  for await (const part of restored(['--list', file])) parts.push(part)
  const lines = Buffer.concat(parts).toString().split('\n')
  return new Map(
    lines.flatMap(
      (line): [string, string][] =>
        /^\d+;.* TABLE DATA .* (\w+) \S+$/
          .exec(line)
          ?.slice(1, 2)
          .map((name): [string, string] => [name, line]) ?? [],
    ),
  )
}

/** The rows of tables in a dump, in the order that they are asked for, by one run over it. `scratch` names files that may be made. */
async function* dumpedRows(
  file: string,
  tables: readonly ArchivedTable[],
  scratch: string,
): AsyncGenerator<{ table: ArchivedTable; row: ArchivedRow }> {
  const contents = await contentsOf(file)
  const wanted = tables.flatMap((table) => contents.get(table) ?? [])
  if (wanted.length === 0) return
  await writeFile(scratch, `${wanted.join('\n')}\n`)
  try {
    for await (const { table, row } of copiedRows(restored(['--data-only', `--use-list=${scratch}`, '--file=-', file])))
      yield { table: table as ArchivedTable, row }
  } catch (error) {
    if (error instanceof BackupFault) throw error
    throw new BackupFault('damaged', `The dump in the backup is damaged: ${error instanceof Error ? error.message : error}.`, {
      cause: error,
    })
  }
}

/** Puts rows of the ledger in order: in a dump they lie as the database had them, which is another order once one was blanked. */
class SortedLedger {
  readonly #db: Database.Database
  readonly #insert: Database.Statement

  constructor(scratch: string) {
    this.#db = new Database(scratch)
    for (const pragma of ['journal_mode = OFF', 'synchronous = OFF']) this.#db.pragma(pragma)
    this.#db.exec('create table sorted (seq integer not null, row text not null)')
    this.#insert = this.#db.prepare('insert into sorted values (?, ?)')
    this.#db.exec('begin')
  }

  add(row: ArchivedRow): void {
    this.#insert.run(Number(row.seq), JSON.stringify(row))
  }

  *rows(): Generator<ArchivedRow> {
    for (const row of this.#db.prepare('select row from sorted order by seq').pluck().iterate()) yield JSON.parse(String(row))
  }

  close(): void {
    this.#db.close()
  }
}

/** Rows in lists of one table each. */
async function* someAtOnce(rows: AsyncIterable<{ table: ArchivedTable; row: ArchivedRow }>) {
  let some: { table: ArchivedTable; rows: ArchivedRow[] } | null = null
  for await (const { table, row } of rows) {
    if (some !== null && (some.table !== table || some.rows.length === rowsAtOnce)) {
      yield some
      some = null
    }
    some ??= { table, rows: [] }
    some.rows.push(row)
  }
  if (some !== null) yield some
}

/** The same with the ledger in order, which stands first where it is asked for. */
async function* inOrder(rows: AsyncIterable<{ table: ArchivedTable; row: ArchivedRow }>, scratch: string) {
  const ledger = new SortedLedger(scratch)
  let isSorted = false
  const sorted = function* () {
    isSorted = true
    for (const row of ledger.rows()) yield { table: 'ledger' as const, row }
  }
  try {
    for await (const each of rows) {
      if (each.table === 'ledger') ledger.add(each.row)
      else {
        if (!isSorted) yield* sorted()
        yield each
      }
    }
    if (!isSorted) yield* sorted()
  } finally {
    ledger.close()
  }
}

/** Opens a dump by pg_restore, which needs no server. Throws BackupFault where that is missing, or cannot read it. */
export async function readDump(file: string): Promise<Archive> {
  let reads = 0
  return {
    engine: 'postgresql',
    read(tables) {
      reads += 1
      const rows = dumpedRows(file, tables, `${file}-list-${reads}`)
      return someAtOnce(tables.includes('ledger') ? inOrder(rows, `${file}-ledger-${reads}`) : rows)
    },
    close: () => undefined,
  }
}
