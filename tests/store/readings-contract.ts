import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { impactAt } from '@/lib/impact/impact'
import { seriesOf } from '@/lib/impact/series'
import { ImpactQuery, SeriesQuery } from '@/lib/schema/query'
import { getImpact } from '@/lib/service/get-impact'
import { getSeries } from '@/lib/service/get-series'
import { takeSnapshots } from '@/lib/service/take-snapshots'
import { addHours } from '@/lib/time/interval'
import type { Bench } from './contract'
import { at } from './factories'
import { feed, snapshot, snapshotsIn, streamed, take, taker } from './snapshots'
import { type Delivery, statementsOf } from './told-readings'

/** Deliveries of a day, an hour apart and more, some of which tell again or otherwise what others told. */
const deliveries = fc
  .array(fc.record({ wait: fc.integer({ min: 1, max: 5 }), snapshots: snapshotsIn(16) }), { minLength: 1, maxLength: 4 })
  .map((told) => {
    let hour = 2
    return told.map(({ wait, snapshots }): Delivery => {
      hour += wait
      return { hour, snapshots }
    })
  })

const clock = fc.option(
  fc.integer({ min: 0, max: 120 }).map((quarter) => at(quarter / 4)),
  { nil: undefined },
)

const questions = fc.record({
  asOf: fc.integer({ min: 0, max: 100 }).map((quarter) => at(quarter / 8)),
  knownAt: clock,
  publishedBy: clock,
  level: fc.constantFrom(1 as const, 2 as const),
  unit: fc.constantFrom(undefined, 'connections' as const, 'customers' as const, 'households' as const),
})

const periods = fc.record({
  from: fc.integer({ min: -8, max: 40 }).map((quarter) => at(quarter / 4)),
  hours: fc.constantFrom(1, 5, 30, 24 * 12, 24 * 40),
  step: fc.constantFrom('hour' as const, 'day' as const, 'week' as const),
})

/** Some days of snapshots: of many in a row, and of few with long silences between, taken in in any order. */
const manyDays = fc
  .array(fc.record({ snapshots: fc.oneof(snapshotsIn(60), snapshotsIn(700)), from: fc.nat(300) }), { minLength: 1, maxLength: 4 })
  .map((told) =>
    told.map(
      ({ snapshots, from }, i): Delivery => ({
        hour: 300 + i,
        snapshots: snapshots.map((one) => ({ ...one, time: addHours(one.time, from / 4) })),
      }),
    ),
  )

/** Readings and snapshots of one batch: so few that what is carried from one to the next is tried, or all that come at once. */
const batches = fc.constantFrom(1, 3, 8, 1000)

const dayQuestions = fc.record({
  batch: batches,
  from: fc.oneof(
    fc.integer({ min: -8, max: 800 }).map((quarter) => at(quarter / 4)),
    fc.integer({ min: -1, max: 8 }).map((day) => at(day * 24 - 2)),
  ),
  hours: fc.constantFrom(5, 48, 24 * 12, 24 * 50),
  step: fc.constantFrom('day' as const, 'week' as const),
  level: fc.constantFrom(1 as const, 2 as const),
  unit: fc.constantFrom(undefined, 'connections' as const, 'customers' as const),
  region: fc.constantFrom<string[]>([], [], ['UA-12'], ['UA-12', 'UA-63'], ['UA1202']),
  now: fc.oneof(fc.constant(2000), fc.integer({ min: 20, max: 320 })),
})

/** Sums of hours in another order differ in their last digits. */
const rounded = <T>(answer: T): T =>
  JSON.parse(JSON.stringify(answer, (_, value) => (typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value)))

const world = fc.record({ deliveries, question: questions, holdHours: fc.constantFrom(0, 0, 3), now: fc.integer({ min: 8, max: 30 }) })

async function deliver(bench: Bench, told: readonly Delivery[], holdHours: number, batch = 1000): Promise<void> {
  for (const { hour, snapshots } of told) {
    const ctx = taker(bench.store, hour, { HOLD_HOURS_READINGS: String(holdHours) })
    await takeSnapshots(ctx, feed, streamed(snapshots), 'a test', { batch })
  }
}

export function readingsContract(bench: Bench): void {
  // The rules above a store are the same over each, and are tried most over the one that comes with the product.
  const often = (runs: number) => ({ numRuns: bench.store.engine === 'embedded' ? runs : Math.ceil(runs / 3) })
  describe('readings', () => {
    test('enter impact by the rules of every statement, as each clock lets them be seen', async () => {
      await fc.assert(
        fc.asyncProperty(world, async ({ deliveries: told, question, holdHours, now }) => {
          await bench.end()
          await bench.again()
          await deliver(bench, told, holdHours)
          const ctx = taker(bench.store, now)
          const { asOf, knownAt, publishedBy, level, unit } = question
          const query = ImpactQuery.parse({ asOf, knownAt, publishedBy, level, unit })
          const naive = statementsOf(told, holdHours, at(now))
          const ask = { services: ['electricity'] as const, measures: [], level, regions: [], unit }
          const expected = impactAt(naive, ctx.territory.regions, ask, { asOf, knownAt, publishedBy })
          expect(await getImpact(ctx, query)).toMatchObject({ ...expected })
        }),
        often(40),
      )
    }, 120_000)

    test('make the same series as every answer by itself would', async () => {
      await fc.assert(
        fc.asyncProperty(world, periods, async ({ deliveries: told, question, holdHours, now }, { from, hours, step }) => {
          await bench.end()
          await bench.again()
          await deliver(bench, told, holdHours)
          const ctx = taker(bench.store, now)
          const { knownAt, publishedBy, level, unit } = question
          const to = addHours(from, hours)
          const query = SeriesQuery.parse({ from, to, knownAt, publishedBy, level, unit, step })
          const ask = {
            services: ['electricity'] as const,
            measures: [],
            level,
            regions: [],
            unit,
            step,
            from,
            to,
            zone: ctx.territory.zone,
          }
          const expected = seriesOf(statementsOf(told, holdHours, at(now)), ctx.territory.regions, ask, { knownAt, publishedBy })
          expect(rounded(await getSeries(ctx, query))).toMatchObject(rounded(expected))
        }),
        often(20),
      )
    }, 240_000)

    test('make the same series by whole days as by every answer, however they came', async () => {
      await fc.assert(
        fc.asyncProperty(manyDays, dayQuestions, async (told, { batch, from, hours, level, unit, region, step, now }) => {
          await bench.end()
          await bench.again()
          await deliver(bench, told, 3, batch)
          const ctx = taker(bench.store, now)
          const to = addHours(from, hours)
          const query = SeriesQuery.parse({ from, to, level, unit, step, region })
          const asked = ctx.territory.widen(region)
          const there = asked.filter((code) => ctx.territory.find(code)?.level === level)
          // A smaller region is nobody at the level above, and none is everybody.
          const regions = there.length > 0 ? there : asked
          const ask = { services: ['electricity'] as const, measures: [], level, regions, unit, step, from, to, zone: ctx.territory.zone }
          const expected = seriesOf(statementsOf(told, 3, at(now)), ctx.territory.regions, ask, {})
          expect(rounded(await getSeries(ctx, query))).toMatchObject(rounded(expected))
        }),
        often(24),
      )
    }, 240_000)

    test('that were taken back are what was known while they stood', async () => {
      const silent = snapshot(0, { UA6302: null })
      for (const [hour, said] of [
        [6, silent],
        [10, snapshot(0, { UA6302: 7 })],
        [11, silent],
      ] as const)
        await take(bench.store, hour, said)
      const ask = (knownAt: string | undefined) =>
        getImpact(taker(bench.store, 12), ImpactQuery.parse({ asOf: at(0), knownAt, level: 2, region: ['UA6302'] }))
      expect((await ask(at(9))).data).toMatchObject([{ standing: 'notReported' }])
      expect((await ask(at(10))).data).toMatchObject([{ standing: 'reported', best: 7 }])
      expect((await ask(undefined)).data).toMatchObject([{ standing: 'notReported' }])
    })

    test('tell by whom and of when they are, and of how many where the feed says so', async () => {
      await take(bench.store, 5, snapshot(0, { UA1202: 5 }, 100), snapshot(3, { UA1202: 5 }, 100))
      const ctx = taker(bench.store, 6)
      const ask = (quarter: number) => getImpact(ctx, ImpactQuery.parse({ asOf: at(quarter / 4), level: 2, region: ['UA1202'] }))
      const { data, lastAsOf } = await ask(4)
      expect(data).toMatchObject([
        {
          ...{ standing: 'reported', low: 5, best: 5, high: 5, unit: 'customers', tier: 1, incidents: [], ageHours: 0.25 },
          asOf: { time: at(0.75), precision: 'minute' },
          share: { best: 0.05 },
          denominator: { of: 'customers', value: 100, kind: 'sourced', source: feed.publisher },
          basis: [{ feed: feed.id, publisher: feed.publisher, url: feed.url, incident: `feed:${feed.id}` }],
        },
      ])
      expect(lastAsOf).toEqual({ time: at(0.75), precision: 'minute' })
      // Four cadences after the last snapshot nothing holds any more.
      expect((await ask(7)).data).toMatchObject([{ standing: 'stale', best: null, last: { best: 5 } }])
    })

    test('of a feed that fell silent are no zero, whatever it said last', async () => {
      await take(bench.store, 5, snapshot(0, { UA1202: 0 }))
      const ask = (quarter: number) =>
        getImpact(taker(bench.store, 6), ImpactQuery.parse({ asOf: at(quarter / 4), level: 2, region: ['UA1202'] }))
      expect((await ask(1)).data).toMatchObject([{ standing: 'restored', best: 0 }])
      expect((await ask(4)).data).toMatchObject([{ standing: 'notReported', best: null }])
    })
  })
}
