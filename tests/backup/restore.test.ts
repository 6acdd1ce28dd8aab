import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openForReading } from '@/lib/store/open'
import { restoreBackup } from '@/lib/store/restore-backup'
import { carried, everyTable, passing, projected } from '@/lib/store/tables'
import { takeBackup } from '@/lib/store/take-backup'
import { at } from '../store/factories'
import { embeddedGround, type Ground, type MakeGround, postgresqlAnswers, TestDatabase } from '../store/ground'
import { steps } from '../store/random-ledger'
import { snapshotsIn } from '../store/snapshots'
import { fillStore, publicAnswers, rowsOf } from './full-store'

const silent = !(await postgresqlAnswers('backups of PostgreSQL'))
const now = at(300)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outage-ledger-backups-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const kept = ['ledger', ...projected.map(({ name }) => name), ...carried]

/** Fills a store, backs it up and restores that; everything that was there is there again, and what passes is not. */
async function comesBack(
  from: MakeGround,
  to: MakeGround,
  said: Parameters<typeof fillStore>[1],
  snapshots: Parameters<typeof fillStore>[2],
) {
  const source = await from()
  let target: Ground | undefined
  try {
    const ids = await fillStore(source, said, snapshots)
    const before = { answers: await publicAnswers(source, ids), rows: await rowsOf(source, kept) }
    expect(
      Object.entries(before.rows).filter(([table, rows]) => (carried as readonly string[]).includes(table) && rows.length === 0),
    ).toEqual([])
    const taken = await takeBackup(source.settings, { folder, nameOf: () => 'backup.gz', overwrite: true })
    target = await to()
    const restored = await restoreBackup(target.settings, taken.file, { replace: false, now })
    expect(restored).toEqual({ seq: taken.seq, hash: taken.hash, time: taken.time, aside: null, backAgain: [] })
    expect(taken.seq).toBe(before.rows.ledger?.length)
    expect(await rowsOf(target, kept)).toEqual(before.rows)
    expect(Object.values(await rowsOf(target, passing)).flat()).toEqual([])
    const after = await publicAnswers(target, ids)
    expect(Object.keys(after).filter((address) => after[address] !== before.answers[address])).toEqual([])
    expect(Object.keys(after)).toEqual(Object.keys(before.answers))
    const store = await openForReading(target.settings)
    expect(await store.verify()).toEqual({ ok: true, rows: taken.seq, head: taken.hash, problem: null })
    await store.close()
  } finally {
    for (const ground of [source, target]) await ground?.remove()
  }
}

/** How many random ledgers each way is tried with; more where it is asked for. */
const runs = Number(process.env.BACKUP_RUNS ?? 1)

const ledgers = (holds: (...drawn: [Parameters<typeof fillStore>[1], Parameters<typeof fillStore>[2]]) => Promise<void>) =>
  fc.assert(fc.asyncProperty(steps, snapshotsIn(60), holds), { numRuns: runs, endOnFailure: true })

test('a backup of an embedded store comes back in another folder with every row and every answer', () =>
  ledgers((...drawn) => comesBack(embeddedGround, embeddedGround, ...drawn)))

test('every table is made of the ledger, carried by backups, or said to pass', async () => {
  const ground = await embeddedGround()
  await fillStore(ground, [], [])
  const there = (await ground.meddle("select name from sqlite_master where type = 'table'")) as { name: string }[]
  expect(there.map(({ name }) => name).sort()).toEqual([...everyTable].sort())
  expect(new Set(everyTable).size).toBe(everyTable.length)
  await ground.remove()
})

describe.skipIf(silent)('a backup', () => {
  const [one, other] = [new TestDatabase(), new TestDatabase()]
  beforeAll(() => Promise.all([one.create(), other.create()]))
  afterAll(() => Promise.all([one.drop(), other.drop()]))

  test.each([
    ['from the embedded store to PostgreSQL', embeddedGround, one.ground],
    ['from PostgreSQL to the embedded store', one.ground, embeddedGround],
    ['from PostgreSQL to PostgreSQL', one.ground, other.ground],
  ])('%s comes back with every row and every answer', (_, from, to) => ledgers((...drawn) => comesBack(from, to, ...drawn)))

  test('of PostgreSQL can be given back by its own tools alone', async () => {
    const source = await one.ground()
    await fillStore(source, [], [])
    const { file } = await takeBackup(source.settings, { folder, nameOf: () => 'tools.gz', overwrite: true })
    const before = await rowsOf(source, kept)
    await source.remove()
    const bare = new TestDatabase()
    await bare.create()
    execFileSync('sh', ['-c', `gunzip -c '${file}' | pg_restore --no-owner --dbname='${bare.url}'`])
    const target = await bare.ground()
    expect(await rowsOf(target, kept)).toEqual(before)
    const store = await openForReading(target.settings)
    expect(await store.verify()).toMatchObject({ ok: true })
    await store.close()
    await bare.drop()
  })
})
