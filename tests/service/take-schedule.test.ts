import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { calendarOf } from '@/lib/export/calendar'
import { feedReader } from '@/lib/export/feed-reader'
import type { Announcer, Schedule } from '@/lib/ingest/schedule'
import { loadTerritory } from '@/lib/regions/territory'
import { CalendarQuery, IncidentQuery } from '@/lib/schema/query'
import type { Context } from '@/lib/service/context'
import { getCalendar } from '@/lib/service/get-calendar'
import { getIncident } from '@/lib/service/get-incident'
import { listIncidents } from '@/lib/service/list-incidents'
import { reviewIncident } from '@/lib/service/review-incident'
import { takeSchedule } from '@/lib/service/take-schedule'
import { openStore } from '@/lib/store/open'

const territory = loadTerritory('ua')
const announcer: Announcer = {
  operator: 'The operator',
  region: { code: 'UA-05', name: 'Vinnytsia region', zone: 'Europe/Kyiv' },
  url: 'https://example.org/schedule.json',
}
const tomorrow: Schedule = {
  day: '2025-12-14',
  holds: true,
  groups: [{ name: '1.1', without: [[240, 360]], possibly: [] }],
  publishedAt: '2025-12-13T10:00:00.000Z',
}
const other: Schedule = { ...tomorrow, groups: [{ name: '1.1', without: [[240, 420]], possibly: [] }] }
const free: Schedule = { ...tomorrow, groups: [{ name: '1.1', without: [], possibly: [] }] }

let dataDir: string
let ctx: Context
let now = '2025-12-13T12:00:00.000Z'

beforeEach(async () => {
  now = '2025-12-13T12:00:00.000Z'
  dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-schedule-'))
  const settings = readSettings({ DATA_DIR: dataDir })
  ctx = { store: await openStore(settings), clock: () => now, actor: { role: 'system', key: null }, territory, settings }
})
afterEach(async () => {
  await ctx.store.close()
  await rm(dataDir, { recursive: true, force: true })
})

const take = (schedule: Schedule) => takeSchedule(ctx, 'voe', announcer, schedule)
const all = async () => (await listIncidents(ctx, IncidentQuery.parse({}))).data

it('is an incident that is public at once, though its day is still to come', async () => {
  expect(await take(tomorrow)).toBe('announced')
  expect(await all()).toMatchObject([{ kind: 'scheduled', start: { time: '2025-12-14', precision: 'day' }, regions: ['UA-05'] }])
})

it('adds nothing when it says the same, however often', async () => {
  await take(tomorrow)
  const seq = (await ctx.store.head())?.seq
  now = '2025-12-13T13:00:00.000Z'
  expect(await take({ ...tomorrow, publishedAt: now })).toBe('same')
  expect((await ctx.store.head())?.seq).toBe(seq)
})

it('is corrected by a report that supersedes the one before', async () => {
  await take(tomorrow)
  now = '2025-12-13T13:00:00.000Z'
  expect(await take(other)).toBe('revised')
  const [{ id } = { id: '' }] = await all()
  const { reports } = await getIncident(ctx, id, now)
  expect(
    reports.map(({ supersedes, supersededBy, observations }) => [
      supersedes !== null,
      supersededBy !== null,
      observations[0]?.quantityText,
    ]),
  ).toEqual(
    expect.arrayContaining([
      [false, true, '04:00–06:00'],
      [true, false, '04:00–07:00'],
    ]),
  )
  expect(reports).toHaveLength(2)
})

it('is taken back where no hours are left, and announced anew where some are again', async () => {
  expect(await take(free)).toBe('nothing')
  await take(tomorrow)
  now = '2025-12-13T13:00:00.000Z'
  expect(await take(free)).toBe('withdrawn')
  expect(await all()).toEqual([])
  expect(await take(free)).toBe('nothing')
  now = '2025-12-13T14:00:00.000Z'
  expect(await take(tomorrow)).toBe('announced')
  expect(await all()).toHaveLength(1)
})

it('stays away where an editor has put it away', async () => {
  await take(tomorrow)
  const [{ id } = { id: '' }] = await all()
  const editor: Context = { ...ctx, actor: { role: 'editor', key: 'tests' } }
  await reviewIncident(editor, { id, request: { decision: 'retract', reason: 'Not a schedule.' } })
  expect(await take(other)).toBe('same')
  expect(await all()).toEqual([])
})

it('is refused for a day that lies too far ahead', async () => {
  await expect(take({ ...tomorrow, day: '2025-12-20' })).rejects.toMatchObject({ problem: 'invalid-record' })
})

it('stands in the calendar on its day, and is cancelled there when it is taken back', async () => {
  const calendar = async () => {
    const query = CalendarQuery.parse({ kind: ['scheduled'], region: ['UA-05'] })
    const site = new URL('https://ledger.example')
    return calendarOf(await getCalendar(ctx, query), feedReader(territory, { site, path: '/api/v1/calendar.ics', query }))
  }
  await take(tomorrow)
  const shown = (await calendar()).replaceAll('\r\n ', '')
  expect(shown).toContain('SUMMARY:Scheduled outages\\, Vinnytsia region\\, 2025-12-14 (The operator)')
  expect(shown).toContain('DTSTART;VALUE=DATE:20251214')
  expect(shown).toContain('STATUS:CONFIRMED')
  now = '2025-12-13T13:00:00.000Z'
  await take(free)
  expect(await calendar()).toContain('STATUS:CANCELLED')
})
