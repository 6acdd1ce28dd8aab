import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ApiError, type ReadName, readApi } from '@/lib/client/read-api'
import { closeWorld, openWorld, send } from '../api/world'

const evening = 'asOf=2026-01-08T18:00:00Z&service=electricity&unit=connections'

beforeAll(async () => {
  await openWorld({ seed: 'records' })
  vi.stubGlobal('fetch', (address: string) => send(address))
})
afterAll(async () => {
  await closeWorld()
  vi.unstubAllGlobals()
})
afterEach(() => vi.restoreAllMocks())

/** An address for everything that can be read. */
const addresses: Record<ReadName, () => Promise<string>> = {
  incidents: async () => '/api/v1/incidents?limit=3',
  incident: async () => `/api/v1/incidents/${(await readApi('incidents', '/api/v1/incidents?limit=1')).data[0]?.id}`,
  observations: async () => '/api/v1/observations?limit=3',
  impact: async () => `/api/v1/impact?${evening}`,
  series: async () => '/api/v1/series?from=2026-01-07&to=2026-01-09&region=UA-12',
  regions: async () => '/api/v1/regions',
  topology: async () => '/api/v1/regions/geometry?format=topojson',
  changes: async () => '/api/v1/changes?limit=3',
}

describe('the client', () => {
  it.each(Object.keys(addresses) as ReadName[])('reads %s as the server says it', async (name) => {
    const address = await addresses[name]()
    expect(await readApi(name, address)).toEqual(await (await send(address)).json())
  })

  it('gives the problem of an error', async () => {
    const error = await readApi('impact', '/api/v1/impact?colour=red').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 400, problem: { type: '/problems/invalid-parameter', errors: [{ path: 'colour' }] } })
  })

  it('takes an error that is no problem, and an answer that is none', async () => {
    const gateway = new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'Content-Type': 'text/html' } })
    vi.stubGlobal('fetch', async () => gateway)
    await expect(readApi('impact', '/api/v1/impact')).rejects.toMatchObject({ status: 502, problem: null })
    vi.stubGlobal('fetch', async () => Response.json({ data: 'none' }))
    await expect(readApi('impact', '/api/v1/impact')).rejects.toMatchObject({ name: 'ZodError' })
  })
})
