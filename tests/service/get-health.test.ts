import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { getHealth } from '@/lib/service/get-health'
import { openStore } from '@/lib/store/open'
import type { Store } from '@/lib/store/store'
import { created, incident } from '../store/factories'

let dataDir: string
let store: Store
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-health-'))
  store = await openStore({ dataDir })
})
afterAll(async () => {
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
})

const append = (time: string) => store.write({ actor: { role: 'admin', key: null }, time }, (tx) => tx.append(created(incident())))
const healthAt = (time: string) => getHealth({ store, clock: () => time })

it('says that all is well, and where the ledger ends', async () => {
  await append('2026-11-27T10:00:00.000Z')
  const health = await healthAt('2026-11-27T10:00:01.000Z')
  expect(health).toMatchObject({ status: 'ok', problems: [], ledgerSeq: 1, lastChangeAt: '2026-11-27T10:00:00.000Z' })
})

it('says that the clock is behind, in which time rows are dated as the last one', async () => {
  const row = await append('2026-11-27T09:00:00.000Z')
  expect(row.time).toBe('2026-11-27T10:00:00.000Z')
  const health = await healthAt('2026-11-27T09:00:00.000Z')
  expect(health).toMatchObject({ status: 'degraded', ledgerSeq: 2, problems: [{ code: 'clock-behind', since: row.time }] })
  // Clocks of two machines are never quite alike.
  expect((await healthAt('2026-11-27T09:59:58.000Z')).problems).toEqual([])
  expect(await store.verify()).toMatchObject({ ok: true })
})
