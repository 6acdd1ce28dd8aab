import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { backupsIn, keepBackups } from '@/lib/service/keep-backups'
import { openStore } from '@/lib/store/open'
import { inBackupTurn, scratchPrefix } from '@/lib/store/take-backup'
import { at } from '../store/factories'
import { embeddedGround, type Ground, type MakeGround, postgresqlAnswers, TestDatabase } from '../store/ground'
import { someRecord } from './full-store'

const silent = !(await postgresqlAnswers('a folder of backups of PostgreSQL'))

function folderSuite(engine: string, make: MakeGround) {
  describe(`a folder of backups of ${engine}`, () => {
    let ground: Ground
    let folder: string
    beforeEach(async () => {
      ground = await make()
      const store = await openStore(ground.settings)
      await someRecord(store, 1)
      await store.close()
      folder = await mkdtemp(join(tmpdir(), 'outage-ledger-keep-'))
    })
    afterEach(async () => {
      await ground.remove()
      await rm(folder, { recursive: true, force: true })
    })
    const keep = (hours: number, how: { keep?: number; everyHours?: number } = {}) =>
      keepBackups({ settings: ground.settings, clock: () => at(hours) }, { folder, keep: 2, everyHours: 6, ...how })

    test('has another one when the last is old enough, and the oldest goes once that is there', async () => {
      const ending = engine === 'PostgreSQL' ? 'pgdump.gz' : 'sqlite.gz'
      const names = [0, 6, 12].map((hours) => `outage-ledger-20260108T${String(hours).padStart(2, '0')}0000Z-2.${ending}`)
      await writeFile(join(folder, 'notes.txt'), 'kept')
      expect(await keep(0)).toMatchObject({ taken: { seq: 2, file: join(folder, names[0] ?? '') }, removed: [] })
      expect(await keep(5.99)).toBe('notDue')
      expect(await keep(6)).toMatchObject({ removed: [] })
      expect(await keep(12)).toMatchObject({ removed: [names[0]] })
      expect(await backupsIn(folder)).toEqual([names[2], names[1]])
      expect((await readdir(folder)).sort()).toEqual(['notes.txt', ...names.slice(1)].sort())
    })

    test.skipIf(engine === 'PostgreSQL')('loses nothing where a new one cannot be verified, and what is left of it goes', async () => {
      await keep(0, { keep: 1 })
      const before = await readdir(folder)
      await ground.meddle("update ledger set actor_role = 'admin' where seq = 1")
      await expect(keep(6, { keep: 1 })).rejects.toThrow(/row 1 was changed/)
      expect(await readdir(folder)).toEqual(before)
    })

    test('is written into by one process at a time', async () => {
      const outcome = await inBackupTurn(ground.settings, () => keep(0))
      expect(outcome).toBe('busy')
      expect(await readdir(folder)).toEqual([])
      expect(await keep(0)).toMatchObject({ taken: { seq: 2 } })
    })

    test.skipIf(engine === 'PostgreSQL')(
      'is cleared of what a killed process left a day ago, and of nothing that may be under way',
      async () => {
        const [old, young] = [join(folder, `${scratchPrefix}old`), join(folder, `${scratchPrefix}young`)]
        for (const each of [old, young]) await mkdir(each)
        await utimes(old, Date.parse(at(0)) / 1000, Date.parse(at(0)) / 1000)
        await utimes(young, Date.parse(at(24)) / 1000, Date.parse(at(24)) / 1000)
        await keep(25, { keep: 0 })
        expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([`${scratchPrefix}young`])
      },
    )
  })
}

folderSuite('the embedded store', embeddedGround)

describe.skipIf(silent)('of several processes', () => {
  const database = new TestDatabase()
  beforeAll(database.create)
  afterAll(database.drop)
  folderSuite('PostgreSQL', database.ground)
})
