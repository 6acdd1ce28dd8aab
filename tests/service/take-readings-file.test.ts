import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import type { Context } from '@/lib/service/context'
import { listFeeds } from '@/lib/service/list-feeds'
import { localFile } from '@/lib/service/local-file'
import { retryQuarantine } from '@/lib/service/retry-quarantine'
import { previewReadingsFile, takeReadingsFile } from '@/lib/service/take-readings-file'
import { openStore } from '@/lib/store/open'

const file = () => localFile('tests/ingest/fixtures/eagle-i/sum.csv')
let dataDir: string
let ctx: Context

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-readings-'))
  const settings = readSettings({ DATA_DIR: dataDir, TERRITORY: 'us' })
  const store = await openStore(settings)
  ctx = {
    store,
    clock: () => '2026-11-22T12:00:00.000Z',
    actor: { role: 'editor', key: 'terminal' },
    territory: loadTerritory('us'),
    settings,
  }
})
afterEach(async () => {
  await ctx.store.close()
  await rm(dataDir, { recursive: true, force: true })
})

it('a file of a feed is taken in once, with what was set aside beside it, and adds nothing when it comes again', async () => {
  const first = await takeReadingsFile(ctx, 'eagle-i', await file())
  expect(first).toMatchObject({ snapshots: 3, readings: 5, taken: { snapshots: 3, readings: 5, repeated: 0 } })
  expect(first.aside.map(({ rows }) => rows).reduce((sum, rows) => sum + rows)).toBe(7)
  const { id } = (await ctx.store.imports.runs())[0] ?? { id: '' }
  expect(await ctx.store.imports.quarantinedTotal(id)).toBe(7)
  const seq = (await ctx.store.head())?.seq
  const again = await takeReadingsFile(ctx, 'eagle-i', await file())
  expect(again.taken).toMatchObject({ snapshots: 0, repeated: 3 })
  expect((await ctx.store.head())?.seq).toBe(seq)
  expect(await listFeeds(ctx)).toMatchObject([{ id: 'eagle-i', lastTime: '2017-03-01T00:45:00.000Z', asked: 3231, answered: 1 }])
})

it('its rows are put right in the file, and not one by one', async () => {
  await takeReadingsFile(ctx, 'eagle-i', await file())
  const { id } = (await ctx.store.imports.runs())[0] ?? { id: '' }
  await expect(retryQuarantine(ctx, { import: id })).rejects.toMatchObject({ problem: 'invalid-record' })
})

it('a preview says the same and writes nothing', async () => {
  expect(await previewReadingsFile(ctx, 'eagle-i', await file())).toMatchObject({ taken: null, snapshots: 3, readings: 5 })
  expect(await ctx.store.head()).toBeNull()
})

it('is refused in a ledger of another territory, whose areas it has not got', async () => {
  const elsewhere: Context = { ...ctx, territory: loadTerritory('ua') }
  await expect(takeReadingsFile(elsewhere, 'eagle-i', await file())).rejects.toMatchObject({
    message: expect.stringContaining('TERRITORY=us'),
  })
})

it('another table is refused with what was expected', async () => {
  const other = await localFile('tests/ingest/fixtures/eagle-i/MCC.csv')
  await expect(takeReadingsFile(ctx, 'eagle-i', other)).rejects.toMatchObject({
    problem: 'invalid-record',
    message: expect.stringContaining('fips_code'),
  })
})
