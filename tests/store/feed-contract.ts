import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RecordFilter } from '@/lib/store/store'
import type { Bench } from './contract'
import { added, at, copy, created, decided, everything, incident, merged, observation, report } from './factories'
import { play, steps } from './random-ledger'

export function feedContract(bench: Bench): void {
  const feed = (hours: number, filter: Partial<RecordFilter> = {}, limit = 100) =>
    bench.view(hours).feed({ ...everything, ...filter }, limit)
  /** Entry, report and times of what stands. */
  const told = async (...asked: Parameters<typeof feed>) =>
    (await feed(...asked)).entries.map(({ entry, report: { id }, published, updated }) => [entry, id, published, updated])

  describe('the feed', () => {
    test('tells the latest in public first, by the end of a hold where there was one', async () => {
      const [held, plain] = [incident({ publicAfter: at(8) }), incident()]
      const [late, first] = [report(held), report(plain)]
      await bench.append(5, created(held), added(late))
      await bench.append(6, created(plain), added(first))
      expect(await told(7)).toEqual([[first.id, first.id, at(6), at(6)]])
      expect(await told(9)).toEqual([
        [late.id, late.id, at(8), at(8)],
        [first.id, first.id, at(6), at(6)],
      ])
      expect(await told(9, {}, 1)).toEqual([[late.id, late.id, at(8), at(8)]])
    })

    test('keeps the id and the first time of what is corrected, however often', async () => {
      const of = incident()
      const first = report(of)
      const second = report(of, { supersedes: first.id })
      const third = report(of, { supersedes: second.id, quote: 'the right words' })
      await bench.append(5, created(of), added(first))
      await bench.append(6, added(second))
      await bench.append(7, added(third))
      expect(await told(8)).toEqual([[first.id, third.id, at(5), at(7)]])
      expect(await told(8, { knownAt: at(6.5) })).toEqual([[first.id, second.id, at(5), at(6)]])
      const { entries, gone } = await feed(8)
      expect(entries[0]).toMatchObject({ incident: { id: of.id, title: of.title, kind: of.kind }, report: { quote: 'the right words' } })
      expect(gone).toEqual([])
    })

    test('tells what was retracted or taken down by its id and time alone, the latest first', async () => {
      const [of, ended, down] = [incident(), incident(), incident()]
      const first = report(of)
      const right = report(of, { supersedes: first.id })
      const others = [report(ended), report(down)] as const
      await bench.append(5, created(of), added(first), created(ended), added(others[0]), created(down), added(others[1]))
      await bench.append(6, added(right))
      await bench.append(7, decided('report.retracted', right.id))
      await bench.append(8, decided('incident.retracted', ended.id))
      await bench.append(9, decided('incident.takenDown', down.id))
      expect(await feed(10)).toEqual({
        entries: [],
        gone: [
          { id: down.id, time: at(9) },
          { id: others[0].id, time: at(8) },
          { id: first.id, time: at(7) },
        ],
      })
      expect((await feed(10, {}, 1)).gone).toEqual([{ id: down.id, time: at(9) }])
      expect((await feed(10, { knownAt: at(7.5) })).gone).toEqual([
        { id: down.id, time: at(9) },
        { id: first.id, time: at(7) },
      ])
    })

    test('goes on under the same id where a duplicate was merged', async () => {
      const [of, into] = [incident(), incident()]
      const [from, there] = [report(of), report(into)]
      await bench.append(5, created(of), added(from), created(into))
      await bench.append(6, added(there))
      const to = copy(from, into)
      await bench.append(7, ...merged(of, into, [[from, to]]))
      expect(await told(8)).toEqual([
        [from.id, to.id, at(5), at(7)],
        [there.id, there.id, at(6), at(6)],
      ])
      expect((await feed(8)).gone).toEqual([])
    })

    test('says nothing of what never was public', async () => {
      const [of, waiting] = [incident(), incident({ reviewState: 'in_review' })]
      const [shown, undecided] = [report(of), report(of, { reviewState: 'in_review' })]
      await bench.append(5, created(of), added(shown), added(undecided), created(waiting), added(report(waiting)))
      await bench.append(6, decided('report.rejected', undecided.id), decided('incident.rejected', waiting.id))
      const { entries, gone } = await feed(7)
      expect([entries.map(({ entry }) => entry), gone]).toEqual([[shown.id], []])
    })

    test('takes the filters of every list', async () => {
      const [strike, weather] = [incident({ title: 'Удар уночі' }), incident({ kind: 'weather' })]
      const north = report(strike, { observations: [observation({ regions: ['UA-59'] }), observation({ service: 'water' })] })
      const wind = report(weather, { asOfAt: at(4), quote: 'The wind tore lines', source: { ...north.source, tier: 2 } })
      await bench.append(5, created(strike), added(north), created(weather), added(wind))
      const found = async (filter: Partial<RecordFilter>) => (await feed(6, filter)).entries.map(({ entry }) => entry)
      const [both, one, other] = [[wind.id, north.id].sort().reverse(), [north.id], [wind.id]]
      expect(await found({})).toEqual(both)
      expect(await found({ regions: ['UA-12'] })).toEqual(both)
      expect(await found({ regions: ['UA-59'] })).toEqual(one)
      // One observation must say all that is asked of one.
      expect(await found({ regions: ['UA-59'], services: ['water'] })).toEqual([])
      expect(await found({ kinds: ['weather'] })).toEqual(other)
      expect(await found({ tiers: [1] })).toEqual(one)
      expect(await found({ q: 'УДАР' })).toEqual(one)
      expect(await found({ q: 'wind lines' })).toEqual(other)
      expect(await found({ from: at(3) })).toEqual(other)
      expect(await found({ to: at(3) })).toEqual(one)
      await bench.append(7, decided('report.retracted', north.id))
      expect((await feed(8, { services: ['water'] })).gone).toEqual([{ id: north.id, time: at(7) }])
      expect((await feed(8, { services: ['gas'] })).gone).toEqual([])
    })

    test('holds exactly the reports that stand, each under an id of its own that was public, through any sequence', async () => {
      await fc.assert(
        fc.asyncProperty(steps, fc.constantFrom(0, 5, 40), async (said, later) => {
          // Nobody reads before what was written last.
          const hours = Math.max(0, ...said.map((step) => step.hours)) + later
          await bench.end()
          await bench.again()
          await play(bench.store, said)
          const { entries, gone } = await feed(hours, {}, 1000)
          const { rows } = await bench.view(hours).observations(everything, { limit: 1000 })
          const standing = new Set(rows.map((row) => row.report))
          expect(entries.map(({ report: { id } }) => id).sort()).toEqual([...standing].sort())
          const ids = entries.map(({ entry }) => entry)
          expect(new Set(ids).size).toBe(ids.length)
          for (const { id } of gone) expect(ids).not.toContain(id)
          for (const { entry, published, updated, report: shown } of entries) {
            expect(published <= updated && updated <= at(hours)).toBe(true)
            if (shown.supersedes === null) expect([entry, published]).toEqual([shown.id, updated])
          }
        }),
        { numRuns: 15 },
      )
    })
  })
}
