import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getHealth } from '@/lib/service/get-health'
import { openStore } from '@/lib/store/open'
import { openPostgresql, openPostgresqlForReading } from '@/lib/store/postgresql'
import { type Store, StoreUnavailable } from '@/lib/store/store'
import { TcpProxy } from '../support/tcp-proxy'
import { until } from '../support/until'
import { created, incident } from './factories'
import { type Ground, postgresqlAnswers, TestDatabase } from './ground'

const silent = !(await postgresqlAnswers('a database that goes away and comes back'))
const now = () => new Date().toISOString()
const health = (store: Store) => getHealth({ store, clock: now })
const write = async (store: Store) => {
  const of = incident()
  await store.write({ actor: { role: 'admin', key: null }, time: now() }, (tx) => tx.append(created(of)))
  return of.id
}

describe.skipIf(silent)('a database that goes away and comes back', () => {
  const database = new TestDatabase()
  let ground: Ground
  let line: TcpProxy
  /** One server over a line that can be cut, another one beside it. */
  let store: Store
  let other: Store
  /** The database's address at the near end of the line. */
  let proxied = ''
  beforeAll(async () => {
    await database.create()
    ground = await database.ground()
    const direct = new URL(database.url)
    line = new TcpProxy({ host: direct.hostname, port: Number(direct.port || 5432) })
    await line.join()
    proxied = Object.assign(new URL(database.url), { hostname: '127.0.0.1', port: String(line.port) }).toString()
    other = await openStore(ground.settings)
    store = await openStore({ ...ground.settings, databaseUrl: proxied })
  })
  afterAll(async () => {
    await Promise.all([store.close(), other.close()])
    await line.cut()
    await database.drop()
  })

  it('is told while it is away, and is there again by itself, with what others wrote meanwhile', async () => {
    let heard = 0
    const stop = store.listen(() => {
      heard += 1
    })
    await until(
      async () => heard,
      (times) => times > 0,
      'the line is not listened on',
    )
    await line.cut()
    await expect(store.head()).rejects.toThrow(StoreUnavailable)
    await expect(write(store)).rejects.toMatchObject({ code: 'unreachable' })
    expect(await health(store)).toMatchObject({ status: 'unavailable', ledgerSeq: null, problems: [{ code: 'unreachable' }] })
    await write(other)
    const before = heard
    await line.join()
    await until(
      () => health(store),
      ({ status, ledgerSeq }) => status === 'ok' && ledgerSeq === 1,
      'it is not found again',
    )
    await until(
      async () => heard,
      (times) => times > before,
      'nobody says that something may have been missed',
    )
    const again = heard
    await write(other)
    await until(
      async () => heard,
      (times) => times > again,
      'a write of the other one is not heard of any more',
    )
    stop()
  })

  it('in the middle of writes acknowledges none that it has not', async () => {
    const acknowledged: string[] = []
    const writing = Array.from({ length: 4 }, async () => {
      for (;;) {
        try {
          acknowledged.push(await write(store))
        } catch (error) {
          if (error instanceof StoreUnavailable) return
          throw error
        }
      }
    })
    await until(
      async () => acknowledged.length,
      (count) => count > 20,
      'nothing is written',
    )
    await line.cut()
    await Promise.all(writing)
    await line.join()
    for (const id of acknowledged) expect(await other.editorView().record(id)).not.toBeNull()
    expect(await other.verify()).toMatchObject({ ok: true })
    await write(store)
  })

  it('behind a line that hangs in the middle of a reading ends the reading, and is found again on another line', async () => {
    const engine = await openPostgresql(proxied, { seconds: 1 })
    const ask = () => engine.reading((db) => sql<{ one: number }>`select 1 as one`.execute(db))
    try {
      const hanging = engine.reading(async (db) => {
        await sql`select 1`.execute(db)
        line.hang()
        return sql`select 2`.execute(db)
      })
      const error: unknown = await hanging.then(
        () => null,
        (reason: unknown) => reason,
      )
      expect(engine.outage(error)).toMatchObject({ code: 'unreachable' })
      line.flow()
      expect((await ask()).rows).toEqual([{ one: 1 }])
    } finally {
      line.flow()
      await engine.close()
    }
  })

  it('behind a line that hangs in the middle of a write keeps nobody else from writing', async () => {
    const engine = await openPostgresql(proxied, { seconds: 1 })
    try {
      const hanging = engine.writing(async (db) => {
        line.hang()
        return sql`select 2`.execute(db)
      })
      await expect(hanging).rejects.toThrow()
      await write(other)
    } finally {
      line.flow()
      await engine.close()
    }
  })

  it('behind a line that hangs is told as one that does not answer, to who reads and to who writes', async () => {
    const impatient = await openStore({ ...ground.settings, databaseUrl: proxied, databaseSeconds: 1 })
    try {
      const before = await impatient.head()
      line.hang()
      await expect(impatient.head()).rejects.toMatchObject({ name: 'StoreUnavailable', code: 'unreachable' })
      await expect(write(impatient)).rejects.toMatchObject({ name: 'StoreUnavailable', code: 'unreachable' })
      expect(await health(impatient)).toMatchObject({ status: 'unavailable', ledgerSeq: null })
      line.flow()
      expect(await impatient.head()).toEqual(before)
      await write(impatient)
      expect(await health(impatient)).toMatchObject({ status: 'ok' })
    } finally {
      line.flow()
      await impatient.close()
    }
  })

  it('that takes too long for a statement ends it by itself, for who may not wait alone', async () => {
    const [server, command] = [await openPostgresql(database.url, { seconds: 1 }), await openPostgresqlForReading(database.url)]
    const limit = async ({ reading }: typeof server) =>
      (await reading((db) => sql<{ statement_timeout: string }>`show statement_timeout`.execute(db))).rows[0]?.statement_timeout
    try {
      const error: unknown = await server
        .reading((db) => sql`select pg_sleep(600)`.execute(db))
        .then(
          () => null,
          (reason: unknown) => reason,
        )
      expect(error).toMatchObject({ code: '57014' })
      expect(server.outage(error)).toMatchObject({ code: 'unreachable' })
      expect([await limit(server), await limit(command)]).toEqual(['1s', '0'])
    } finally {
      await Promise.all([server.close(), command.close()])
    }
  })

  it('that is closed to connections is told as one that does not answer', async () => {
    await database.shut()
    const { problems } = await until(
      () => health(store),
      ({ status }) => status === 'unavailable',
      'the health of a shut database',
    ).finally(database.reopen)
    expect(problems).toMatchObject([{ code: 'unreachable' }])
    await until(
      () => health(store),
      ({ status }) => status === 'ok',
      'its health once it is open again',
    )
    await write(store)
  })

  it('that takes no writes is told by that word', async () => {
    const readOnly = `${database.url}?options=-c%20default_transaction_read_only%3Don`
    const refusing = openPostgresqlForReading(readOnly).then((engine) => {
      const failure = engine
        .writing((db) => db.deleteFrom('waiting').execute())
        .then(
          () => null,
          (error: unknown) => engine.outage(error)?.code,
        )
      return failure.finally(() => engine.close())
    })
    expect(await refusing).toBe('read-only')
  })

  it.each([
    ['off', 'on'],
    ['remote_apply', 'remote_apply'],
  ])('that was set to acknowledge by synchronous_commit=%s is asked for %s', async (given, asked) => {
    const engine = await openPostgresqlForReading(`${database.url}?options=-c%20synchronous_commit%3D${given}`)
    try {
      const { rows } = await engine.reading((db) => sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(db))
      expect(rows).toEqual([{ synchronous_commit: asked }])
    } finally {
      await engine.close()
    }
  })
})
