import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import { IncidentSeries } from '@/lib/schema/incident-series'
import { IncidentQuery } from '@/lib/schema/query'
import type { Context } from '@/lib/service/context'
import { getIncident } from '@/lib/service/get-incident'
import { getIncidentSeries } from '@/lib/service/get-incident-series'
import { listIncidents } from '@/lib/service/list-incidents'
import { seedRecords } from '@/lib/service/seed-records'
import { openStore } from '@/lib/store/open'

let ctx: Context
beforeAll(async () => {
  const settings = readSettings({ DATA_DIR: await mkdtemp(join(tmpdir(), 'outage-ledger-series-')) })
  const store = await openStore(settings)
  ctx = { store, clock: () => '2026-11-22T12:00:00.000Z', actor: { role: 'system', key: null }, territory: loadTerritory('ua'), settings }
  await seedRecords(ctx)
})
afterAll(async () => {
  await ctx.store.close()
  await rm(ctx.settings.dataDir, { recursive: true, force: true })
})

async function seriesOfIncident(q: string): Promise<IncidentSeries> {
  const [found] = (await listIncidents(ctx, IncidentQuery.parse({ q }))).data
  if (!found) throw new Error(`${q} is not among the shipped records`)
  return getIncidentSeries(ctx, await getIncident(ctx, found.id))
}

describe('the counts of an incident over time', () => {
  it('tells one region in one unit as steps with its range, and every source of it', async () => {
    const { lines } = await seriesOfIncident('near-total blackout of both oblasts')
    const line = lines.find(
      ({ service, measure, unit, regions }) => [service, measure, unit, ...regions].join(' ') === 'electricity without customers UA-12',
    )
    expect(
      line?.steps.filter(({ standing }) => standing === 'reported').map(({ from, low, best, high }) => ({ from, low, best, high })),
    ).toContainEqual({
      from: '2026-01-07T22:00:00.000Z',
      ...{ low: 600_000, best: 600_000, high: 800_000 },
    })
    const told = line?.points.map(({ role, best, place }) => [role, best, place])
    expect(told).toContainEqual(['line', 600_000, null])
    expect(told).toContainEqual(['alternative', 800_000, null])
    expect(told).toContainEqual(['part', 38_983, 'Kryvyi Rih'])
  })

  it('shows those who came back as points, and never as a line', async () => {
    const { lines } = await seriesOfIncident('near-total blackout of both oblasts')
    const back = lines.filter(({ measure }) => measure === 'reconnected')
    expect(back.length).toBeGreaterThan(0)
    expect(back.flatMap(({ steps }) => steps)).toEqual([])
    expect(new Set(back.flatMap(({ points }) => points.map(({ role }) => role)))).toEqual(new Set(['aside']))
  })

  it('keeps a replaced figure as a point that no line runs through', async () => {
    const { lines } = await seriesOfIncident('Combined overnight strike on Zaporizhzhia')
    const points = lines.flatMap((line) => line.points)
    expect(points.filter(({ role }) => role === 'superseded').map(({ best }) => best)).toEqual([67])
    expect(lines.flatMap(({ steps }) => steps.map(({ best }) => best))).not.toContain(67)
  })

  it('is whole for every shipped incident: steps touch, fill the period, and no gap has a number', async () => {
    for (const { id } of (await listIncidents(ctx, IncidentQuery.parse({ limit: '1000' }))).data) {
      const series = IncidentSeries.parse(await getIncidentSeries(ctx, await getIncident(ctx, id)))
      for (const { steps, points } of series.lines) {
        expect(points.length).toBeGreaterThan(0)
        expect(points.every(({ from }) => from >= series.from)).toBe(true)
        if (steps.length === 0) continue
        expect([steps[0]?.from, steps.at(-1)?.until]).toEqual([series.from, series.to])
        steps.slice(1).forEach((step, at) => {
          expect(step.from).toBe(steps[at]?.until)
        })
        for (const { standing, low, best, high } of steps)
          if (standing === 'stale' || standing === 'notReported') expect([low, best, high]).toEqual([null, null, null])
      }
    }
  })
})
