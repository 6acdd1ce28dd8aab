import type { Kysely } from 'kysely'
import { ImportRun, type Quarantined } from '@/lib/schema/import'
import type { ReviewState } from '@/lib/schema/report'
import type { ImportRunsTable, Tables } from './tables'

type Db = Kysely<Tables>

/** Where rows that a file calls by one key went, and what the file said of the event then. */
export interface ImportHome {
  incident: string
  facts: string
}

/** A row in quarantine, with its words: for whoever mends it. */
export interface KeptRow extends Quarantined {
  text: string
}

/** Of imports, by whoever may read. Nothing of it is for the public. */
export interface ImportReading {
  run(id: string): Promise<ImportRun | null>
  /** The latest first. */
  runs(): Promise<ImportRun[]>
  quarantinedTotal(id: string): Promise<number>
  /** Rows in quarantine in the order of the file, after a line. */
  quarantined(id: string, page: { after: number; limit: number }): Promise<KeptRow[]>
  home(scope: string, key: string): Promise<ImportHome | null>
  /** How an incident stands, whoever may see it; null where there is none, or it was merged into another. */
  incidentState(id: string): Promise<ReviewState | null>
  /** The incident that a report stands in, whoever may see it. */
  incidentOfReport(id: string): Promise<string | null>
}

/** Of imports, inside a write: in the same transaction as the records. */
export interface ImportWriting extends ImportReading {
  save(run: ImportRun): Promise<void>
  keepHome(scope: string, key: string, home: ImportHome): Promise<void>
  /** Puts rows into the quarantine; one of the same line gives way. */
  setAside(id: string, rows: readonly KeptRow[]): Promise<void>
  /** Takes the rows of these lines out of the quarantine. */
  release(id: string, lines: readonly number[]): Promise<void>
  /** Takes out every row after a line, up to another one; to the end where that is null. */
  releaseBetween(id: string, after: number, upTo: number | null): Promise<void>
}

const runOf = ({ layout, waiting, lines_done, started_at, changed_at, finished, ...same }: ImportRunsTable): ImportRun =>
  ImportRun.parse({
    ...same,
    layout: JSON.parse(layout),
    waiting: JSON.parse(waiting),
    linesDone: lines_done,
    startedAt: started_at,
    changedAt: changed_at,
    finished: finished !== 0,
  })

const columnsOf = ({ layout, waiting, linesDone, startedAt, changedAt, finished, ...same }: ImportRun): ImportRunsTable => ({
  ...same,
  layout: JSON.stringify(layout),
  waiting: JSON.stringify(waiting),
  lines_done: linesDone,
  started_at: startedAt,
  changed_at: changedAt,
  finished: finished ? 1 : 0,
})

/** PostgreSQL holds no U+0000; the row is no less wrong with the sign for it. */
const storable = (text: string) => text.replaceAll('\u0000', '\u2400')

/** Rows of one statement: SQLite takes a limited number of values at once. */
const batch = 100

function* batches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += batch) yield items.slice(at, at + batch)
}

export function importReading(reading: <T>(work: (db: Db) => Promise<T>) => Promise<T>): ImportReading {
  return {
    run: (id) =>
      reading(async (db) => {
        const row = await db.selectFrom('import_runs').selectAll().where('id', '=', id).executeTakeFirst()
        return row ? runOf(row) : null
      }),
    runs: () =>
      reading(async (db) =>
        (await db.selectFrom('import_runs').selectAll().orderBy('started_at', 'desc').orderBy('id').execute()).map(runOf),
      ),
    quarantinedTotal: (id) =>
      reading(async (db) => {
        const counted = await db
          .selectFrom('quarantine')
          .select((eb) => eb.fn.countAll<number | string>().as('total'))
          .where('import_id', '=', id)
          .executeTakeFirst()
        return Number(counted?.total ?? 0)
      }),
    quarantined: (id, { after, limit }) =>
      reading((db) =>
        db
          .selectFrom('quarantine')
          .select(['line', 'field', 'reason', 'text'])
          .where('import_id', '=', id)
          .where('line', '>', after)
          .orderBy('line')
          .limit(limit)
          .execute(),
      ),
    home: (scope, key) =>
      reading(async (db) => {
        const row = await db.selectFrom('import_homes').selectAll().where('scope', '=', scope).where('key', '=', key).executeTakeFirst()
        return row ? { incident: row.incident_id, facts: row.facts } : null
      }),
    incidentState: (id) =>
      reading(async (db) => {
        const row = await db
          .selectFrom('incidents')
          .select('review_state')
          .where('id', '=', id)
          .where('merged_into', 'is', null)
          .executeTakeFirst()
        return row?.review_state ?? null
      }),
    incidentOfReport: (id) =>
      reading(async (db) => {
        const row = await db.selectFrom('reports').select('incident_id').where('id', '=', id).executeTakeFirst()
        return row?.incident_id ?? null
      }),
  }
}

export function importWriting(db: Db): ImportWriting {
  return {
    ...importReading((work) => work(db)),
    async save(run) {
      const { id, ...changes } = columnsOf(run)
      await db
        .insertInto('import_runs')
        .values({ id, ...changes })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
        .execute()
    },
    async keepHome(scope, key, { incident, facts }) {
      await db
        .insertInto('import_homes')
        .values({ scope, key, incident_id: incident, facts })
        .onConflict((conflict) => conflict.columns(['scope', 'key']).doUpdateSet({ incident_id: incident, facts }))
        .execute()
    },
    async setAside(id, rows) {
      for (const some of batches(rows)) {
        const values = some.map(({ line, field, reason, text }) => ({ import_id: id, line, field, reason, text: storable(text) }))
        await db
          .insertInto('quarantine')
          .values(values)
          .onConflict((conflict) =>
            conflict.columns(['import_id', 'line']).doUpdateSet((eb) => ({
              field: eb.ref('excluded.field'),
              reason: eb.ref('excluded.reason'),
              text: eb.ref('excluded.text'),
            })),
          )
          .execute()
      }
    },
    async release(id, lines) {
      for (const some of batches(lines))
        await db
          .deleteFrom('quarantine')
          .where('import_id', '=', id)
          .where('line', 'in', [...some])
          .execute()
    },
    async releaseBetween(id, after, upTo) {
      const rows = db.deleteFrom('quarantine').where('import_id', '=', id).where('line', '>', after)
      await (upTo === null ? rows : rows.where('line', '<=', upTo)).execute()
    },
  }
}
