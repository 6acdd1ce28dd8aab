import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import { InReview } from '@/lib/schema/answers'
import { Policy } from '@/lib/schema/policy'
import { closeProcessStore } from '@/lib/service/context'
import { asEditor, closeWorld, get, openWorld, post } from './world'

const policy = async () => Policy.parse(await (await get('/api/v1/policy')).json())
const old = { time: '2026-01-01T10:00:00Z', precision: 'hour' }

/** What becomes of an editor's record, and why it waits. */
async function reasonsFor(change: { place?: string; tier?: number; title?: string; quote?: string }): Promise<string[]> {
  const { place = null, tier = 2, title = 'A storm', quote = 'Some are without power' } = change
  const [observation] = exampleReport.observations
  const report = { ...exampleReport, quote, source: { ...exampleReport.source, tier }, observations: [{ ...observation, place }] }
  const response = await post(
    '/api/v1/incidents?allowDuplicate=true',
    { ...exampleIncident, title, start: old, reports: [report] },
    asEditor,
  )
  return response.status === 201 ? [] : InReview.parse(await response.json()).reasons
}

async function setTo(environment: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  await closeProcessStore()
}

describe('the policy', () => {
  beforeAll(() => openWorld({ seed: 'none' }))
  afterEach(() => setTo({ HOLD_HOURS_STRIKE: '', HOLD_HOURS_CYBER: '', PUBLISHING_TIERS: '', LINT_OFF: '', PLACE_RULE: '' }))
  afterAll(closeWorld)

  it('is told as it is without any setting', async () => {
    const told = await policy()
    expect(told.holdHours).toEqual({ strike: 3, weather: 0, technical: 0, scheduled: 0, cyber: 0, unknown: 0 })
    expect(told.tiers).toEqual([1, 2, 3, 4].map((tier) => ({ tier, suffices: tier !== 3 })))
    expect(told.lint.every(({ on }) => on)).toBe(true)
    expect(told.listedNames).toBeGreaterThan(50)
    expect(told).toMatchObject({ ownWords: 0, place: 'settlement' })
  })

  it('is told as this server is set', async () => {
    await setTo({ HOLD_HOURS_STRIKE: '12', HOLD_HOURS_CYBER: '2', PUBLISHING_TIERS: '1', LINT_OFF: 'hospital', PLACE_RULE: 'review' })
    const told = await policy()
    expect(told.holdHours).toMatchObject({ strike: 12, cyber: 2, weather: 0 })
    expect(told.tiers.filter(({ suffices }) => suffices)).toEqual([{ tier: 1, suffices: true }])
    expect(told.lint.filter(({ on }) => !on)).toEqual([{ rule: 'hospital', on: false }])
    expect(told.place).toBe('review')
  })

  it('keeps its tag while it is the same', async () => {
    const first = await get('/api/v1/policy')
    expect((await get('/api/v1/policy', { 'If-None-Match': first.headers.get('etag') ?? '' })).status).toBe(304)
  })

  it.each([
    ['a source that suffices', {}, { tier: 2 }, []],
    ['a source that does not suffice here', { PUBLISHING_TIERS: '1' }, { tier: 2 }, ['tier']],
    ['a hospital', {}, { quote: 'Mechnikov Hospital is on generators' }, ['hospital']],
    ['a hospital where that rule is off', { LINT_OFF: 'hospital' }, { quote: 'Mechnikov Hospital is on generators' }, []],
    ['a settlement', {}, { place: 'Zelenodolsk' }, []],
    ['a facility as a place', {}, { place: 'refinery' }, ['place']],
    ['a settlement where places wait', { PLACE_RULE: 'review' }, { place: 'Zelenodolsk' }, ['place']],
    ['a named plant in the title', {}, { title: 'Strike on Trypilska TPP' }, ['facility']],
  ] as const)('is what a record is held to: %s', async (_what, environment, change, expected) => {
    await setTo(environment)
    expect(await reasonsFor(change)).toEqual(expected)
  })
})
