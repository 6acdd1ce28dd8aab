import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { eagleI } from '@/lib/ingest/eagle-i'
import { loadTerritory } from '@/lib/regions/territory'
import { ReadingsQuery } from '@/lib/schema/query'
import type { ReadingStep } from '@/lib/schema/reading'
import type { Context } from '@/lib/service/context'
import { exportReadings, listReadings } from '@/lib/service/list-readings'
import { takeSnapshots } from '@/lib/service/take-snapshots'
import { openStore } from '@/lib/store/open'

const territory = loadTerritory('us')
const counties = territory.children('US-TX').map(({ code }) => code)
const quarter = 900_000
const first = Date.parse('2026-11-20T00:00:00Z')
const timeOf = (run: number) => new Date(first + run * quarter).toISOString()
const now = timeOf(200)
let ctx: Context

beforeEach(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-list-readings-'))
  const settings = readSettings({ DATA_DIR: dataDir, TERRITORY: 'us' })
  ctx = { store: await openStore(settings), clock: () => now, actor: { role: 'system', key: null }, territory, settings }
})
afterEach(async () => {
  await ctx.store.close()
  await rm(ctx.settings.dataDir, { recursive: true, force: true })
})

type Told = Map<number, (number | null)[]>

/** Takes in what each of some counties said in each run; null is no answer. */
async function take(told: Told, at: Context = ctx): Promise<void> {
  async function* snapshots() {
    for (const [run, values] of told) {
      const readings = values.flatMap((value, i) => (value === null ? [] : [{ region: counties[i] ?? '', value, served: 100 + i }]))
      yield { time: timeOf(run), asked: counties.slice(0, values.length), readings }
    }
  }
  await takeSnapshots(at, eagleI, snapshots(), 'tests')
}

const query = (asked: Record<string, unknown> = {}) => ReadingsQuery.parse({ from: timeOf(0), to: now, ...asked })

async function walked(limit: number, asked: Record<string, unknown> = {}): Promise<ReadingStep[]> {
  const steps: ReadingStep[] = []
  let cursor: string | undefined
  do {
    const page = await listReadings(ctx, query({ ...asked, limit, ...(cursor && { cursor }) }))
    expect(page.data.length).toBeLessThanOrEqual(limit)
    steps.push(...page.data)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return steps
}

const valueIn = (steps: readonly ReadingStep[], region: string, time: string) =>
  steps.filter((step) => step.region === region && step.since <= time && time <= step.until).map(({ out }) => out)

it('tells at every snapshot what every area said, page by page and as a whole', async () => {
  const value = fc.constantFrom(null, 0, 3, 3, 3, 8)
  const runs = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 8, maxLength: 25 }).map((times) => times.sort((a, b) => a - b))
  const [times = []] = fc.sample(runs, { numRuns: 1, seed: 5 })
  const told: Told = new Map(times.map((run, at) => [run, fc.sample(value, { numRuns: 130, seed: 100 + at })]))
  await take(told)
  const steps = await walked(1000)
  expect(steps.length).toBeGreaterThan(200)
  for (const [run, values] of told)
    for (const [i, said] of values.entries()) expect(valueIn(steps, counties[i] ?? '', timeOf(run))).toEqual(said === null ? [] : [said])
  expect(await walked(7)).toEqual(steps)
  const whole: ReadingStep[] = []
  const { limit: _limit, cursor: _cursor, ...everything } = query()
  for await (const piece of (await exportReadings(ctx, everything)).pieces) whole.push(...piece)
  expect(whole).toEqual(steps)
  const [some = ''] = counties
  expect(await walked(50, { region: [some] })).toEqual(steps.filter(({ region }) => region === some))
})

it('says of how much of its time a step was read, and cuts it to the period', async () => {
  await take(new Map([0, 1, 2, 4, 8].map((run) => [run, [5]])))
  expect(await walked(10)).toMatchObject([
    { region: counties[0], since: timeOf(0), until: timeOf(8), out: 5, served: 100, coverage: 5 / 9 },
  ])
  expect(await walked(10, { from: timeOf(5) })).toMatchObject([{ since: timeOf(4), until: timeOf(8), coverage: 2 / 5 }])
  expect(await walked(10, { from: timeOf(30) })).toEqual([])
})

it('keeps back what is under hold, and the feed of which nothing else is there', async () => {
  const held = { ...ctx, settings: { ...ctx.settings, readingHoldHours: 3 } }
  await take(new Map([[195, [5]]]), held)
  await expect(listReadings(ctx, query({ feed: ['eagle-i'] }))).rejects.toMatchObject({ problem: 'invalid-parameter' })
  expect(await walked(10)).toEqual([])
  await take(new Map([[180, [4]]]), held)
  expect((await walked(10)).map(({ out }) => out)).toEqual([4])
})

it('tells what was known before a correction', async () => {
  await take(new Map([[10, [5]]]), { ...ctx, clock: () => timeOf(11) })
  const { limit: _limit, cursor: _cursor, ...everything } = query()
  const { state } = await exportReadings(ctx, everything)
  await take(new Map([[10, [6]]]), { ...ctx, clock: () => timeOf(13) })
  expect((await exportReadings(ctx, everything)).state).not.toBe(state)
  expect((await walked(10)).map(({ out }) => out)).toEqual([6])
  expect((await walked(10, { knownAt: timeOf(12) })).map(({ out }) => out)).toEqual([5])
})

it.each([
  ['a region that is not there', { region: ['US-QQ'] }],
  ['a period longer than the most', { from: '2026-01-01' }],
  ['a period that ends before it begins', { from: '2026-11-21', to: '2026-11-20T00:00:00Z' }],
])('refuses %s', async (_name, asked) => {
  await expect(listReadings(ctx, query(asked))).rejects.toMatchObject({ problem: 'invalid-parameter' })
})

it('refuses a cursor of another list', async () => {
  const cursor = Buffer.from(JSON.stringify(['o', now, '01KESQ3VJ8Z0T8JX2M6W4RB7NC', 1])).toString('base64url')
  await expect(listReadings(ctx, query({ cursor }))).rejects.toThrow('The cursor was not given out for this list.')
})
