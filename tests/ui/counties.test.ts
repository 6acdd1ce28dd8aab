import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { RegionViewQuery } from '@/app/_filters/region-view'
import { ViewQuery } from '@/app/_filters/view'
import { mapRows } from '@/app/[locale]/_overview/map-rows'
import { overviewData } from '@/app/[locale]/_overview/overview-data'
import { regionData } from '@/app/[locale]/regions/[code]/region-data'
import { readSettings } from '@/lib/config/settings'
import { countiesOf, eagleI } from '@/lib/ingest/eagle-i'
import { loadTerritory } from '@/lib/regions/territory'
import type { Context } from '@/lib/service/context'
import { getRegion } from '@/lib/service/get-region'
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

/** Takes in a snapshot in which some counties have so many customers out. */
async function tell(out: readonly (readonly [region: string, value: number])[], time = '2026-11-22T11:45:00.000Z'): Promise<void> {
  async function* one() {
    yield { time, asked: counties, readings: out.map(([region, value]) => ({ region, value, served: null })) }
  }
  await takeSnapshots(ctx, eagleI, one(), 'tests')
}

/** The overview of counties at a moment at which so many of them have told something. */
async function overview(told: number) {
  await tell(counties.slice(0, told).map((region, i) => [region, i + 1]))
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

it('the page of a state names its counties that told something, the most first', async () => {
  const view = RegionViewQuery.parse({ asOf: now })
  const state = async (code: string) => regionData(ctx, await getRegion(ctx, code), view)
  expect(await state('US-TX')).toMatchObject({ inside: [], wasTold: false })
  const before = '2026-11-22T08:00:00.000Z'
  await tell(
    [
      ['US48029', 9],
      ['US48015', 30],
    ],
    before,
  )
  await tell([
    ['US48113', 70],
    ['US48201', 900],
    ['US06037', 5],
  ])
  const texas = await state('US-TX')
  expect(texas.wasTold).toBe(true)
  expect(texas.inside.map(({ region, rows: [first] }) => [region.code, first?.standing, first?.best ?? first?.last?.best])).toEqual([
    ['US48201', 'reported', 900],
    ['US48113', 'reported', 70],
    ['US48015', 'stale', 30],
    ['US48029', 'stale', 9],
  ])
  expect(await state('US-NY')).toMatchObject({ inside: [], wasTold: false })
})
