import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarOf } from '@/lib/export/calendar'
import { feedReader } from '@/lib/export/feed-reader'
import { loadTerritory } from '@/lib/regions/territory'
import type { CalendarEntry } from '@/lib/schema/calendar'
import { CalendarQuery } from '@/lib/schema/query'
import type { PreciseTime } from '@/lib/schema/time'
import { eventsIn, readCalendar, textIn } from './icalendar'

const site = new URL('https://ledger.example')
const reader = (lang: 'en' | 'uk') =>
  feedReader(loadTerritory('ua'), { site, path: '/api/v1/calendar.ics', query: CalendarQuery.parse({ lang, region: ['UA-12'] }) })

const minute = (time: string): PreciseTime => ({ time, precision: 'minute' })
const strike: CalendarEntry = {
  id: '01KEDPZQ000000000000000001',
  start: { time: '2026-01-07T20:00:00Z', precision: 'hour' },
  published: '2026-01-08T01:00:00.000Z',
  changed: '2026-01-08T09:30:00.123Z',
  corrections: 2,
  told: {
    title: 'Strike on the energy system; Dnipropetrovsk, and more',
    kind: 'strike',
    end: minute('2026-01-09T04:30:00Z'),
    regions: ['UA-12', 'UA-23'],
    services: ['electricity', 'water'],
    reportCount: 3,
  },
}
const announced: CalendarEntry = {
  id: '01KEDPZQ000000000000000002',
  start: { time: '2026-03-28', precision: 'day' },
  published: '2026-03-26T12:00:00.000Z',
  changed: '2026-03-26T12:00:00.000Z',
  corrections: 0,
  told: {
    title: 'Планові обмеження',
    kind: 'scheduled',
    end: null,
    regions: ['UA-12'],
    services: ['electricity'],
    reportCount: 1,
  },
}
const withdrawn: CalendarEntry = { ...strike, id: '01KEDPZQ000000000000000003', changed: '2026-01-09T10:00:00.000Z', told: null }

const only = (entry: CalendarEntry) => {
  const [event] = eventsIn(readCalendar(calendarOf([entry], reader('en'))))
  if (!event) throw new Error('no event')
  return event
}
const timesOf = (start: PreciseTime, end: PreciseTime | null) => {
  const event = only({ ...strike, start, told: { ...announcedTold, end } })
  return ['DTSTART', 'DTEND'].map((name) => {
    const line = event.get(name)
    return line && [...Object.values(line.parameters), line.value].join(' ')
  })
}
const announcedTold = { title: 'Announced', kind: 'scheduled' as const, regions: ['UA-12'], services: [], reportCount: 1 }

describe('the calendar of a small ledger', () => {
  it('is this', async () => {
    await expect(calendarOf([strike, announced, withdrawn], reader('en'))).toMatchFileSnapshot('golden/calendar.en.ics')
    await expect(calendarOf([strike, announced, withdrawn], reader('uk'))).toMatchFileSnapshot('golden/calendar.uk.ics')
  })

  it('has the stamps of the ledger, in UTC, and none of its own', () => {
    const event = only(strike)
    const value = (name: string) => event.get(name)?.value
    expect(['CREATED', 'LAST-MODIFIED', 'DTSTAMP', 'SEQUENCE', 'STATUS'].map(value)).toEqual([
      '20260108T010000Z',
      '20260108T093000Z',
      '20260108T093000Z',
      '2',
      'CONFIRMED',
    ])
  })

  it('says no word of what was retracted', () => {
    const event = only(withdrawn)
    expect([...event.keys()].sort()).toEqual(
      [...['CREATED', 'DTSTAMP', 'DTSTART', 'LAST-MODIFIED', 'SEQUENCE', 'STATUS', 'SUMMARY', 'TRANSP', 'UID', 'URL']].sort(),
    )
    expect(['STATUS', 'SEQUENCE', 'SUMMARY'].map((name) => event.get(name)?.value)).toEqual(['CANCELLED', '3', 'Withdrawn record'])
  })

  it.each<[string, PreciseTime, PreciseTime | null, unknown]>([
    ['an hour', strike.start, null, ['20260107T200000Z', undefined]],
    ['minutes', minute('2026-01-07T20:13:00Z'), minute('2026-01-07T22:00:00Z'), ['20260107T201300Z', '20260107T220000Z']],
    ['a day', { time: '2026-03-28', precision: 'day' }, null, ['DATE 20260328', undefined]],
    // The end of a day is the day behind it; 29 March has 23 hours in Kyiv.
    ['days', { time: '2026-03-28', precision: 'day' }, { time: '2026-03-29', precision: 'day' }, ['DATE 20260328', 'DATE 20260330']],
    ['a month', { time: '2026-02', precision: 'month' }, { time: '2026-02', precision: 'month' }, ['DATE 20260201', 'DATE 20260301']],
    // 22:30 in UTC is the next day in Kyiv.
    ['an instant to a day', minute('2026-01-07T22:30:00Z'), { time: '2026-01-09', precision: 'day' }, ['DATE 20260108', 'DATE 20260110']],
    ['a day to an instant', { time: '2026-01-08', precision: 'day' }, minute('2026-01-09T22:30:00Z'), ['DATE 20260108', 'DATE 20260111']],
    ['no time at all', minute('2026-01-07T20:00:00Z'), minute('2026-01-07T20:00:00Z'), ['20260107T200000Z', undefined]],
    ['an end before its start', minute('2026-01-07T20:00:00Z'), minute('2026-01-07T19:00:00Z'), ['20260107T200000Z', undefined]],
  ])('tells %s as exactly as it was said', (_, start, end, told) => {
    expect(timesOf(start, end)).toEqual(told)
  })
})

const nasty = fc.constantFrom(
  ...['\r\n', '\n', '\r', '\\', ';', ',', ':', '"', '\\n', 'END:VEVENT', '\0', '\t', '\u0085', '\ud800', '\u2028'],
)
const title = fc.array(fc.oneof(nasty, fc.constantFrom('a', 'їжак', '🔌', ' ')), { maxLength: 40 }).map((parts) => `x${parts.join('')}x`)

describe('whatever its texts hold', () => {
  it('every line is one, every incident is in it, and every word that it can hold', () => {
    fc.assert(
      fc.property(fc.array(title, { maxLength: 4 }), fc.constantFrom('en' as const, 'uk' as const), (titles, lang) => {
        const entries = titles.map((text, i) => ({
          ...announced,
          id: `01KEDPZQ00000000000000001${i}`,
          told: { ...announcedTold, end: null, title: text },
        }))
        const events = eventsIn(readCalendar(calendarOf(entries, reader(lang))))
        expect(events.map((event) => event.get('UID')?.value)).toEqual(entries.map(({ id }) => `urn:ulid:${id}`))
        const kept = titles.map((text) => text.replaceAll('\r\n', '\n').replaceAll(/[\0\t\r\u0085\ud800](?![\udc00-\udfff])/g, ' '))
        expect(events.map((event) => textIn(event.get('SUMMARY')?.value ?? ''))).toEqual(kept)
      }),
    )
  })
})
