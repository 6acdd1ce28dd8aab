import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { exampleReport } from '@/lib/http/operations'
import { ChangePage } from '@/lib/schema/change'
import { JsonFeed } from '@/lib/schema/feed'
import { IncidentDetail } from '@/lib/schema/incident'
import { Report } from '@/lib/schema/report'
import { anIncident, asEditor, ask, postIncident } from '../server/client'
import { type RunningServer, startServer } from '../support/server'
import { readWithPython } from './read-with-python'
import { clientSuite } from './suite'

const entriesOfFeed = `
import sys, json, calendar, feedparser
feed = feedparser.parse(sys.argv[1])
seconds = lambda time: None if time is None else calendar.timegm(time)
print(json.dumps({
    'bozo': bool(feed.bozo), 'version': feed.version, 'status': feed.status, 'language': feed.feed.get('language'),
    'self': [link.href for link in feed.feed.links if link.rel == 'self'], 'updated': seconds(feed.feed.updated_parsed),
    'entries': [{'id': e.id, 'title': e.title, 'summary': e.summary, 'link': e.link, 'author': e.author,
                 'published': seconds(e.published_parsed), 'updated': seconds(e.updated_parsed)} for e in feed.entries]}))`
const ReadFeed = z.object({
  bozo: z.boolean(),
  version: z.string(),
  status: z.number(),
  language: z.string(),
  self: z.array(z.string()),
  updated: z.number(),
  entries: z.array(
    z.object({
      ...{ id: z.string(), title: z.string(), summary: z.string(), link: z.url(), author: z.string() },
      ...{ published: z.number(), updated: z.number() },
    }),
  ),
})

const eventsOfCalendar = `
import sys, json, urllib.request
from datetime import datetime
from icalendar import Calendar
calendar = Calendar.from_ical(urllib.request.urlopen(sys.argv[1]).read())
def told(time):
    if time is None: return None
    value = time.dt
    if not isinstance(value, datetime): return {'day': value.isoformat()}
    return {'instant': value.isoformat(), 'offset': None if value.utcoffset() is None else value.utcoffset().total_seconds()}
print(json.dumps({'errors': [str(error) for part in calendar.walk() for error in part.errors], 'version': str(calendar['version']),
    'events': [{
    'uid': str(e['uid']), 'summary': str(e['summary']), 'status': str(e['status']), 'sequence': int(e['sequence']),
    'location': str(e.get('location', '')), 'description': str(e.get('description', '')),
    'stamp': told(e['dtstamp']), 'modified': told(e['last-modified']), 'created': told(e['created']),
    'start': told(e['dtstart']), 'end': told(e.get('dtend'))} for e in calendar.walk('VEVENT')]}))`
const ReadTime = z.union([z.object({ day: z.iso.date() }), z.object({ instant: z.string(), offset: z.literal(0) })])
const ReadCalendar = z.object({
  errors: z.array(z.string()),
  version: z.string(),
  events: z.array(
    z.object({
      ...{ uid: z.string(), summary: z.string(), status: z.string(), sequence: z.number(), location: z.string(), description: z.string() },
      ...{ stamp: ReadTime, modified: ReadTime, created: ReadTime, start: ReadTime, end: ReadTime.nullable() },
    }),
  ),
})

const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000)
const urn = (id: string) => `urn:ulid:${id}`

clientSuite('readers of feeds and calendars', [{ python: 'feedparser' }, { python: 'icalendar' }], () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())
  const at = (path: string) => `${server.baseUrl}/api/v1/${path}`
  const readFeed = (query: string) => readWithPython(ReadFeed, entriesOfFeed, at(`feed.atom${query}`))
  const readCalendar = (query: string) => readWithPython(ReadCalendar, eventsOfCalendar, at(`calendar.ics${query}`))

  const post = async <S extends z.ZodType>(schema: S, path: string, body: unknown): Promise<z.output<S>> => {
    const headers = { 'Content-Type': 'application/json', ...asEditor }
    return schema.parse(await (await fetch(at(path), { method: 'POST', body: JSON.stringify(body), headers })).json())
  }
  /** An announced restriction in one region, published. */
  const announce = async (title: string): Promise<IncidentDetail> => {
    const body = anIncident({
      ...{ title, kind: 'scheduled' },
      start: { time: '2026-01-09T06:00:00Z', precision: 'hour' },
      end: { time: '2026-01-09T18:00:00Z', precision: 'hour' },
    })
    return IncidentDetail.parse(await (await postIncident(server.baseUrl, body, asEditor)).json())
  }
  const correct = ({ id, reports }: IncidentDetail, quote: string) =>
    post(Report, `incidents/${id}/reports`, {
      ...{ ...exampleReport, source: reports[0]?.source, observations: exampleReport.observations.slice(0, 1) },
      ...{ quote, supersedes: reports[0]?.id },
    })
  const review = (id: string, decision: object) => post(z.looseObject({ id: z.ulid() }), `incidents/${id}/review`, decision)

  describe('feedparser', () => {
    it.each(['en', 'uk'])('reads every entry of the feed without a complaint: %s', async (lang) => {
      const feed = await readFeed(`?limit=1000&lang=${lang}`)
      const { items } = await ask(JsonFeed, at(`feed.json?limit=1000&lang=${lang}`))
      expect(feed).toMatchObject({
        bozo: false,
        version: 'atom10',
        status: 200,
        language: lang,
        self: [expect.stringMatching(/feed\.atom\?limit=1000/)],
      })
      expect(items.length).toBeGreaterThan(100)
      expect(feed.entries).toEqual(
        items.map((item) => ({
          ...{ id: item.id, title: item.title, summary: item.content_text, link: item.url, author: item.authors[0]?.name },
          ...{ published: seconds(item.date_published), updated: seconds(item.date_modified) },
        })),
      )
    })

    it('reads times and ids that are those of the changes, and keep the id through a correction', async () => {
      const of = await announce('Hourly cuts, to be corrected')
      const [first] = (await readFeed('?q=to+be+corrected')).entries
      const right = await correct(of, 'Six hours and not four')
      const { bozo, entries, updated } = await readFeed('?q=to+be+corrected')
      const { data } = await ask(ChangePage, at('changes?limit=1000'))
      const madePublic = (report: string | undefined) => seconds(data.find((change) => change.report === report)?.time ?? '')
      expect(bozo).toBe(false)
      expect(entries).toMatchObject([
        {
          id: urn(of.reports[0]?.id ?? ''),
          published: first?.published,
          updated: madePublic(right.id),
          summary: expect.stringContaining('Six hours'),
        },
      ])
      expect(first).toMatchObject({ id: entries[0]?.id, updated: first?.published })
      expect(updated).toBe(entries[0]?.updated)
    })

    it('reads a feed with what was withdrawn, and one with nothing in it', async () => {
      const of = await announce('Cuts that were no cuts')
      await review(of.id, { decision: 'retract', reason: 'The announcement was withdrawn' })
      const feed = await readFeed('?limit=1000')
      expect(feed.bozo).toBe(false)
      expect(JSON.stringify(feed)).not.toContain('no cuts')
      expect(await readFeed('?q=nothing+says+this')).toMatchObject({ bozo: false, entries: [] })
    })
  })

  describe('icalendar', () => {
    it.each(['en', 'uk'])('reads every incident, each at a day or an instant in UTC: %s', async (lang) => {
      const { errors, version, events } = await readCalendar(`?limit=1000&lang=${lang}`)
      const { data } = await ask(z.object({ data: z.array(z.object({ id: z.ulid(), title: z.string() })) }), at('incidents?limit=1000'))
      expect({ errors, version }).toEqual({ errors: [], version: '2.0' })
      const standing = events.filter(({ status }) => status === 'CONFIRMED')
      expect(standing.map(({ uid, summary }) => [uid, summary])).toEqual(data.map(({ id, title }) => [urn(id), title]))
      for (const { stamp, created, modified } of events) {
        expect(stamp).toMatchObject({ offset: 0 })
        expect(modified).toEqual(stamp)
        expect(created).toMatchObject({ offset: 0 })
      }
    })

    it('reads the announced restrictions of a region: what was corrected counts up, what was withdrawn is cancelled, what was taken down is gone', async () => {
      const [kept, withdrawn, taken] = [await announce('Evening cuts'), await announce('Morning cuts'), await announce('Night cuts')]
      const query = '?kind=scheduled&region=UA-12'
      const eventOf = async ({ id }: IncidentDetail) => (await readCalendar(query)).events.find(({ uid }) => uid === urn(id))
      expect(await eventOf(kept)).toMatchObject({
        ...{ summary: 'Evening cuts', status: 'CONFIRMED', sequence: 0, location: expect.stringContaining('Dnipropetrovsk') },
        start: { instant: '2026-01-09T06:00:00+00:00' },
        end: { instant: '2026-01-09T18:00:00+00:00' },
      })
      await correct(kept, 'Until eight')
      await correct(withdrawn, 'From five')
      await review(withdrawn.id, { decision: 'retract', reason: 'The operator withdrew it' })
      await review(taken.id, { decision: 'takedown', reason: 'error' })
      expect(await eventOf(kept)).toMatchObject({ status: 'CONFIRMED', sequence: 1 })
      const cancelled = await eventOf(withdrawn)
      expect(cancelled).toMatchObject({ status: 'CANCELLED', sequence: 2, location: '', description: '' })
      expect(cancelled?.summary).not.toContain('Morning')
      expect(await eventOf(taken)).toBeUndefined()
      const elsewhere = await readCalendar('?kind=scheduled&region=UA-63')
      expect(elsewhere.events.map(({ uid }) => uid)).not.toContain(urn(kept.id))
    })
  })
})
