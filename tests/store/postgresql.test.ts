import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '@/lib/store/open'
import { StoreUnavailable } from '@/lib/store/store'
import { storeContract } from './contract'
import { added, at, created, editor, incident, report } from './factories'
import { postgresqlAnswers, TestDatabase } from './ground'
import { ledgerCommand } from './process'

const silent = !(await postgresqlAnswers('PostgreSQL suite'))

describe.skipIf(silent)('PostgreSQL', () => {
  const database = new TestDatabase()
  beforeAll(database.create)
  afterAll(database.drop)

  storeContract('the PostgreSQL store', database.ground)

  test('what one server writes the others hear, and again after their line broke', async () => {
    const ground = await database.ground()
    const [writer, reader] = await Promise.all([1, 2].map(() => openStore(ground.settings)))
    if (!writer || !reader) throw new Error('no store')
    let heard = () => {}
    const next = () => new Promise<void>((resolve) => (heard = resolve))
    const standing = next()
    const stop = reader.listen(() => heard())
    await standing
    const write = () => writer.write({ actor: editor, time: at(1) }, (tx) => tx.append(created(incident())))
    const told = next()
    await write()
    await told
    const again = next()
    await ground.meddle(
      `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'outage-ledger listener' and datname = current_database()`,
    )
    await again
    const toldAgain = next()
    await write()
    await toldAgain
    stop()
    await Promise.all([writer.close(), reader.close()])
    await ground.remove()
  })

  test('two servers may start together and share one database', async () => {
    const fresh = new TestDatabase()
    await fresh.create()
    const ground = await fresh.ground()
    const servers = await Promise.all([1, 2, 3].map(() => openStore(ground.settings)))
    const writes = servers.flatMap((store) =>
      [1, 2, 3, 4].map(() =>
        store.write({ actor: editor, time: at(1) }, async (tx) => {
          const of = incident()
          await tx.append(created(of))
          await tx.append(added(report(of)))
        }),
      ),
    )
    await Promise.all(writes)
    expect(await servers[0]?.verify()).toMatchObject({ ok: true, rows: 24, problem: null })
    expect(await ledgerCommand('rebuild', ground.settings)).toMatchObject({ code: 0 })
    await Promise.all(servers.map((store) => store.close()))
    await ground.remove()
    await fresh.drop()
  })
})

test('a database that does not answer is told without its password', async () => {
  const opening = openStore({ dataDir: '.', databaseUrl: 'postgresql://someone:secret@127.0.0.1:1/none' })
  await expect(opening).rejects.toThrow(StoreUnavailable)
  await expect(opening).rejects.toThrow(/^PostgreSQL at 127\.0\.0\.1:1\/none/)
  await expect(opening).rejects.not.toThrow(/secret/)
})
