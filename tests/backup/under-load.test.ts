import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause, setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openForReading, openStore } from '@/lib/store/open'
import { restoreBackup } from '@/lib/store/restore-backup'
import type { Store } from '@/lib/store/store'
import { takeBackup } from '@/lib/store/take-backup'
import { added, at, created, decided, editor, incident, report } from '../store/factories'
import { embeddedGround, type MakeGround, postgresqlAnswers, TestDatabase } from '../store/ground'
import { snapshot, take } from '../store/snapshots'

const silent = !(await postgresqlAnswers('backups of PostgreSQL under load'))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outage-ledger-load-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Between two writes, so that the reader beside it has a turn. */
const fewMilliseconds = 5

/** Writes every few milliseconds until it is told to stop: records, corrections, takedowns, quarantined rows, readings. */
class Writer {
  isOver = false
  /** How many rows of the ledger were acknowledged. */
  acknowledged = 0
  #round = 0

  constructor(private readonly store: Store) {}

  async run(): Promise<void> {
    while (!this.isOver) {
      await this.#write()
      await pause(fewMilliseconds)
    }
  }

  async #write(): Promise<void> {
    const n = ++this.#round
    const [of, gone] = [incident(), incident()]
    const first = report(of)
    await this.store.write({ actor: editor, time: at(n / 100) }, async (tx) => {
      await tx.append(created(of))
      await tx.append(added(first))
      await tx.append(added(report(of, { supersedes: first.id })))
      await tx.append(created(gone))
      await tx.remember(`key ${n}`, 'hash', 'answer')
      this.acknowledged = (await tx.append(decided('incident.takenDown', gone.id))).seq
    })
    if (n % 5 === 0) await take(this.store, n / 100, snapshot(n, { UA1202: n, UA1204: n % 7 }))
  }
}

async function holdsUnderLoad(from: MakeGround, to: MakeGround): Promise<void> {
  const [source, target] = [await from(), await to()]
  const store = await openStore(source.settings)
  const writer = new Writer(store)
  const writing = writer.run()
  try {
    while (writer.acknowledged < 60) await setImmediate()
    const before = writer.acknowledged
    const taken = await takeBackup(source.settings, { folder, nameOf: () => 'load.gz', overwrite: true })
    const after = writer.acknowledged
    writer.isOver = true
    await writing
    // It was no idle load, and the backup is of a moment within it.
    expect(after).toBeGreaterThan(before)
    expect(taken.seq).toBeGreaterThanOrEqual(before)
    expect(taken.seq).toBeLessThanOrEqual(after + 10)
    await store.close()
    expect(await source.meddle(`select hash from ledger where seq = ${taken.seq}`)).toEqual([{ hash: taken.hash }])
    await source.remove()
    expect(await restoreBackup(target.settings, taken.file, { replace: false, now: at(300) })).toMatchObject({
      seq: taken.seq,
      hash: taken.hash,
    })
    const restored = await openForReading(target.settings)
    expect(await restored.verify()).toEqual({ ok: true, rows: taken.seq, head: taken.hash, problem: null })
    await restored.close()
  } finally {
    writer.isOver = true
    await writing
    await store.close()
    for (const ground of [source, target]) await ground.remove()
  }
}

describe('a backup that is taken while all the time something is written holds one moment of it', () => {
  test.skipIf(!silent)('of the embedded store', () => holdsUnderLoad(embeddedGround, embeddedGround))

  describe.skipIf(silent)('and across engines', () => {
    const database = new TestDatabase()
    beforeAll(database.create)
    afterAll(database.drop)

    test.each([
      ['from the embedded store to PostgreSQL', embeddedGround, database.ground],
      ['from PostgreSQL to the embedded store', database.ground, embeddedGround],
    ])('%s', (_, from, to) => holdsUnderLoad(from, to))
  })
})
