import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dtekSchedules } from '@/lib/ingest/dtek-schedule'
import { FeedFault } from '@/lib/ingest/feed-fault'
import { type Announcer, isAnnounced, joined, type Minutes, type Schedule, scheduleDigest, scheduleIncident } from '@/lib/ingest/schedule'
import { yasnoSchedules } from '@/lib/ingest/yasno-schedule'
import { NewIncident } from '@/lib/schema/incident'

const zone = 'Europe/Kyiv'
const announcer: Announcer = {
  operator: 'The operator',
  region: { code: 'UA-05', name: 'Vinnytsia region', zone },
  url: 'https://example.org/schedule.json',
}
const readers = { 'dtek-schedule': dtekSchedules, 'yasno-schedule': yasnoSchedules } as const
const fixture = (name: string) => readFileSync(`tests/ingest/fixtures/${name}`, 'utf8')

function read(name: keyof typeof readers, text: string) {
  const aside: string[] = []
  const schedules = readers[name](text, { zone, onSetAside: ({ reason, text: words }) => aside.push(`${words} ${reason}`) })
  return { schedules, aside }
}

/** What an incident of a schedule says, a line for each statement. */
const said = (schedule: Schedule) =>
  scheduleIncident(schedule, announcer).reports[0]?.observations.map(({ note, quantityText }) => `${note ?? ''}: ${quantityText}`)

describe('a file in the layout of DTEK', () => {
  const { schedules, aside } = read('dtek-schedule', fixture('dtek-schedule/two-days.json'))

  it('has days of the region, though one begins on another clock, and the operator’s own time', () => {
    expect(schedules.map(({ day }) => day)).toEqual(['2025-12-11', '2025-12-12'])
    expect(schedules[0]?.publishedAt).toBe('2025-12-10T22:50:00.000Z')
  })

  it('tells hours and halves of them, sure and possible, groups with the same hours together', () => {
    expect(schedules[0] && said(schedules[0])).toEqual([
      'groups 1.1, 1.2: 00:00–02:00, 10:30–12:00, 17:00–17:30',
      'groups 2.1: 23:00–24:00, possibly 04:00–05:30',
    ])
  })

  it('sets a group with an unknown word aside, and guesses nothing of it', () => {
    expect(aside).toEqual(['GPV3.1 a group has an hour that is not known'])
  })

  it('limits, and says of nobody that they are without power', () => {
    const incident = NewIncident.parse(schedules[0] && scheduleIncident(schedules[0], announcer))
    expect(incident).toMatchObject({ kind: 'scheduled', start: { time: '2025-12-11', precision: 'day' } })
    for (const { observations } of incident.reports)
      for (const each of observations) expect(each).toMatchObject({ measure: 'limited', state: 'limited', qualifier: 'vague' })
    expect(JSON.stringify(incident)).not.toMatch(/"value":\d/)
  })

  it('announces nothing for a day without hours, nor where it has no days', () => {
    expect(schedules.map((schedule) => isAnnounced(schedule, announcer))).toEqual([true, false])
    expect(read('dtek-schedule', fixture('dtek-schedule/nothing.json')).schedules).toEqual([])
  })

  it('says the same whenever it is fetched, and something else when an hour is another', () => {
    const later = fixture('dtek-schedule/two-days.json').replace('1765404999', '1765999999').replace('11.12.2025 00:50', '11.12.2025 09:00')
    const other = fixture('dtek-schedule/two-days.json').replace('"11": "second"', '"11": "no"')
    const digest = (text: string) => {
      const [first] = read('dtek-schedule', text).schedules
      return first && scheduleDigest(first, announcer)
    }
    expect(digest(later)).toBe(digest(fixture('dtek-schedule/two-days.json')))
    expect(digest(other)).not.toBe(digest(later))
  })
})

describe('an answer of Yasno', () => {
  it('tells the day that applies, and not the one that is waited for', () => {
    const { schedules } = read('yasno-schedule', fixture('yasno-schedule/applies.json'))
    expect(schedules.map(({ day, holds }) => [day, holds])).toEqual([['2025-12-13', true]])
    expect(schedules[0] && said(schedules[0])).toEqual(['groups 1.1: 00:00–03:00, possibly 06:30–07:00'])
  })

  it('says that the schedule does not hold while there are emergency shutdowns', () => {
    const [schedule] = read('yasno-schedule', fixture('yasno-schedule/emergency.json')).schedules
    expect(schedule && said(schedule)).toEqual([': emergency shutdowns; the schedule does not hold'])
    expect(schedule && isAnnounced(schedule, announcer)).toBe(true)
  })
})

describe('hours of a day whose clocks change', () => {
  const whole: Minutes = [0, 1440]
  it.each<[string, string, readonly Minutes[], readonly Minutes[]]>([
    ['of 24 hours', '2026-03-28', [[180, 240]], [[180, 240]]],
    ['of 23 hours, the hour that is not there', '2026-03-29', [[180, 240]], []],
    ['of 23 hours, around that hour', '2026-03-29', [[120, 300]], [[120, 300]]],
    ['of 23 hours, up to the middle of it', '2026-03-29', [[120, 210]], [[120, 180]]],
    ['of 23 hours, from the middle of it', '2026-03-29', [[210, 300]], [[240, 300]]],
    ['of 25 hours, the hour that comes twice', '2026-10-25', [[180, 240]], [[180, 240]]],
    ['of 25 hours, whole', '2026-10-25', [whole], [whole]],
  ])('%s', (_what, day, pieces, expected) => {
    expect(joined(pieces, day, zone)).toEqual(expected)
  })

  it('are in order, apart, and cover what was said on every other day', () => {
    const minute = fc.integer({ min: 0, max: 1440 })
    const piece = fc.tuple(minute, minute).filter(([from, until]) => from < until)
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const result = joined(pieces, '2026-02-03', zone)
        for (const [i, [from]] of result.entries()) if (i > 0) expect(from).toBeGreaterThan(result[i - 1]?.[1] ?? 0)
        const covers = (all: readonly Minutes[], at: number) => all.some(([from, until]) => from <= at && at < until)
        for (let at = 0; at < 1440; at += 7) expect(covers(result, at)).toBe(covers(pieces, at))
      }),
    )
  })
})

describe('damaged schedules', () => {
  it.each([
    ['dtek-schedule', 'dtek-schedule/two-days.json'],
    ['yasno-schedule', 'yasno-schedule/applies.json'],
  ] as const)('%s: end in records that can be written or in the fault of the feed', (name, file) => {
    const text = fixture(file)
    const damage = fc.array(fc.tuple(fc.nat(text.length - 1), fc.string({ minLength: 0, maxLength: 3 })), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(damage, (changes) => {
        let damaged = text
        for (const [at, by] of changes) damaged = damaged.slice(0, at) + by + damaged.slice(at + by.length)
        try {
          for (const schedule of read(name, damaged).schedules) {
            expect(scheduleDigest(schedule, announcer)).toHaveLength(24)
            if (isAnnounced(schedule, announcer)) expect(JSON.stringify(scheduleIncident(schedule, announcer))).not.toMatch(/"value":\d/)
          }
        } catch (error) {
          if (!(error instanceof FeedFault)) throw error
        }
      }),
      { numRuns: 400 },
    )
  })

  it.each(['', 'null', '[]', '{}', '{"fact": 1}', '<html>'])('%s is none', (text) => {
    for (const name of ['dtek-schedule', 'yasno-schedule'] as const) expect(() => read(name, text)).toThrow(FeedFault)
  })
})
