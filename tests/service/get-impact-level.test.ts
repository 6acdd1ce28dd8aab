import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import { ImpactQuery } from '@/lib/schema/query'
import { services } from '@/lib/schema/vocabulary'
import type { Context } from '@/lib/service/context'
import { getImpact } from '@/lib/service/get-impact'
import { getImpactLevel } from '@/lib/service/get-impact-level'
import { listToldRegions } from '@/lib/service/list-told-regions'
import { seedRecords } from '@/lib/service/seed-records'
import { openStore } from '@/lib/store/open'

let ctx: Context
beforeAll(async () => {
  const settings = readSettings({ DATA_DIR: await mkdtemp(join(tmpdir(), 'outage-ledger-level-')) })
  const store = await openStore(settings)
  ctx = { store, clock: () => '2026-11-22T12:00:00.000Z', actor: { role: 'system', key: null }, territory: loadTerritory('ua'), settings }
  await seedRecords(ctx)
})
afterAll(async () => {
  await ctx.store.close()
  await rm(ctx.settings.dataDir, { recursive: true, force: true })
})

const levelAt = async (region: string, asOf: string) => {
  const query = ImpactQuery.parse({ region: [region], service: [...services], asOf })
  const { data, asOf: at } = await getImpact(ctx, query)
  return getImpactLevel(ctx, query, data, at)
}

describe('the impact level of a region', () => {
  it('is worked out from the largest share, how long it has lasted, and how many services are out', async () => {
    const told = await levelAt('UA-12', '2026-01-08T16:00:00Z')
    expect(told.service).toBe('electricity')
    expect(told.services).toEqual(['electricity', 'heating', 'water'])
    expect(told.share?.best).toBeCloseTo(600_000 / 1_190_956, 6)
    expect(told.hours).toBe(18)
    expect(told.serviceDays).toBeCloseTo(((600_000 / 1_190_956) * 18 * 3) / 24, 6)
    expect(told.level).toBe(3)
  })

  it('is not rated where nothing is reported out: unknown is never 0', async () => {
    for (const region of ['UA-43', 'UA-21', 'UA-51']) {
      expect(await levelAt(region, '2026-01-08T16:00:00Z')).toMatchObject({ level: null, services: [], hours: null, serviceDays: null })
    }
  })
})

describe('the regions that anything was ever said of', () => {
  it('leave out those that no record names, and those that were named only later', async () => {
    const told = await listToldRegions(ctx, ImpactQuery.parse({ asOf: '2026-01-08' }))
    expect(told.has('UA-12')).toBe(true)
    expect(told.has('UA-43')).toBe(false)
    const before = await listToldRegions(ctx, ImpactQuery.parse({ asOf: '2000-01-01' }))
    expect([...before]).toEqual([])
  })
})
