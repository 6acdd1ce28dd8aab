import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Snapshot } from '@/lib/schema/reading'
import { takeSnapshots } from '@/lib/service/take-snapshots'
import { minuteOf } from '@/lib/time/minute'
import type { Bench } from './contract'
import { at } from './factories'
import { areas, feed, snapshot, snapshotsIn, streamed, take, taker } from './snapshots'

/** What the tables hold of readings, without the numbers that they were given. */
const stepsIn = (bench: Bench) =>
  bench.ground.meddle(
    'select t.region, s.time, s.value, s.served from reading_steps s join reading_tracks t on t.id = s.track order by t.region, s.time',
  )

const coverageIn = (bench: Bench) =>
  bench.ground.meddle(`select r.time, r.answered, r.sha256, a.regions from feed_runs r join feed_areas a on a.id = r.areas
    where r.batch = (select max(batch) from feed_runs o where o.time = r.time) order by r.time`)

/** The same by the definition: in order of time, each area's value where it is another one than before. */
function changesOf(snapshots: readonly Snapshot[]) {
  return [...areas].sort().flatMap((region) => {
    let said: { value: number | null; served: number | null } = { value: null, served: null }
    return snapshots.flatMap(({ time, readings }) => {
      const { value = null, served = null } = readings.find((reading) => reading.region === region) ?? {}
      const isSame = value === said.value && served === said.served
      said = { value, served }
      return isSame ? [] : [{ region, time: minuteOf(time), value, served }]
    })
  })
}

const ledgerRows = async (bench: Bench) => (await bench.store.head())?.seq ?? 0

export function snapshotsContract(bench: Bench): void {
  describe('snapshots of a machine feed', () => {
    test('are kept as changes, with who was asked and who answered', async () => {
      const taken = await take(
        bench.store,
        5,
        snapshot(0, { UA1202: 5, UA1204: null }),
        snapshot(1, { UA1202: 5, UA1204: 0 }),
        snapshot(2, { UA1202: null, UA1204: 0 }),
      )
      expect(taken).toEqual({ snapshots: 3, readings: 4, steps: 3, repeated: 0, revised: 0, unknown: {} })
      const minute = minuteOf(at(0))
      expect(await stepsIn(bench)).toEqual([
        { region: 'UA1202', time: minute, value: 5, served: null },
        { region: 'UA1202', time: minute + 30, value: null, served: null },
        { region: 'UA1204', time: minute + 15, value: 0, served: null },
      ])
      expect(await coverageIn(bench)).toMatchObject([1, 2, 1].map((answered) => ({ answered, regions: 'UA1202 UA1204' })))
    })

    test('come to the same tables in any order, in any batches and however often', async () => {
      const told = fc.record({
        snapshots: snapshotsIn(20),
        order: fc.array(fc.nat(), { minLength: 9, maxLength: 14 }),
        size: fc.integer({ min: 1, max: 4 }),
      })
      await fc.assert(
        fc.asyncProperty(told, async ({ snapshots, order, size }) => {
          await bench.end()
          await bench.again()
          // Some of them again, mixed by the numbers drawn; then every one that was left out.
          const mixed = order.flatMap((n) => snapshots[n % snapshots.length] ?? [])
          const all = [...mixed, ...snapshots.filter((one) => !mixed.includes(one)).reverse()]
          for (let first = 0; first < all.length; first += size) await take(bench.store, 6, ...all.slice(first, first + size))
          expect(await stepsIn(bench)).toEqual(changesOf(snapshots))
          const coverage = await coverageIn(bench)
          expect(coverage).toMatchObject(
            snapshots.map(({ time, asked, readings }) => ({
              time: minuteOf(time),
              answered: readings.length,
              regions: [...asked].sort().join(' '),
            })),
          )
          expect(await bench.store.verify()).toMatchObject({ ok: true, problem: null })
        }),
        { numRuns: 40 },
      )
    }, 60_000)

    test('that are here already add nothing, and one that tells a time otherwise corrects it', async () => {
      const first = snapshot(0, { UA1202: 5 })
      const last = snapshot(8, { UA1202: 7 })
      await take(bench.store, 5, first, last)
      const rows = await ledgerRows(bench)
      expect(await take(bench.store, 6, last, first)).toMatchObject({ snapshots: 0, steps: 0, repeated: 2 })
      expect(await ledgerRows(bench)).toBe(rows)
      expect(await take(bench.store, 6, snapshot(0, { UA1202: 7 }))).toMatchObject({ snapshots: 1, revised: 1 })
      expect(await stepsIn(bench)).toEqual([{ region: 'UA1202', time: minuteOf(at(0)), value: 7, served: null }])
      expect(await ledgerRows(bench)).toBe(rows + 1)
    })

    test('stand after a rebuild of the records, which are no part of them', async () => {
      await take(bench.store, 5, snapshot(0, { UA1202: 5, UA6302: 3 }), snapshot(1, { UA1202: 6 }))
      const before = [await stepsIn(bench), await coverageIn(bench)]
      expect(await bench.store.rebuild()).toMatchObject({ ok: true })
      expect([await stepsIn(bench), await coverageIn(bench)]).toEqual(before)
      expect(await take(bench.store, 6, snapshot(2, { UA1202: 6 }))).toMatchObject({ steps: 0, snapshots: 1 })
    })

    test('show in the list of feeds with their coverage, once they are under no hold', async () => {
      const said = [snapshot(0, { UA1202: 5, UA1204: null }), snapshot(4, { UA1202: 5, UA1204: 6 })]
      const held = taker(bench.store, 1, { HOLD_HOURS_READINGS: '3' })
      await takeSnapshots(held, feed, streamed(said), 'a test')
      expect(await bench.view(2).feeds()).toEqual([])
      expect(await bench.view(2).nextRelease()).toBe(at(3))
      expect(await bench.view(3).feeds()).toEqual([{ ...feed, firstTime: at(0), lastTime: at(0), asked: 2, answered: 1 }])
      expect(await bench.view(4).feeds()).toEqual([{ ...feed, firstTime: at(0), lastTime: at(1), asked: 2, answered: 2 }])
      expect(await bench.view(4).nextRelease()).toBeNull()
    })

    test('of which one cannot be read stay as far as the batches before it, whole and written', async () => {
      const [first, second] = [snapshot(0, { UA1202: 5 }), snapshot(1, { UA1202: 6 })]
      const broken: Snapshot = {
        ...snapshot(2, { UA1202: 7 }),
        readings: [1, 2].map((value) => ({ region: 'UA1202', value, served: null })),
      }
      const taking = takeSnapshots(taker(bench.store, 5), feed, streamed([first, second, broken]), 'a test', { batch: 4 })
      await expect(taking).rejects.toMatchObject({ problem: 'invalid-record' })
      expect(await stepsIn(bench)).toMatchObject([{ value: 5 }, { value: 6 }])
      expect(await take(bench.store, 6, first, second, snapshot(2, { UA1202: 7 }))).toMatchObject({ snapshots: 1, repeated: 2 })
      expect(await bench.store.verify()).toMatchObject({ ok: true })
    })

    test('of which a batch fails stay as far as the batches before it, and none after it is taken in', async () => {
      const times = [at(5), at(6), null, at(7)]
      const failing = {
        ...taker(bench.store, 5),
        clock() {
          const time = times.shift()
          if (time === null || time === undefined) throw new Error('no clock')
          return time
        },
      }
      // A source that lets others have their turn: what failed meanwhile must not be said to nobody.
      async function* told(): AsyncGenerator<Snapshot> {
        for (const quarter of [0, 1, 2, 3, 4, 5]) {
          yield snapshot(quarter, { UA1202: quarter })
          await setImmediate()
        }
      }
      await expect(takeSnapshots(failing, feed, told(), 'a test', { batch: 2 })).rejects.toThrow('no clock')
      expect(await stepsIn(bench)).toMatchObject([{ value: 0 }, { value: 1 }])
      expect(times).toEqual([at(7)])
    })

    test.each([
      ['a value', 'update reading_steps set value = value + 1', /the readings of outage-map at/],
      ['a step removed', 'delete from reading_steps where value = 6', /the readings of outage-map at/],
      ['a snapshot removed', 'delete from feed_runs where answered = 1', /the snapshots of row 2/],
      ['a digest', `update feed_runs set sha256 = '${'0'.repeat(64)}'`, /the snapshots of row 2/],
      ['who was asked', "update feed_areas set regions = regions || ' UA9999'", /list of areas/],
      ['what the feed is', "update feeds set publisher = 'Another'", /table feeds/],
    ])('that somebody meddled with are found by the ledger: %s', async (_, sql, problem) => {
      await take(bench.store, 5, snapshot(0, { UA1202: 5, UA6302: 3 }), snapshot(1, { UA1202: 6 }), snapshot(2, { UA1202: 6, UA6302: 3 }))
      await take(bench.store, 6, snapshot(1, { UA1202: 6, UA6302: 4 }))
      expect(await bench.store.verify()).toMatchObject({ ok: true })
      await bench.ground.meddle(sql)
      expect(await bench.store.verify()).toMatchObject({ ok: false, problem: expect.stringMatching(problem) })
    })

    test('of areas this territory does not have say so, and the others are taken in', async () => {
      const said = { ...snapshot(0, { UA1202: 5 }), asked: ['UA1202', 'US-TX'] }
      expect(await take(bench.store, 5, said)).toMatchObject({ readings: 1, unknown: { 'US-TX': 1 } })
    })

    test('are refused where one tells of an area twice, by any of its codes, and where the feed counted something else before', async () => {
      const { readings, ...rest } = snapshot(0, { UA1202: 5 })
      const twice = { ...rest, readings: [...readings, ...readings] }
      await expect(take(bench.store, 5, twice)).rejects.toMatchObject({ problem: 'invalid-record' })
      await take(bench.store, 5, snapshot(0, { UA1202: 5 }))
      const other = takeSnapshots(taker(bench.store, 6), { ...feed, unit: 'households' }, streamed([snapshot(1, { UA1202: 5 })]), 'a test')
      await expect(other).rejects.toMatchObject({ problem: 'conflict' })
      const rumour = takeSnapshots(
        taker(bench.store, 6),
        { ...feed, id: 'rumour', tier: 3 },
        streamed([snapshot(1, { UA1202: 5 })]),
        'a test',
      )
      await expect(rumour).rejects.toMatchObject({ problem: 'forbidden' })
    })
  })
}
