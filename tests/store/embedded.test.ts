import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openForReading, openStore } from '@/lib/store/open'
import { StoreInUse, StoreUnavailable } from '@/lib/store/store'
import { storeContract } from './contract'
import { embeddedGround, type Ground } from './ground'
import { anotherServer, ledgerCommand } from './process'

storeContract('the embedded store', embeddedGround)

describe('the folder of the embedded store', () => {
  let ground: Ground
  beforeEach(async () => {
    ground = await embeddedGround()
  })
  afterEach(() => ground.remove())

  test('is made if missing, for its owner alone', async () => {
    const dataDir = join(ground.settings.dataDir, 'a', 'b')
    const store = await openStore({ dataDir })
    expect(await store.head()).toBeNull()
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
    await store.close()
  })

  test('is refused to a second server, in this process as in another, until the first is gone, even killed', async () => {
    const other = await anotherServer(ground.settings.dataDir)
    const refused = openStore(ground.settings)
    await expect(refused).rejects.toThrow(StoreInUse)
    await expect(refused).rejects.toThrow(ground.settings.dataDir)
    await other.kill()
    const store = await openStore(ground.settings)
    await expect(openStore(ground.settings)).rejects.toThrow(StoreInUse)
    await store.close()
    await (await openStore(ground.settings)).close()
  })

  test('is not rebuilt under a running server, but verified', async () => {
    const store = await openStore(ground.settings)
    const rebuilt = await ledgerCommand('rebuild', ground.settings)
    expect(rebuilt).toMatchObject({ code: 1, output: expect.stringContaining('in use by another server') })
    expect(await ledgerCommand('verify', ground.settings)).toMatchObject({ code: 0 })
    await store.close()
  })

  test('without a ledger has nothing to read', async () => {
    await expect(openForReading(ground.settings)).rejects.toThrow(StoreUnavailable)
    expect(await ledgerCommand('verify', ground.settings)).toMatchObject({ code: 1, output: expect.stringContaining('no ledger') })
  })

  test('that cannot be used is told in one line', async () => {
    const file = join(ground.settings.dataDir, 'file')
    await writeFile(file, '')
    await expect(openStore({ dataDir: file })).rejects.toThrow(StoreUnavailable)
    await mkdir(join(ground.settings.dataDir, 'other'))
    await writeFile(join(ground.settings.dataDir, 'other', 'outage-ledger.sqlite'), 'not a database, but long enough to look at')
    await expect(openStore({ dataDir: join(ground.settings.dataDir, 'other') })).rejects.toThrow(/not a database/)
  })

  test('keeps what was acknowledged when the server is killed', async () => {
    const other = await anotherServer(ground.settings.dataDir)
    await other.kill()
    const again = await openStore(ground.settings)
    expect(await again.verify()).toMatchObject({ ok: true, rows: 2 })
    await again.close()
  })
})
