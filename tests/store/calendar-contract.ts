import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RecordFilter } from '@/lib/store/store'
import type { Bench } from './contract'
import { added, at, copy, created, decided, everything, incident, merged, observation, report } from './factories'
import { play, steps } from './random-ledger'

export function calendarContract(bench: Bench): void {
  const calendar = (hours: number, filter: Partial<RecordFilter> = {}, limit = 100) =>
    bench.view(hours).calendar({ ...everything, ...filter }, limit)

  describe('the calendar', () => {
    test('counts corrections and tells when anything last changed in public', async () => {
      const of = incident({ kind: 'scheduled', publicAfter: at(4) })
      const first = report(of)
      await bench.append(3, created(of), added(first))
      expect(await calendar(3.5)).toEqual([])
      const { id, title, kind, start } = of
      const told = { title, kind, end: null, regions: ['UA-12'], services: ['electricity'], reportCount: 1 }
      expect(await calendar(5)).toEqual([{ id, start, published: at(4), changed: at(4), corrections: 0, told }])
      await bench.append(6, added(report(of, { reviewState: 'in_review' })))
      expect(await calendar(7)).toMatchObject([{ changed: at(4), corrections: 0 }])
      const right = report(of, { supersedes: first.id })
      await bench.append(8, added(right))
      expect(await calendar(9)).toMatchObject([{ published: at(4), changed: at(8), corrections: 1, told }])
      await bench.append(10, added(report(of)), added(report(of, { supersedes: right.id })))
      expect(await calendar(11)).toMatchObject([{ changed: at(10), corrections: 2, told: { reportCount: 2 } }])
    })

    test('keeps of what was retracted or merged its id and beginning alone, and of what was taken down nothing', async () => {
      const [ended, down, of, into] = [incident(), incident(), incident({ startsAt: at(1) }), incident({ startsAt: at(2) })]
      const from = report(of)
      await bench.append(5, ...[ended, down].flatMap((each) => [created(each), added(report(each))]))
      await bench.append(5, created(of), added(from), created(into), added(report(into)))
      await bench.append(6, decided('incident.retracted', ended.id), decided('incident.takenDown', down.id))
      await bench.append(7, ...merged(of, into, [[from, copy(from, into)]]))
      expect(await calendar(8)).toMatchObject([
        { id: into.id, changed: at(7), corrections: 0, told: { reportCount: 2 } },
        { id: of.id, changed: at(7), told: null },
        { id: ended.id, start: ended.start, published: at(5), changed: at(6), corrections: 0, told: null },
      ])
      expect((await calendar(8, {}, 1)).map(({ id }) => id)).toEqual([into.id, of.id])
    })

    test('takes the filters of the list of incidents, for what was retracted too', async () => {
      const [here, there] = [incident(), incident({ kind: 'scheduled' })]
      const figure = observation({ regions: ['UA-59'], service: 'water' })
      await bench.append(5, created(here), added(report(here)), created(there), added(report(there, { observations: [figure] })))
      const found = async (filter: Partial<RecordFilter>) => (await calendar(8, filter)).map(({ id, told }) => [id, told !== null])
      expect(await found({ regions: ['UA-59'] })).toEqual([[there.id, true]])
      expect(await found({ services: ['electricity'] })).toEqual([[here.id, true]])
      await bench.append(6, decided('incident.retracted', there.id))
      expect(await found({ kinds: ['scheduled'] })).toEqual([[there.id, false]])
      expect(await found({ regions: ['UA-59'] })).toEqual([[there.id, false]])
      expect(await found({ regions: ['UA-12'] })).toEqual([[here.id, true]])
    })

    test('tells exactly the listed incidents through any sequence, and never counts down', async () => {
      await fc.assert(
        fc.asyncProperty(steps, async (said) => {
          await bench.end()
          await bench.again()
          const before = new Map<string, number>()
          for (const step of said) {
            await play(bench.store, [step])
            const entries = await calendar(40)
            for (const { id, corrections, told, published, changed } of entries) {
              const sequence = told === null ? corrections + 1 : corrections
              expect(sequence).toBeGreaterThanOrEqual(before.get(id) ?? 0)
              expect(published <= changed).toBe(true)
              before.set(id, sequence)
            }
          }
          const { rows } = await bench.view(40).incidents(everything, { limit: 1000 })
          const standing = (await calendar(40)).filter(({ told }) => told !== null)
          expect(standing.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
        }),
        { numRuns: 10 },
      )
    })
  })
}
