import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ViewQuery } from '@/app/_filters/view'
import { mapRows } from '@/app/[locale]/_overview/map-rows'
import { overviewData } from '@/app/[locale]/_overview/overview-data'
import { readSettings } from '@/lib/config/settings'
import { countiesOf, eagleI } from '@/lib/ingest/eagle-i'
import { loadTerritory } from '@/lib/regions/territory'
import type { Context } from '@/lib/service/context'
import { takeSnapshots } from '@/lib/service/take-snapshots'
import { openStore } from '@/lib/store/open'

const territory = loadTerritory('us')
const counties = countiesOf(territory)
const now = '2026-11-22T12:00:00.000Z'
let dataDir: string
let ctx: Context

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-crowd-'))
  const settings = readSettings({ DATA_DIR: dataDir, TERRITORY: 'us' })
  ctx = { store: await openStore(settings), clock: () => now, actor: { role: 'system', key: null }, territory, settings }
})
afterEach(async () => {
  await ctx.store.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** The overview of counties at a moment at which so many of them have told something. */
async function overview(told: number) {
  async function* one() {
    const readings = counties.slice(0, told).map((region, i) => ({ region, value: i + 1, served: null }))
    yield { time: '2026-11-22T11:45:00.000Z', asked: counties, readings }
  }
  await takeSnapshots(ctx, eagleI, one(), 'tests')
  const query = ViewQuery.parse({ level: '2', asOf: now })
  const data = await overviewData(ctx, query)
  return { data, rows: mapRows(ctx, 'en', query, data) }
}

it('a few counties stand on the page, in its table and on its map', async () => {
  const { data, rows } = await overview(300)
  expect([data.crowd, data.impact.level, data.oblasts?.level]).toEqual([null, 2, 1])
  expect(rows.inside).toHaveLength(300)
})

it('more of them are left to the map, and the table is of states', async () => {
  const { data, rows } = await overview(500)
  expect([data.crowd, data.impact.level, data.oblasts]).toEqual([500, 1, null])
  expect(rows.inside).toBeNull()
  expect(rows.regions).toHaveLength(56)
})
