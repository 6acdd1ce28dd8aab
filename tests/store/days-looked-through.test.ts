import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '@/lib/store/engine'
import { openPostgresql } from '@/lib/store/postgresql'
import { rolledDays } from '@/lib/store/reading-days'
import { postgresqlAnswers, TestDatabase } from './ground'

const silent = !(await postgresqlAnswers('days of readings that PostgreSQL looks through'))

describe.skipIf(silent)('days of readings that PostgreSQL looks through', () => {
  const database = new TestDatabase()
  let engine: Engine
  beforeAll(async () => {
    await database.create()
    engine = await openPostgresql(database.url)
    const { meddle } = await database.ground()
    await meddle(`
      insert into feeds (id, name, publisher, url, tier, cadence, service, measure, unit)
        values (1, 'a-map', 'A utility', 'https://example.org', 1, 15, 'electricity', 'without', 'customers');
      insert into reading_tracks select n, 1, 'UA-' || n from generate_series(1, 27) n;
      insert into reading_days (track, day, covered, best, low, high, between_minutes)
        select n, day * 1440, 0, 0, 0, 0, 0 from generate_series(1, 9000) day, generate_series(1, 27) n order by day, n;
      analyze`)
  }, 60_000)
  afterAll(async () => {
    await engine.close()
    await database.drop()
  })

  it('are those that are asked for, however many there are and known to be', async () => {
    const looked = await engine.reading(async (db) => {
      // Workers beside would count what they look at for themselves.
      await sql`set local max_parallel_workers_per_gather = 0`.execute(db)
      const asked = { feed: 'a-map', from: 8800 * 1440, to: 8889 * 1440, areas: null, sums: [] }
      const { areas } = await rolledDays(db, '2026-01-08T18:00:00.000Z', asked)
      expect(areas).toHaveLength(90 * 27)
      const { rows } = await sql<{ rows: number }>`
        select (seq_tup_read + idx_tup_fetch)::integer as rows from pg_stat_xact_user_tables where relname = 'reading_days'`.execute(db)
      return rows[0]?.rows
    })
    // The planner looks up an end of the index now and then.
    expect(looked).toBeLessThan(91 * 27)
  })
})
