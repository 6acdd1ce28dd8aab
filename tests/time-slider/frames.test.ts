import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketAt, frameOf, tallyOf } from '@/app/_time/frames'
import { dayMoments, momentsOf } from '@/app/_time/moments'
import { impactAt } from '@/lib/impact/impact'
import { seriesOf } from '@/lib/impact/series'
import { Series } from '@/lib/schema/impact'
import type { Statement } from '@/lib/schema/statement'
import { endOfSaid } from '@/lib/time/interval'
import { anAsk, anInstant, statements } from '../impact/arbitraries'
import { regions } from '../impact/factories'

const zone = 'Europe/Kyiv'
const world = regions.filter(({ code }) => ['UA', 'UA-12', 'UA-23', 'UA-07', 'UA1202', 'UA1204'].includes(code))

type Ask = typeof anAsk extends fc.Arbitrary<infer T> ? T : never

/** The series as the browser has it: written as JSON, and read by the schema. */
function fetched(said: readonly Statement[], ask: Ask, step: Series['step'], from: string, to: string): Series {
  const [service = 'electricity'] = ask.services
  const answer = seriesOf(said, world, { ...ask, step, from, to, zone }, {})
  return Series.parse(JSON.parse(JSON.stringify({ service, step, from, to, knownAt: null, publishedBy: null, ...answer })))
}

/** The instant that a page's `asOf` means. */
const meant = (asOf: string) => (asOf.length > 10 ? asOf : new Date(Date.parse(endOfSaid(asOf, zone)) - 1).toISOString())

const period = fc.tuple(anInstant(9), fc.integer({ min: 2, max: 96 }))

describe('frames, made from one series', () => {
  it('agree with the page at every moment that time can rest at', () => {
    fc.assert(
      fc.property(statements, anAsk, period, fc.constantFrom('hour', 'day', 'week'), (said, ask, [from, hours], step) => {
        const to = new Date(Date.parse(from) + hours * 3_600_000 + 1).toISOString()
        const days = dayMoments(fetched(said, ask, 'day', from, to).buckets, zone)
        const series = fetched(said, ask, step, from, to)
        const moments = momentsOf(days, Date.parse(from), step)
        // The period goes a millisecond past its last moment; what ends with that moment is told by it.
        const ends = series.buckets.map(({ end }) => Date.parse(end))
        const apart = ends.filter((end, i) => (ends[i + 1] ?? Number.POSITIVE_INFINITY) - end > 1)
        expect(moments.map(({ end }) => end)).toEqual(apart)
        for (const { end, asOf } of moments.slice(-5)) {
          const bucket = bucketAt(series, end)
          const frame = bucket && frameOf(bucket)
          const { data, totals } = impactAt(said, world, { ...ask, services: ask.services.slice(0, 1) }, { asOf: meant(asOf) })
          expect(frame?.regions.size).toBe(data.length)
          for (const { region, standing, low, best, high, unit, last } of data) {
            const word = last && { low: last.low, best: last.best, high: last.high, unit: last.unit }
            expect(frame?.regions.get(region), asOf).toEqual({ standing, low, best, high, unit, last: word })
          }
          const { reported, restored, stale, notReported } = totals
          expect(bucket && tallyOf(bucket, ask.unit).standings).toEqual({ reported, restored, stale, notReported })
        }
      }),
      { numRuns: 400 },
    )
  })

  it('have no figure in a gap', () => {
    fc.assert(
      fc.property(statements, anAsk, period, (said, ask, [from, hours]) => {
        const series = fetched(said, ask, 'hour', from, new Date(Date.parse(from) + hours * 3_600_000).toISOString())
        for (const bucket of series.buckets)
          for (const { standing, low, best, high, last } of frameOf(bucket).regions.values()) {
            if (standing === 'stale' || standing === 'notReported') expect([low, best, high]).toEqual([null, null, null])
            if (standing === 'restored') expect([low, best, high]).toEqual([0, 0, 0])
            if (standing !== 'stale') expect(last).toBeNull()
          }
      }),
      { numRuns: 200 },
    )
  })

  it('are found by their end or any time inside, and not outside the period', () => {
    const series = fetched(
      [],
      { services: ['electricity'], measures: [], level: 1, regions: [] },
      'day',
      '2026-01-01T22:00:00.000Z',
      '2026-01-04T22:00:00.000Z',
    )
    const found = (time: string) => bucketAt(series, Date.parse(time))?.end
    expect(found('2026-01-02T22:00:00.000Z')).toBe('2026-01-02T22:00:00.000Z')
    expect(found('2026-01-02T22:00:00.001Z')).toBe('2026-01-03T22:00:00.000Z')
    expect(found('2026-01-01T22:00:00.000Z')).toBeUndefined()
    expect(found('2026-01-04T22:00:00.001Z')).toBeUndefined()
  })
})
