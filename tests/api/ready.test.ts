import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { Readiness } from '@/lib/schema/answers'
import { Problem } from '@/lib/schema/problem'
import { context } from '@/lib/service/context'
import { sayLeaving } from '@/lib/service/leaving'
import { closeWorld, get, openWorld } from './world'

beforeAll(() => openWorld({ seed: 'none' }))
afterAll(closeWorld)

it('is told while the store answers, and kept by no cache', async () => {
  const answer = await get('/api/ready')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(Readiness.parse(await answer.json())).toEqual({ status: 'ready', store: 'embedded' })
})

it('is 503 with when to ask again once the process is about to end, while the rest is answered', async () => {
  sayLeaving()
  const answer = await get('/api/ready')
  expect(answer.status).toBe(503)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(Problem.parse(await answer.json()).type).toBe('/problems/unavailable')
  expect((await get('/api/health')).status).toBe(200)
  vi.stubGlobal('outageLedgerIsLeaving', false)
  expect((await get('/api/ready')).status).toBe(200)
})

it('is 503 where the store does not answer', async () => {
  const { store } = await context()
  await store.close()
  expect((await get('/api/ready')).status).toBe(503)
})
