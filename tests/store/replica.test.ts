import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '@/lib/store/open'
import type { RecordFilter, Store } from '@/lib/store/store'
import { added, at, created, editor, everything, incident, report } from './factories'
import { type Ground, postgresqlAnswers, TestDatabase } from './ground'

const silent = !(await postgresqlAnswers('a copy of the database to read from'))
const filter: RecordFilter = everything

describe.skipIf(silent)('a copy of the database to read from', () => {
  const [primary, copy] = [new TestDatabase(), new TestDatabase()]
  const first = incident()
  let ground: Ground
  let store: Store

  const titles = async (of: Pick<Store, 'publicView'>) =>
    (await of.publicView(at(9)).incidents(filter, { limit: 9 })).rows.map(({ title }) => title)
  const write = (by: Store, of = incident()) =>
    by.write({ actor: editor, time: at(2) }, async (tx) => {
      await tx.append(created(of))
      await tx.append(added(report(of)))
    })

  beforeAll(async () => {
    await primary.create()
    ground = await primary.ground()
  })
  beforeEach(async () => {
    const before = await openStore(ground.settings)
    await write(before, first)
    await before.close()
    await copy.createAs(primary)
    // What only the copy says shows where a reading came from.
    await (await copy.ground()).meddle(`update incidents set title = 'of the copy'`)
    store = await openStore({ ...ground.settings, databaseReadUrl: copy.url })
    return async () => {
      await store.close()
      await copy.drop()
      await ground.remove()
      ground = await primary.ground()
    }
  })
  afterAll(async () => {
    await primary.drop()
  })

  test('answers the public while it has all that is known, and editors never', async () => {
    expect(await titles(store)).toEqual(['of the copy'])
    const seen = await store.editorView().record(first.id)
    expect(JSON.stringify(seen)).not.toContain('of the copy')
  })

  test('is not asked by who has written what it does not have', async () => {
    await write(store)
    expect(await titles(store)).toHaveLength(2)
    expect(await titles(store)).not.toContain('of the copy')
  })

  test('is not asked once it is heard that another server has written', async () => {
    const other = await openStore(ground.settings)
    expect(await titles(store)).toEqual(['of the copy'])
    let heard = () => {}
    const stop = store.listen(() => heard())
    const told = new Promise<void>((resolve) => {
      // The line says so once more when it stands, which may be before the write.
      heard = () => void titles(store).then((all) => all.length === 2 && resolve())
    })
    await write(other)
    await told
    stop()
    await other.close()
  })

  test('is never read as of a row that it does not have: what the ledger’s end is asked for holds for all that follows', async () => {
    const other = await openStore(ground.settings)
    await titles(store)
    // Whether or not the other's write was heard of: who asks for the end keeps by it what is read after.
    await write(other)
    const end = await store.head()
    expect(end?.seq).toBe(4)
    expect(await titles(store)).toHaveLength(2)
    await other.close()
  })

  test('does not call a cursor wrong that is of a row it does not have yet', async () => {
    const other = await openStore(ground.settings)
    await titles(store)
    await write(other)
    const since = await other.publicView(at(9)).changesEnd()
    expect(await store.publicView(at(9)).changes({ since, limit: 9 })).toMatchObject({ rows: [], next: since })
    await other.close()
  })

  test('that is gone, or has no tables yet, is done without', async () => {
    await copy.drop()
    expect(await titles(store)).toHaveLength(1)
    expect(await titles(store)).not.toContain('of the copy')
    await copy.create()
    expect(await titles(store)).toHaveLength(1)
    const fresh = await openStore({ ...ground.settings, databaseReadUrl: copy.url })
    expect(await titles(fresh)).toHaveLength(1)
    await fresh.close()
  })
})
