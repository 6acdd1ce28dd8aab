import { type Kysely, type Migration, Migrator, sql } from 'kysely'
import { type ColumnTypes, texts } from './columns'
import { indexReadingDays, makeReadingDays, makeReadings } from './reading-migration'
import { BackupFault, StoreUnavailable } from './store'
import type { Tables } from './tables'

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

function keys(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('keys').addColumn('id', text, (column) => column.primaryKey())
  return texts(table, text, 'role label? token_hash created_at expires_at? revoked_at? last_used_at?')
}

function sessions(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('sessions').addColumn('id_hash', text, (column) => column.primaryKey())
  return texts(table, text, 'key created_at expires_at')
}

function secrets(db: Kysely<Tables>, { text }: ColumnTypes) {
  return texts(
    db.schema.createTable('secrets').addColumn('name', text, (column) => column.primaryKey()),
    text,
    'value',
  )
}

function importRuns(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('import_runs').addColumn('id', text, (column) => column.primaryKey())
  const counts = ['rows', 'accepted', 'duplicates', 'incidents', 'lines_done', 'finished']
  return counts.reduce(
    (made, name) => made.addColumn(name, 'integer', (column) => column.notNull()),
    texts(table, text, 'name? layout waiting started_at changed_at'),
  )
}

function importHomes(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema
    .createTable('import_homes')
    .addColumn('scope', text, (column) => column.notNull())
    .addColumn('key', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('import_homes_key', ['scope', 'key'])
  return texts(table, text, 'incident_id facts')
}

function quarantine(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema
    .createTable('quarantine')
    .addColumn('import_id', text, (column) => column.notNull().references('import_runs.id'))
    .addColumn('line', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('quarantine_key', ['import_id', 'line'])
  return texts(table, text, 'field reason text')
}

function rateLimits(db: Kysely<Tables>, { text }: ColumnTypes) {
  return db.schema
    .createTable('rate_limits')
    .addColumn('key', text, (column) => column.primaryKey())
    .addColumn('points', 'integer', (column) => column.notNull())
    .addColumn('expire', 'bigint')
}

function waiting(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('waiting').addColumn('report_id', text, (column) => column.primaryKey())
  return texts(table, text, 'sender? host noted_at')
}

function contacts(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('contacts').addColumn('report_id', text, (column) => column.primaryKey())
  return texts(table, text, 'contact noted_at')
}

function feedPolls(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('feed_polls').addColumn('id', text, (column) => column.primaryKey())
  const counted = ['turn', 'failures'].reduce((made, name) => made.addColumn(name, 'integer', (column) => column.notNull()), table)
  return texts(counted, text, 'due_at? tried_at? good_at? failure? etag? last_modified?')
}

function webhooks(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('webhooks').addColumn('id', text, (column) => column.primaryKey())
  const columns = 'url label? regions services created_at place event? due_at? failing_since? delivered_at? status? ended_at?'
  return ['turn', 'sequence', 'attempts'].reduce(
    (made, name) => made.addColumn(name, 'integer', (column) => column.notNull()),
    texts(table, text, columns),
  )
}

function webhookLetters(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema
    .createTable('webhook_letters')
    .addColumn('webhook_id', text, (column) => column.notNull().references('webhooks.id'))
    .addColumn('event', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('webhook_letters_key', ['webhook_id', 'event'])
  return ['sequence', 'attempts'].reduce(
    (made, name) => made.addColumn(name, 'integer', (column) => column.notNull()),
    texts(table, text, 'kind incident report? place status attempted_at state'),
  )
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

/** What answers in place of a merged duplicate, and ways to find what waits. */
async function review(db: Kysely<Tables>, { text }: ColumnTypes): Promise<void> {
  for (const table of ['incidents', 'reports'] as const) {
    await db.schema.alterTable(table).addColumn('merged_into', text).execute()
    await db.schema.createIndex(`${table}_merged`).on(table).column('merged_into').execute()
    await db.schema.createIndex(`${table}_review`).on(table).columns(['review_state', 'recorded_at']).execute()
  }
}

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
    '0002-review': { up: (db) => review(db, types) },
    '0003-keys': {
      async up(db) {
        for (const table of [keys, sessions, secrets]) await table(db, types).execute()
      },
    },
    '0004-imports': {
      async up(db) {
        for (const table of [importRuns, importHomes, quarantine]) await table(db, types).execute()
        // A page that tells of many days is one address with many times.
        await db.schema.createIndex('reports_url_as_of').on('reports').columns(['url', 'as_of_time']).execute()
      },
    },
    '0005-limits': {
      async up(db) {
        for (const table of [rateLimits, waiting]) await table(db, types).execute()
        for (const column of ['sender', 'host']) await db.schema.createIndex(`waiting_${column}`).on('waiting').column(column).execute()
      },
    },
    '0006-webhooks': {
      async up(db) {
        for (const table of [webhooks, webhookLetters]) await table(db, types).execute()
      },
    },
    '0007-readings': { up: (db) => makeReadings(db, types) },
    '0008-contacts': {
      async up(db) {
        await contacts(db, types).execute()
      },
    },
    '0009-polls': {
      async up(db) {
        await feedPolls(db, types).execute()
      },
    },
    '0010-reading-days': { up: (db) => makeReadingDays(db, types) },
    '0011-set-aside': {
      async up(db) {
        await db.schema.alterTable('feed_polls').addColumn('aside', types.text).execute()
      },
    },
    '0012-days-side-by-side': { up: (db) => indexReadingDays(db, types) },
  }
}

/** `schema`: where the tables are made that name the steps, where that is not the usual one. */
const migrator = (db: Kysely<Tables>, types: ColumnTypes, schema?: string) =>
  new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations(types)) },
    ...(schema !== undefined && { migrationTableSchema: schema }),
  })

/** Brings the tables to this version; all steps or none, and two servers that start together do it once. */
export async function migrate(db: Kysely<Tables>, types: ColumnTypes, schema?: string): Promise<void> {
  const { error } = await migrator(db, types, schema).migrateToLatest()
  if (error) throw error
}

/** Makes the tables as they were after these steps and no more: what an archive of that version is read into. Throws BackupFault for steps of a later version. */
export async function migrateAs(db: Kysely<Tables>, types: ColumnTypes, applied: readonly string[], schema?: string): Promise<void> {
  const known = Object.keys(migrations(types))
  const last = applied.at(-1)
  if (last === undefined || applied.some((name, i) => name !== known[i]))
    throw new BackupFault('failed', `The backup is of another version of this software (${last ?? 'no tables'}): restore it with that one.`)
  const { error } = await migrator(db, types, schema).migrateTo(last)
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
