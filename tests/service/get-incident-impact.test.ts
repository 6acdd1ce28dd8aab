import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import { IncidentQuery } from '@/lib/schema/query'
import type { Context } from '@/lib/service/context'
import { getIncidentImpact } from '@/lib/service/get-incident-impact'
import { listIncidents } from '@/lib/service/list-incidents'
import { seedRecords } from '@/lib/service/seed-records'
import { openStore } from '@/lib/store/open'

let ctx: Context
beforeAll(async () => {
  const settings = readSettings({ DATA_DIR: await mkdtemp(join(tmpdir(), 'outage-ledger-incident-')) })
  const store = await openStore(settings)
  ctx = { store, clock: () => '2026-11-22T12:00:00.000Z', actor: { role: 'system', key: null }, territory: loadTerritory('ua'), settings }
  await seedRecords(ctx)
})
afterAll(async () => {
  await ctx.store.close()
  await rm(ctx.settings.dataDir, { recursive: true, force: true })
})

it('tells an incident by its own reports alone, at its last word', async () => {
  const { data: incidents } = await listIncidents(ctx, IncidentQuery.parse({ q: 'near-total blackout of both oblasts' }))
  const [incident] = incidents
  if (!incident) throw new Error('the incident is not among the shipped records')
  const { asOf, data, reasons } = await getIncidentImpact(ctx, incident)
  // The last word is of 9 January, a day in Kyiv.
  expect(asOf).toBe('2026-01-09T21:59:59.999Z')
  const told = Object.fromEntries(
    data.map(({ region, service, standing, low, best, high, unit }) => [`${region} ${service}`, { standing, low, best, high, unit }]),
  )
  expect(told['UA-12 electricity']).toEqual({ standing: 'reported', low: 600_000, best: 600_000, high: 800_000, unit: 'customers' })
  expect(told['UA-23 electricity']).toMatchObject({ standing: 'restored', best: 0 })
  expect(told['UA-12 water']).toMatchObject({ standing: 'restored', best: 0 })
  // Partly restored comes after out, though the minister's figure is the larger.
  const [chosen] = data.find(({ region, service }) => region === 'UA-12' && service === 'electricity')?.basis ?? []
  expect(reasons.get(chosen?.observation ?? '')).toBe('state')
  expect(data.flatMap(({ incidents: own }) => own).filter((id) => id !== incident.id)).toEqual([])
})
