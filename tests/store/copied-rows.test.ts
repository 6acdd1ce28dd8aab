import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '@/lib/store/engine'
import { openPostgresql } from '@/lib/store/postgresql'
import type { BulkTable, Cells } from '@/lib/store/tables'
import { TcpProxy } from '../support/tcp-proxy'
import { type Ground, postgresqlAnswers, TestDatabase } from './ground'

const silent = !(await postgresqlAnswers('rows that are copied into PostgreSQL'))

describe.skipIf(silent)('rows that are copied into PostgreSQL', () => {
  const database = new TestDatabase()
  let ground: Ground
  let line: TcpProxy
  let engine: Engine
  beforeAll(async () => {
    await database.create()
    ground = await database.ground()
    const direct = new URL(database.url)
    line = new TcpProxy({ host: direct.hostname, port: Number(direct.port || 5432) })
    await line.join()
    engine = await openPostgresql(Object.assign(new URL(database.url), { hostname: '127.0.0.1', port: String(line.port) }).toString())
  })
  afterAll(async () => {
    await engine.close()
    await line.cut()
    await database.drop()
  })

  const add = (table: BulkTable, pieces: Iterable<Cells>) => engine.writing((_, insertRows) => insertRows(table, pieces))
  const steps = () => ground.meddle('select track, time, value, served from reading_steps order by track, time')

  it('stand there as they were, in pieces of any size and of none', async () => {
    expect(await add('reading_steps', [])).toBe(0)
    expect(await add('reading_steps', [[1, 2, 3, null], [], [1, 3, null, 2_147_483_647, 2, -5, 0, 0]])).toBe(3)
    expect(await steps()).toEqual([
      { track: 1, time: 2, value: 3, served: null },
      { track: 1, time: 3, value: null, served: 2_147_483_647 },
      { track: 2, time: -5, value: 0, served: 0 },
    ])
    const texts = ['Київ, "тут" \\N', '', '🕯\n\t']
    await add('feed_runs', [[1, 2, 3, 4, 5, ...texts]])
    expect(await ground.meddle('select recorded_at, public_after, sha256 from feed_runs')).toEqual([
      { recorded_at: texts[0], public_after: texts[1], sha256: texts[2] },
    ])
    await add('reading_days', [[1, 2, null, 0.1, null, 7, 1e300, -0.5, 2 ** 53, 1 / 3]])
    expect(await ground.meddle('select covered, standing, best, low, high, between_minutes from reading_days')).toEqual([
      { covered: 0.1, standing: null, best: 1e300, low: -0.5, high: 2 ** 53, between_minutes: 1 / 3 },
    ])
  })

  it.each([2 ** 31, 1.5, Number.NaN])(
    'are refused as a whole where one has a number that is no whole one of four bytes: %d',
    async (number) => {
      const before = await steps()
      await expect(
        add('reading_steps', [
          [7, 1, 1, null],
          [7, 2, number, null],
        ]),
      ).rejects.toThrow(RangeError)
      expect(await steps()).toEqual(before)
    },
  )

  it('are refused as a whole where one is there already, and others can be added on', async () => {
    await add('reading_steps', [[8, 1, 1, null]])
    const before = await steps()
    await expect(
      add('reading_steps', [
        [8, 0, 1, null],
        [8, 1, 2, null],
      ]),
    ).rejects.toMatchObject({ code: '23505' })
    expect(await steps()).toEqual(before)
    expect(await add('reading_steps', [[8, 2, 2, null]])).toBe(1)
  })

  it('are none where the line breaks among them, and others can be added once it is there again', async () => {
    const before = await steps()
    function* breaking(): Generator<Cells> {
      yield [9, 1, 1, null]
      void line.cut()
      for (let time = 2; time < 100_000; time++) yield [9, time, 1, null]
    }
    const broken = await add('reading_steps', breaking()).then(
      () => null,
      (error: unknown) => engine.outage(error)?.code,
    )
    expect(broken).toBe('unreachable')
    expect(await steps()).toEqual(before)
    await line.join()
    expect(await add('reading_steps', [[9, 1, 1, null]])).toBe(1)
  })
})
