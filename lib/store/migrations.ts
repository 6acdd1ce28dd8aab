import { type CreateTableBuilder, type Kysely, type Migration, Migrator, sql } from 'kysely'
import { StoreUnavailable } from './store'
import type { Tables } from './tables'

type ColumnType = Parameters<CreateTableBuilder<string>['addColumn']>[1]

/** Where the engines' column types differ: text whose order is that of its code points, so that times and codes compare alike. */
export interface ColumnTypes {
  text: ColumnType
}

/** Adds text columns; a name ending in `?` may be null. */
function texts<T extends string>(table: CreateTableBuilder<T>, type: ColumnType, names: string): CreateTableBuilder<T> {
  return names.split(' ').reduce((made, name) => {
    const nullable = name.endsWith('?')
    return made.addColumn(nullable ? name.slice(0, -1) : name, type, (column) => (nullable ? column : column.notNull()))
  }, table)
}

const decisions = 'published_time? retracted_time? known_from? known_until?'

function ledger(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('ledger').addColumn('seq', 'integer', (column) => column.primaryKey())
  return texts(table, text, 'time actor_role actor_key? verb subject payload? payload_hash prev_hash hash')
}

function incidents(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('incidents').addColumn('id', text, (column) => column.primaryKey())
  const columns = `title kind start_time start_precision start_from start_until end_time? end_precision? wave? review_state public_after recorded_at search ${decisions}`
  return texts(table, text, columns).addColumn('published_seq', 'integer').addColumn('retracted_seq', 'integer')
}

function reports(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema
    .createTable('reports')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('incident_id', text, (column) => column.notNull().references('incidents.id'))
    .addColumn('tier', 'integer', (column) => column.notNull())
  const columns = `publisher stated_by? url archive_url? lang? published_at? published_by? as_of_time as_of_precision as_of_from as_of_until quote? recorded_at supersedes? superseded_by? review_state search ${decisions}`
  return texts(table, text, columns).addColumn('published_seq', 'integer').addColumn('retracted_seq', 'integer')
}

function observations(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema
    .createTable('observations')
    .addColumn('report_id', text, (column) => column.notNull().references('reports.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('observations_key', ['report_id', 'position'])
  const columns = 'incident_id id regions place? control service measure basis unit? qualifier quantity_text? state note? quote? search'
  return ['value', 'min', 'max'].reduce((made, name) => made.addColumn(name, 'double precision'), texts(table, text, columns))
}

function observationRegions(db: Kysely<Tables>, { text }: ColumnTypes) {
  return db.schema
    .createTable('observation_regions')
    .addColumn('report_id', text, (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('region', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('observation_regions_key', ['report_id', 'position', 'region'])
    .addForeignKeyConstraint('observation_regions_of', ['report_id', 'position'], 'observations', ['report_id', 'position'])
}

function imports(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('imports').addColumn('sha256', text, (column) => column.primaryKey())
  return texts(table, text, 'id imported_at').addColumn('rows', 'integer', (column) => column.notNull())
}

function tombstones(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('tombstones').addColumn('id', text, (column) => column.primaryKey())
  return texts(table, text, 'taken_down_at reason')
}

function idempotency(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema
    .createTable('idempotency')
    .addColumn('actor', text, (column) => column.notNull())
    .addColumn('key', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_key', ['actor', 'key'])
  return texts(table, text, 'request_hash answer')
}

const indexes = [
  ['ledger_subject', 'ledger', ['subject']],
  ['incidents_start', 'incidents', ['start_from', 'id']],
  ['reports_incident', 'reports', ['incident_id']],
  ['reports_url', 'reports', ['url']],
  ['reports_as_of', 'reports', ['as_of_from', 'id']],
  ['observations_incident', 'observations', ['incident_id']],
  ['observation_regions_region', 'observation_regions', ['region']],
] as const

function migrations(types: ColumnTypes): Record<string, Migration> {
  const tables = [ledger, incidents, reports, observations, observationRegions, imports, tombstones, idempotency]
  return {
    '0001-records': {
      async up(db) {
        for (const table of tables) await table(db, types).execute()
        for (const [name, table, columns] of indexes)
          await db.schema
            .createIndex(name)
            .on(table)
            .columns([...columns])
            .execute()
      },
    },
  }
}

const migrator = (db: Kysely<Tables>, types: ColumnTypes) =>
  new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations(types)) } })

/** Brings the tables to this version; all steps or none, and two servers that start together do it once. */
export async function migrate(db: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  const { error } = await migrator(db, types).migrateToLatest()
  if (error) throw error
}

/** Throws StoreUnavailable where the tables are not of this version; for readers, who change nothing. */
export async function requireMigrated(db: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  const applied = await sql<{ name: string }>`select name from kysely_migration`.execute(db).then(
    ({ rows }) => new Set(rows.map(({ name }) => name)),
    () => new Set<string>(),
  )
  const missing = Object.keys(migrations(types)).filter((name) => !applied.has(name))
  if (missing.length > 0)
    throw new StoreUnavailable('The tables are not those of this version yet: start the server once, it brings them up to date.')
}
