import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { askPostgresql, holdingLock, serverName, stagePostgresql, tablesIn } from './postgresql'
import { holdsSomething, type RestoreTarget, stampOf } from './restore-target'
import { BackupFault } from './store'
import { everyTable, type Tables } from './tables'

/** The lock of restores; the number only has to be ours. */
const restoreLock = 5_102_027
const restoring = 'outage_ledger_restoring'

/** How long a server that was just stopped may take to be gone, in steps of a tenth of a second. */
const patience = 20

/** Throws BackupFault while servers have the database: what they keep in memory would be of another ledger. */
async function requireNoServer(db: Kysely<Tables>): Promise<void> {
  for (let tried = 0; ; tried += 1) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from pg_stat_activity
      where datname = current_database() and (application_name = ${serverName} or application_name like ${`${serverName} %`})`.execute(db)
    const connections = rows[0]?.n ?? 0
    if (connections === 0) return
    if (tried === patience)
      throw new BackupFault('refused', `The database is in use by a server (${connections} connections). Stop every server of it first.`)
    await pause(100)
  }
}

/** Moves the tables of a schema into another. */
async function move(db: Kysely<Tables>, tables: readonly string[], from: string, to: string): Promise<void> {
  for (const table of tables) await sql`alter table ${sql.id(from, table)} set schema ${sql.id(to)}`.execute(db)
}

/** Works with a database as the target of a restore, while no other restore does. Throws BackupFault where a server has it, or another restore. */
export async function onPostgresqlTarget<T>(databaseUrl: string, work: (target: RestoreTarget) => Promise<T>): Promise<T> {
  return askPostgresql(databaseUrl, async (db) => {
    const done = await holdingLock(db, restoreLock, async () => {
      await requireNoServer(db)
      const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
      const schema = rows[0]?.schema ?? 'public'
      const ours = (await tablesIn(db, schema)).filter((table) => (everyTable as readonly string[]).includes(table))
      const full = await holdsSomething(db, ours)
      try {
        return {
          value: await work({
            holdsSomething: full,
            scratch: tmpdir(),
            takenDown: async () =>
              ours.includes('tombstones') ? (await db.selectFrom('tombstones').select('id').execute()).map(({ id }) => id) : [],
            stage: () => stagePostgresql(databaseUrl, restoring),
            async swap(now) {
              const aside = `outage_ledger_before_${stampOf(now).toLowerCase()}`
              await db.transaction().execute(async (tx) => {
                await sql`set local lock_timeout = '30s'`.execute(tx)
                if (full) {
                  await tx.schema.createSchema(aside).execute()
                  await move(tx, ours, schema, aside)
                } else for (const table of ours) await sql`drop table ${sql.id(schema, table)} cascade`.execute(tx)
                await move(tx, await tablesIn(tx, restoring), restoring, schema)
              })
              return full ? `the schema ${aside} of the database` : null
            },
          }),
        }
      } finally {
        await db.schema.dropSchema(restoring).ifExists().cascade().execute()
      }
    })
    if (done === null) throw new BackupFault('refused', 'Another restore is under way in this database.')
    return done.value
  })
}
