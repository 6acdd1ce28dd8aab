import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { guardedGet } from '@/lib/outgoing/guarded-get'
import { loadTerritory } from '@/lib/regions/territory'
import { type FeedSource, FeedSources } from '@/lib/schema/feed-source'
import { IncidentQuery } from '@/lib/schema/query'
import { FeedRounds } from '@/lib/service/feed-rounds'
import type { Poller } from '@/lib/service/feed-takers'
import { getFeedsTold } from '@/lib/service/get-feeds-told'
import { listFeeds } from '@/lib/service/list-feeds'
import { listIncidents } from '@/lib/service/list-incidents'
import { pauseAfter, pollFeed } from '@/lib/service/poll-feed'
import { openStore } from '@/lib/store/open'
import { addHours } from '@/lib/time/interval'
import { Receiver } from '../outgoing/receiver'

const fixture = (name: string) => readFile(join('tests/ingest/fixtures', name))
let source: Receiver
let dataDir: string
let poller: Poller
let now: string

/** A ledger of a territory, and a source on this machine that it may ask. */
async function begin(territory: 'ua' | 'us', at: string) {
  now = at
  const settings = readSettings({ DATA_DIR: dataDir, TERRITORY: territory })
  const store = await openStore(settings)
  const get = guardedGet(['127.0.0.1/32'])
  const actor = { role: 'system', key: 'feed/tests' } as const
  poller = { store, clock: () => now, actor, territory: loadTerritory(territory), settings, get, random: () => 0.5 }
}

beforeEach(async () => {
  source = await new Receiver().open()
  dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-polls-'))
})
afterEach(async () => {
  await poller.store.close()
  await source.close()
  await rm(dataDir, { recursive: true, force: true })
})

const schedule = (): FeedSource => ({
  feed: 'dtek-schedule',
  id: 'voe',
  url: `${source.url()}?key=secret`,
  everyMinutes: 10,
  operator: 'The operator',
  region: 'UA-05',
  page: 'https://example.org/schedule',
})
const minutes = (count: number) => addHours(now, count / 60)
const standing = async () => (await poller.store.polls.list())[0]

describe('a schedule that is asked for', () => {
  beforeEach(() => begin('ua', '2025-12-11T08:00:00.000Z'))

  it('is taken in, asked for again with what it was known by, and left as it is where it is the same', async () => {
    const body = await fixture('dtek-schedule/two-days.json')
    source.answer = (response, { headers }) =>
      headers['if-none-match'] === '"one"' ? response.writeHead(304).end() : response.writeHead(200, { ETag: '"one"' }).end(body)
    expect(await pollFeed(poller, schedule())).toBe('taken')
    expect(await pollFeed(poller, schedule())).toBe('notDue')
    const incidents = await listIncidents(poller, IncidentQuery.parse({}))
    expect(incidents.data).toMatchObject([{ kind: 'scheduled', start: { time: '2025-12-11', precision: 'day' } }])
    const seq = (await poller.store.head())?.seq
    now = minutes(10)
    expect(await pollFeed(poller, schedule())).toBe('taken')
    expect(source.received.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"'])
    expect((await poller.store.head())?.seq).toBe(seq)
    expect(await standing()).toMatchObject({ goodAt: now, failure: null, dueAt: minutes(10) })
  })

  it('keeps what was good when it fails, and is left alone for longer each time', async () => {
    const body = await fixture('dtek-schedule/two-days.json')
    source.answer = (response) => response.writeHead(200).end(body)
    await pollFeed(poller, schedule())
    const goodAt = now
    source.answer = (response) => response.writeHead(500).end()
    for (const [failures, pause] of [
      [1, 10],
      [2, 20],
      [3, 40],
    ] as const) {
      now = (await standing())?.dueAt ?? now
      expect(await pollFeed(poller, schedule())).toBe(500)
      expect(await standing()).toMatchObject({ goodAt, failure: 500, failures, dueAt: minutes(pause) })
    }
    expect((await listIncidents(poller, IncidentQuery.parse({}))).total).toBe(1)
  })

  it('of a day too far ahead is counted, and keeps no other back', async () => {
    await poller.store.close()
    await begin('ua', '2023-01-01T08:00:00.000Z')
    const body = await fixture('dtek-schedule/two-days.json')
    source.answer = (response) => response.writeHead(200).end(body)
    expect(await pollFeed(poller, schedule())).toBe('taken')
    expect((await standing())?.aside).toMatchObject([
      { field: 'day', records: 1 },
      { field: 'fact', records: 1 },
    ])
  })

  it('is left alone for as long as it asks', async () => {
    source.answer = (response) => response.writeHead(429, { 'Retry-After': '7200' }).end()
    expect(await pollFeed(poller, schedule())).toBe(429)
    expect((await standing())?.dueAt).toBe(minutes(120))
  })

  it.each([
    ['layout', '<html>'],
    ['refused', '{}', { region: 'UA-99' }],
  ] as [string, string, { region?: string }?][])('is told to have failed: %s', async (failure, body, other = {}) => {
    source.answer = (response) => response.writeHead(200).end(body)
    expect(await pollFeed(poller, { ...schedule(), ...other } as FeedSource)).toBe(failure)
    expect(await poller.store.head()).toBeNull()
  })

  it('is told of without its address, which may hold a key', async () => {
    poller = { ...poller, settings: { ...poller.settings, feeds: [schedule()] } }
    source.answer = (response) => response.writeHead(503).end()
    await pollFeed(poller, schedule())
    const told = await getFeedsTold(poller)
    expect(told).toMatchObject([{ id: 'voe', name: 'The operator', standing: null, poll: { failure: 503, failures: 1 } }])
    expect(JSON.stringify(told)).not.toContain('secret')
  })
})

describe('a file of records that is asked for', () => {
  it('goes through the import of every file, once', async () => {
    await begin('ua', '2026-11-22T12:00:00.000Z')
    const lines = (await readFile('data/records/ua-observations.jsonl', 'utf8')).split('\n').slice(0, 20).join('\n')
    source.answer = (response) => response.writeHead(200).end(lines)
    const records: FeedSource = { feed: 'records', id: 'partner', url: source.url(), everyMinutes: 60, type: 'jsonl', mapping: null }
    expect(await pollFeed(poller, records)).toBe('taken')
    expect((await poller.store.imports.runs())[0]).toMatchObject({ rows: 20, accepted: 20, finished: true })
    const seq = (await poller.store.head())?.seq
    now = minutes(60)
    expect(await pollFeed(poller, records)).toBe('taken')
    expect((await poller.store.head())?.seq).toBe(seq)
  })
})

describe('records of ODIN', () => {
  const odin = (): FeedSource => ({ feed: 'odin', id: 'odin', url: source.url(), everyMinutes: 15 })
  const record = (_: unknown, i: number) => ({ communitydescriptor: i % 2 === 0 ? '06037' : '01001', metersaffected: 1 })

  it('are read page by page into one snapshot', async () => {
    await begin('us', '2026-06-24T02:15:00.000Z')
    const records = Array.from({ length: 250 }, record)
    source.answer = (response, { path }) => {
      const offset = Number(new URL(path, 'http://source').searchParams.get('offset'))
      response.writeHead(200).end(JSON.stringify({ total_count: records.length, results: records.slice(offset, offset + 100) }))
    }
    expect(await pollFeed(poller, odin())).toBe('taken')
    expect(source.received).toHaveLength(3)
    expect(await listFeeds(poller)).toMatchObject([{ id: 'odin', lastTime: now, asked: 3231, answered: 2 }])
  })

  it('that are not taken in are counted by their reasons', async () => {
    await begin('us', '2026-06-24T02:15:00.000Z')
    const results = [
      { communitydescriptor: '06037', metersaffected: 1 },
      { communitydescriptor: '99999', metersaffected: 1 },
    ]
    const unread = [
      { communitydescriptor: '06037', metersaffected: 'NULL' },
      { communitydescriptor: '01001', metersaffected: null },
    ]
    const answer = { total_count: 4, results: [...results, ...unread] }
    source.answer = (response) => response.writeHead(200).end(JSON.stringify(answer))
    expect(await pollFeed(poller, odin())).toBe('taken')
    expect((await standing())?.aside).toEqual([
      { field: 'metersaffected', reason: 'is not given', records: 2 },
      { field: 'communitydescriptor', reason: 'is not a county of this territory', records: 1 },
    ])
  })

  it('are not asked for in a ledger of another territory', async () => {
    await begin('ua', '2026-06-24T02:15:00.000Z')
    expect(await pollFeed(poller, odin())).toBe('refused')
    expect(source.received).toEqual([])
  })

  it('that change while they are read give none', async () => {
    await begin('us', '2026-06-24T02:15:00.000Z')
    let total = 150
    source.answer = (response) =>
      response.writeHead(200).end(JSON.stringify({ total_count: total++, results: Array.from({ length: 100 }, record) }))
    expect(await pollFeed(poller, odin())).toBe('layout')
    expect(await listFeeds(poller)).toEqual([])
  })
})

describe('rounds', () => {
  it('ask every source that is due, whatever becomes of the others, and name the source in the ledger', async () => {
    await begin('ua', '2025-12-11T08:00:00.000Z')
    const body = await fixture('dtek-schedule/two-days.json')
    source.answer = (response, { path }) => (path.startsWith('/broken') ? response.writeHead(404).end() : response.writeHead(200).end(body))
    const broken = { ...schedule(), id: 'broken', url: source.url('127.0.0.1', '/broken') }
    const told: [string | undefined, unknown][] = []
    const rounds = new FeedRounds(poller, [broken, schedule()], (of, outcome) => told.push([of?.id, outcome]))
    await rounds.round()
    await rounds.round()
    expect(told).toEqual([
      ['broken', 404],
      ['voe', 'taken'],
    ])
    const [{ id } = { id: '' }] = (await listIncidents(poller, IncidentQuery.parse({}))).data
    expect((await poller.store.editorView().record(id)) ?? {}).toMatchObject({ history: [{ verb: 'incident.created' }, {}] })
  })
})

describe('the pause after failures', () => {
  it('grows with them, is never longer than six hours and a half more, and differs by chance', async () => {
    await begin('ua', '2025-12-11T08:00:00.000Z')
    const failures = fc.integer({ min: 1, max: 200 })
    const every = fc.integer({ min: 1, max: 1440 })
    fc.assert(
      fc.property(failures, every, fc.double({ min: 0, max: 0.999, noNaN: true }), (count, minutesBetween, chance) => {
        const pause = pauseAfter(count, minutesBetween, () => chance)
        expect(pause).toBeGreaterThanOrEqual(minutesBetween * 0.75)
        expect(pause).toBeLessThanOrEqual(Math.max(360, minutesBetween) * 1.25)
        expect(pauseAfter(count + 1, minutesBetween, () => chance)).toBeGreaterThanOrEqual(pause)
      }),
    )
    expect(pauseAfter(1, 10, () => 0)).toBeLessThan(pauseAfter(1, 10, () => 0.9))
  })
})

describe('what names sources', () => {
  it('is read with its address and how often, and refused with what is wrong', async () => {
    await begin('ua', '2025-12-11T08:00:00.000Z')
    expect(FeedSources.parse([{ feed: 'odin', id: 'odin', url: 'https://example.org' }])).toMatchObject([{ everyMinutes: 15 }])
    for (const wrong of [
      [{ feed: 'odin', id: 'odin', url: 'ftp://example.org' }],
      [{ feed: 'else', id: 'odin', url: 'https://example.org' }],
      [{ feed: 'odin', id: 'odin', url: 'https://example.org', everyMinutes: 0 }],
      [{ feed: 'dtek-schedule', id: 'voe', url: 'https://example.org' }],
      [{ feed: 'dtek-schedule', id: 'voe', url: 'http://10.0.0.7/', operator: 'The operator', region: 'UA-05' }],
      Array.from({ length: 2 }, () => ({ feed: 'odin', id: 'odin', url: 'https://example.org' })),
    ])
      expect(FeedSources.safeParse(wrong).success).toBe(false)
  })
})
