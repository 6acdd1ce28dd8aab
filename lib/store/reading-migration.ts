import type { CreateTableBuilder, Kysely } from 'kysely'
import { type ColumnTypes, texts } from './columns'
import type { Tables } from './tables'

function feeds(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('feeds').addColumn('id', 'integer', (column) => column.primaryKey())
  return ['tier', 'cadence'].reduce(
    (made, name) => made.addColumn(name, 'integer', (column) => column.notNull()),
    texts(table, text, 'name publisher url licence? service measure unit'),
  )
}

function feedAreas(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema
    .createTable('feed_areas')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('feed', 'integer', (column) => column.notNull())
  return texts(table, text, 'sha256 regions').addUniqueConstraint('feed_areas_digest', ['feed', 'sha256'])
}

/** Numbers that are always told; the builder learns their names only as text. */
function integers<T extends string>(table: CreateTableBuilder<T>, names: readonly string[]): CreateTableBuilder<T, string> {
  return names.reduce<CreateTableBuilder<T, string>>((made, name) => made.addColumn(name, 'integer', (column) => column.notNull()), table)
}

/** Small rows of numbers in the order of their key: without a second copy of it where the engine can. */
function clustered<T extends string>(table: CreateTableBuilder<T, string>, { clustered: ending }: ColumnTypes) {
  return ending === null ? table : table.modifyEnd(ending)
}

function feedRuns(db: Kysely<Tables>, types: ColumnTypes) {
  const table = integers(db.schema.createTable('feed_runs'), ['feed', 'time', 'batch', 'areas', 'answered'])
  const made = texts(table, types.text, 'recorded_at public_after sha256').addPrimaryKeyConstraint('feed_runs_key', [
    'feed',
    'time',
    'batch',
  ])
  return clustered(made, types)
}

function readingTracks(db: Kysely<Tables>, { text }: ColumnTypes) {
  const table = db.schema.createTable('reading_tracks').addColumn('id', 'integer', (column) => column.primaryKey())
  return texts(integers(table, ['feed']), text, 'region').addUniqueConstraint('reading_tracks_area', ['feed', 'region'])
}

function readingSteps(db: Kysely<Tables>, types: ColumnTypes) {
  const table = integers(db.schema.createTable('reading_steps'), ['track', 'time'])
    .addColumn('value', 'integer')
    .addColumn('served', 'integer')
    .addPrimaryKeyConstraint('reading_steps_key', ['track', 'time'])
  return clustered(table, types)
}

function readingRevisions(db: Kysely<Tables>, types: ColumnTypes) {
  const table = integers(db.schema.createTable('reading_revisions'), ['track', 'time', 'until_batch'])
    .addColumn('value', 'integer')
    .addColumn('served', 'integer')
    .addPrimaryKeyConstraint('reading_revisions_key', ['track', 'time', 'until_batch'])
  return clustered(table, types)
}

/** The tables of machine feeds and their readings. */
export async function makeReadings(db: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  for (const table of [feeds, feedAreas, feedRuns, readingTracks, readingSteps, readingRevisions]) await table(db, types).execute()
  await db.schema.createIndex('feed_runs_release').on('feed_runs').column('public_after').execute()
  await db.schema.createIndex('feed_runs_batch').on('feed_runs').columns(['feed', 'batch']).execute()
}

function feedDays(db: Kysely<Tables>, types: ColumnTypes) {
  const table = integers(db.schema.createTable('feed_days'), ['feed', 'day'])
  return clustered(texts(table, types.text, 'public_after').addPrimaryKeyConstraint('feed_days_key', ['feed', 'day']), types)
}

/** Numbers that may grow beyond what a whole number of four bytes holds. */
const large = ['covered', 'best', 'low', 'high', 'between_minutes']

function readingDays(db: Kysely<Tables>, types: ColumnTypes) {
  const table = integers(db.schema.createTable('reading_days'), ['track', 'day'])
    .addColumn('peak', 'integer')
    .addColumn('standing', 'integer')
    .addColumn('value', 'integer')
  const made = large.reduce<CreateTableBuilder<'reading_days', string>>(
    (some, name) => some.addColumn(name, 'double precision', (column) => column.notNull()),
    table,
  )
  return clustered(made.addPrimaryKeyConstraint('reading_days_key', ['track', 'day']), types)
}

function readingSums(db: Kysely<Tables>, types: ColumnTypes) {
  const table = texts(integers(db.schema.createTable('reading_sums'), ['feed', 'day', 'back']), types.text, 'region')
    .addColumn('standing', 'integer')
    .addColumn('peak', 'double precision')
    .addColumn('value', 'double precision')
    .addColumn('covered', 'double precision', (column) => column.notNull())
    .addPrimaryKeyConstraint('reading_sums_key', ['feed', 'region', 'day'])
  return clustered(table, types)
}

/** The tables of what readings came to day by day. */
export async function makeReadingDays(db: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  for (const table of [feedDays, readingDays, readingSums]) await table(db, types).execute()
}

/**
 * Finds days by their time, in which they are written, where rows are not kept in the order of their key: those of an area lie far apart
 * there, so that PostgreSQL would rather look through the whole table than seek what all areas came to in a few months.
 */
export async function indexReadingDays(db: Kysely<Tables>, { clustered: ending }: ColumnTypes): Promise<void> {
  if (ending === null) await db.schema.createIndex('reading_days_day').on('reading_days').column('day').execute()
}
