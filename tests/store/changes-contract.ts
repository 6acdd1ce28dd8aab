import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidCursor, type Store } from '@/lib/store/store'
import type { Bench } from './contract'
import { added, at, contributor, created, decided, everything, incident, report } from './factories'
import { Mirror } from './mirror'
import { play, type Step, steps } from './random-ledger'

/** What the lists and the records themselves answer, in the shape of a mirror. */
export async function listed(store: Store, hours: number) {
  const view = store.publicView(at(hours))
  const { rows } = await view.incidents(everything, { limit: 1000 })
  const all = rows.map(async (row) => {
    const found = await view.incident(row.id)
    if (found === null || 'takenDownAt' in found) throw new Error('listed, and not there')
    const { id, title, kind, start, end, wave, recordedAt } = row
    const reports = found.reports.filter(({ reviewState }) => reviewState !== 'retracted').map((shown) => [shown.id, shown] as const)
    return [id, { incident: { id, title, kind, start, end, wave, recordedAt }, reports: new Map(reports) }] as const
  })
  return new Map(await Promise.all(all))
}

/** Keeps a mirror while a ledger is written: asks between the writes, a page at a time. */
export async function follow(store: Store, said: readonly Step[], polls: readonly number[]): Promise<Mirror> {
  const mirror = new Mirror()
  for (const [i, step] of said.entries()) {
    await play(store, [step])
    for (let asked = polls[i % polls.length] ?? 0; asked > 0; asked -= 1) await mirror.poll(store, at(step.hours), 2)
  }
  return mirror
}

export const polling = fc.array(fc.nat(2), { minLength: 1, maxLength: 6 })

export function changesContract(bench: Bench): void {
  const changes = async (hours: number, since?: string, limit = 100) =>
    bench.view(hours).changes({ limit, ...(since !== undefined && { since }) })
  const told = async (hours: number, since?: string) =>
    (await changes(hours, since)).rows.map(({ kind, incident: of, report: which }) => [kind, which ?? of])

  describe('the changes', () => {
    test('tell what became public in the order in which it did, holds included', async () => {
      const [held, plain] = [incident({ publicAfter: at(8) }), incident()]
      const [late, first] = [report(held), report(plain)]
      await bench.append(5, created(held), added(late))
      await bench.append(6, created(plain), added(first))
      expect(await told(7)).toEqual([
        ['added', plain.id],
        ['added', first.id],
      ])
      const { next } = await changes(7)
      expect(await told(7.9, next)).toEqual([])
      expect(await told(8, next)).toEqual([
        ['added', held.id],
        ['added', late.id],
      ])
      expect(await told(8)).toEqual([...(await told(7)), ...(await told(8, next))])
      expect((await changes(8)).rows.map(({ time }) => time)).toEqual([at(6), at(6), at(8), at(8)])
    })

    test('say that there is more to a reader who began before it was written', async () => {
      const [first, second, later] = [incident(), incident(), incident()]
      await bench.append(5, created(first), created(second))
      const { next } = await changes(6, undefined, 1)
      await bench.append(6, created(later))
      const rest = await changes(6, next)
      expect([rest.rows.map(({ incident: of }) => of), rest.more]).toEqual([[second.id], true])
      const end = await changes(6, rest.next)
      expect([end.rows.map(({ incident: of }) => of), end.more]).toEqual([[later.id], false])
    })

    test('miss nothing that is written behind the end of a hold by a slow clock', async () => {
      const held = incident({ publicAfter: at(8) })
      await bench.append(5, created(held), added(report(held)))
      const { next } = await changes(9)
      const slow = incident()
      await bench.append(7, created(slow), added(report(slow)))
      expect(await told(9, next)).toContainEqual(['added', slow.id])
    })

    test('tell a reader whose clock is behind to ask again', async () => {
      const held = incident({ publicAfter: at(8) })
      await bench.append(5, created(held), added(report(held)))
      const { next } = await changes(9)
      expect(await changes(7, next)).toEqual({ rows: [], next, more: false })
    })

    test('tell corrections with what they correct, and retractions without a word', async () => {
      const of = incident()
      const [first, second] = [report(of, { quote: 'the first words' }), report(of, { quote: 'the second words' })]
      const right = report(of, { supersedes: first.id, quote: 'the right words' })
      await bench.append(5, created(of), added(first), added(second))
      const { next } = await changes(5)
      await bench.append(6, added(right))
      await bench.append(7, decided('report.retracted', second.id, 'a slip'))
      const { rows } = await changes(7, next)
      expect(rows).toMatchObject([
        { kind: 'corrected', report: right.id, data: { supersedes: first.id, quote: 'the right words' } },
        { kind: 'retracted', report: second.id, data: null },
      ])
      expect(JSON.stringify(await changes(7))).not.toContain('the second words')
    })

    test('tell of a retracted incident that it was, and not a word of it or its reports', async () => {
      const of = incident({ title: 'gone words' })
      const first = report(of, { quote: 'gone words' })
      await bench.append(5, created(of), added(first), added(report(of, { quote: 'gone words', supersedes: first.id })))
      const { next } = await changes(5)
      await bench.append(6, decided('incident.retracted', of.id, 'a slip'))
      expect(await told(6)).toEqual([['retracted', of.id]])
      expect(await told(6, next)).toEqual([['retracted', of.id]])
      expect(JSON.stringify(await changes(6))).not.toContain('gone words')
    })

    test('tell of a merged duplicate where it went, its reports first', async () => {
      const [of, duplicate, hidden, elsewhere] = [incident(), incident(), incident({ reviewState: 'in_review' }), incident()]
      const first = report(duplicate, { quote: 'said once' })
      const again = report(of, { quote: 'said once' })
      await bench.append(5, created(of), added(report(of)), created(duplicate), added(first), created(hidden), created(elsewhere))
      const { next } = await changes(5)
      const into = (id: string, target: string, reports: { from: string; to: string }[]) =>
        ({ verb: 'incident.merged', payload: { id, into: target, reason: 'the same strike', reports } }) as const
      await bench.append(6, added(again), into(duplicate.id, of.id, [{ from: first.id, to: again.id }]), into(elsewhere.id, hidden.id, []))
      const { rows } = await changes(6, next)
      expect(rows).toMatchObject([
        { kind: 'added', incident: of.id, report: again.id, data: { quote: 'said once' } },
        { kind: 'merged', incident: duplicate.id, into: of.id, report: null, data: null },
        { kind: 'merged', incident: elsewhere.id, into: null },
      ])
      expect(JSON.stringify(await changes(6))).not.toContain(first.id)
      const mirror = new Mirror()
      await mirror.drain(bench.store, at(6))
      expect(mirror.incidents).toEqual(await listed(bench.store, 6))
    })

    test('tell nothing of what waits, is rejected, or was withdrawn under its hold', async () => {
      const [waiting, rejected, withdrawn] = [
        incident({ reviewState: 'in_review' }),
        incident({ reviewState: 'in_review' }),
        incident({ publicAfter: at(20) }),
      ]
      for (const of of [waiting, rejected, withdrawn]) await bench.append(5, created(of), added(report(of)))
      await bench.append(6, decided('incident.rejected', rejected.id), decided('incident.retracted', withdrawn.id))
      expect((await changes(30)).rows).toEqual([])
    })

    test('leave of what was taken down that it was, also for a cursor of before', async () => {
      const of = incident({ title: 'taken words' })
      const rest = incident()
      await bench.append(5, created(of), added(report(of, { quote: 'taken words' })), created(rest), added(report(rest)))
      const page = await changes(5, undefined, 1)
      const whole = await changes(5)
      await bench.append(6, decided('incident.takenDown', of.id, 'safety'))
      for (const since of [undefined, page.next, page.rows[0]?.cursor, whole.next]) {
        const answer = await changes(6, since)
        expect(JSON.stringify(answer)).not.toMatch(/taken words|safety/)
        if (since !== page.next && since !== page.rows[0]?.cursor) {
          expect(answer.rows.at(-1)).toMatchObject({ kind: 'takenDown', incident: of.id, report: null, data: null })
        }
      }
      // Within a page only what it led to comes; what happened meanwhile is behind its end.
      expect(await told(6, (await changes(6, page.next)).next)).toEqual([['takenDown', of.id]])
    })

    test('can be asked for from any entry on', async () => {
      const of = incident()
      await bench.append(5, created(of), added(report(of)), added(report(of)))
      const { rows } = await changes(5)
      for (const [i, { cursor }] of rows.entries()) {
        expect((await changes(5, cursor)).rows).toHaveLength(rows.length - i - 1)
        expect((await changes(5, cursor)).next).toBe((await changes(5)).next)
      }
    })

    test('keep their cursor while nothing becomes public', async () => {
      const of = incident()
      await bench.append(5, created(of), added(report(of)))
      const first = await changes(6)
      await bench.store.write({ actor: contributor, time: at(7) }, (tx) => tx.append(created(incident({ reviewState: 'in_review' }))))
      expect(await changes(8)).toEqual(first)
      expect(await changes(8, first.next)).toEqual({ rows: [], next: first.next, more: false })
    })

    test('refuse a cursor of anything else', async () => {
      const of = incident()
      await bench.append(5, created(of), added(report(of)))
      const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const list = (await bench.view(9).observations(everything, { limit: 1 })).next ?? forged(['o', at(1), of.id, 0])
      for (const since of [
        'x',
        list,
        forged(['c', 99, '', null]),
        forged(['c', 1, '', [99, '', at(1), 1, 0, '']]),
        forged(['c', -1, '', null]),
      ]) {
        await expect(changes(9, since)).rejects.toThrow(InvalidCursor)
      }
      // The future cannot be asked for.
      const held = incident({ publicAfter: at(20) })
      await bench.append(6, created(held), added(report(held)))
      expect((await changes(9, forged(['c', 0, at(25), null]))).rows).toEqual([])
      expect((await changes(9, forged(['c', 0, '', [4, at(25), at(1), 0, 0, '']]))).rows).toEqual([])
    })

    test('make a copy that is what the lists answer, whatever was written and whenever it was asked', async () => {
      const property = fc.asyncProperty(steps, polling, async (said, polls) => {
        await bench.end()
        await bench.again()
        const mirror = await follow(bench.store, said, polls)
        const key = ({ kind, incident: of, report: which }: (typeof mirror.taken)[number]) => `${kind} ${of} ${which}`
        for (const hours of [Math.max(9, said.at(-1)?.hours ?? 0), 60]) {
          await mirror.drain(bench.store, at(hours))
          const fresh = new Mirror()
          await fresh.drain(bench.store, at(hours), 1000)
          expect(mirror.incidents).toEqual(await listed(bench.store, hours))
          expect(fresh.incidents).toEqual(mirror.incidents)
          expect(new Set(mirror.taken.map(key)).size).toBe(mirror.taken.length)
        }
      })
      await fc.assert(property, { numRuns: bench.store.engine === 'embedded' ? 60 : 15 })
    })
  })
}
