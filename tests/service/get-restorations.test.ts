import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import type { Context } from '@/lib/service/context'
import { getRestorations } from '@/lib/service/get-restorations'
import { seedRecords } from '@/lib/service/seed-records'
import { openStore } from '@/lib/store/open'

let ctx: Context
beforeAll(async () => {
  const settings = readSettings({ DATA_DIR: await mkdtemp(join(tmpdir(), 'outage-ledger-restorations-')) })
  const store = await openStore(settings)
  ctx = { store, clock: () => '2026-11-22T12:00:00.000Z', actor: { role: 'system', key: null }, territory: loadTerritory('ua'), settings }
  await seedRecords(ctx)
})
afterAll(async () => {
  await ctx.store.close()
  await rm(ctx.settings.dataDir, { recursive: true, force: true })
})

const electricity = { service: 'electricity', compare: [], asOf: '2026-01-12T21:59:59.999Z' } as const

it('shows at most four incidents of the period, those with most to tell first', async () => {
  const { curves } = await getRestorations(ctx, electricity)
  expect(curves.length).toBeGreaterThan(1)
  expect(curves.length).toBeLessThanOrEqual(4)
  for (const { from, line } of curves) {
    expect(from > '2025-12-11T22:00:00.000Z').toBe(true)
    expect(line).toMatchObject({ service: 'electricity', measure: 'without' })
  }
})

it('shows what the reader chose, in that order, and offers the others', async () => {
  const { curves, others } = await getRestorations(ctx, electricity)
  const ids = curves.map(({ incident }) => incident)
  const compare = [ids[1], ids[0]].filter((id) => id !== undefined)
  const chosen = await getRestorations(ctx, { ...electricity, compare })
  expect(chosen.curves.map(({ incident }) => incident)).toEqual(compare)
  expect(chosen.others.map(({ incident }) => incident)).toEqual(expect.arrayContaining(others.map(({ incident }) => incident)))
  expect(chosen.others.some(({ incident }) => compare.includes(incident))).toBe(false)
})

it('passes over an incident that is not there', async () => {
  expect((await getRestorations(ctx, { ...electricity, compare: ['01ARZ3NDEKTSV4RRFFQ69G5FAV'] })).curves).toEqual([])
})

it('tells nothing that is later than the moment of the view', async () => {
  for (const asOf of ['2026-01-09T12:00:00.000Z', '2026-01-12T12:00:00.000Z']) {
    const { curves, others } = await getRestorations(ctx, { ...electricity, service: 'heating', asOf })
    const times = curves.flatMap(({ line }) => [
      ...(line?.steps.map(({ until }) => until) ?? []),
      ...(line?.points.map(({ from }) => from) ?? []),
    ])
    expect(times.length).toBeGreaterThan(0)
    expect(times.filter((time) => time > asOf)).toEqual([])
    expect(others.filter(({ start }) => start.time > asOf)).toEqual([])
  }
})
