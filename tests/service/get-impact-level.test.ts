import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { eagleI } from '@/lib/ingest/eagle-i'
import { loadTerritory } from '@/lib/regions/territory'
import { ImpactQuery, SeriesQuery } from '@/lib/schema/query'
import { services } from '@/lib/schema/vocabulary'
import type { Context } from '@/lib/service/context'
import { getImpact } from '@/lib/service/get-impact'
import { getImpactLevel } from '@/lib/service/get-impact-level'
import { getSeries } from '@/lib/service/get-series'
import { listToldRegions } from '@/lib/service/list-told-regions'
import { seedRecords } from '@/lib/service/seed-records'
import { takeSnapshots } from '@/lib/service/take-snapshots'
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

describe('a question about a smaller region at the level above', () => {
  it('is answered with nothing, and not with all others', async () => {
    const [raion = ''] = ctx.territory.widen(['UA-12']).filter((code) => code !== 'UA-12')
    const asOf = '2026-01-08T16:00:00Z'
    const { data, totals } = await getImpact(ctx, ImpactQuery.parse({ region: [raion], asOf }))
    expect([data, totals.reported]).toEqual([[], 0])
    const series = await getSeries(ctx, SeriesQuery.parse({ region: [raion], from: '2026-01-07', to: '2026-01-09', step: 'day' }))
    expect(series.buckets.flatMap(({ regions }) => Object.keys(regions))).toEqual([])
    expect(series.buckets.map(({ total }) => total.reported)).toEqual(series.buckets.map(() => 0))
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

describe('how long a region has been out by the readings of a feed', () => {
  const territory = loadTerritory('us')
  const states = territory.regions.filter(({ level, code }) => level === 1 && territory.children(code).length > 1).slice(0, 12)
  const halfHours = 3 * 48 + 13
  const end = Date.parse('2026-11-22T11:30:00Z')
  /** What an area says over half-hours: mostly out, sometimes back or silent, for long or for a moment. */
  const said = fc.array(fc.record({ value: fc.constantFrom(7, 7, 7, 0, null), times: fc.integer({ min: 1, max: 60 }) }), { minLength: 1 })
  const overTime = said.map((parts) => {
    const values = parts.flatMap(({ value, times }) => Array<number | null>(times).fill(value))
    return Array.from({ length: halfHours }, (_, at) => values[at] ?? 7)
  })

  it('is the same by days as hour by hour', async () => {
    const settings = readSettings({ DATA_DIR: await mkdtemp(join(tmpdir(), 'outage-ledger-level-')), TERRITORY: 'us' })
    const store = await openStore(settings)
    const at = new Date(end).toISOString()
    const us: Context = { store, clock: () => at, actor: { role: 'system', key: null }, territory, settings }
    const told = fc.sample(overTime, { numRuns: states.length * 2, seed: 41 })
    const areas = states.flatMap(({ code }, i) =>
      territory
        .children(code)
        .slice(0, 2)
        .map((area, n) => ({ area, values: told[2 * i + n] })),
    )
    async function* snapshots() {
      for (let half = 0; half < halfHours; half++) {
        const readings = areas.flatMap(({ area, values }) => {
          const value = values?.[half] ?? null
          return value === null ? [] : [{ region: area.code, value, served: 100 }]
        })
        const time = new Date(end - (halfHours - 1 - half) * 1_800_000).toISOString()
        yield { time, asked: areas.map(({ area }) => area.code), readings }
      }
    }
    await takeSnapshots(us, eagleI, snapshots(), 'tests')
    const hours: number[] = []
    for (const { code } of [...states, ...areas.map(({ area }) => area)]) {
      const query = ImpactQuery.parse({ region: [code], level: territory.find(code)?.level, asOf: at })
      const rows = (await getImpact(us, query)).data.map((row) => ({ ...row, share: { low: 0.5, best: 0.5, high: 0.5, over: false } }))
      const answer = await getImpactLevel(us, query, rows, at)
      const series = await getSeries(us, { ...query, step: 'hour' })
      const points = series.buckets.map(({ regions }) => regions[code]).reverse()
      const gap = points.findIndex((point) => point?.standing !== 'reported')
      const expected = points.slice(0, gap).reduce((sum, point) => sum + (point?.hoursCovered ?? 0), 0)
      if (answer.hours === null) expect(expected, code).toBe(0)
      else expect(answer.hours, code).toBeCloseTo(expected, 6)
      hours.push(answer.hours ?? 0)
    }
    // Some have been out for days, and some for hours.
    expect(Math.max(...hours)).toBeGreaterThan(48)
    expect(hours.filter((length) => length > 0 && length < 48).length).toBeGreaterThan(3)
    await store.close()
    await rm(settings.dataDir, { recursive: true, force: true })
  })
})
