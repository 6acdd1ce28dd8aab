import { describe, expect, test } from 'vitest'
import type { StoredIncident } from '@/lib/schema/ledger'
import { openStore } from '@/lib/store/open'
import type { Bench } from './contract'
import { added, at, created, decided, editor, incident, report } from './factories'

const limit = { name: 'writes', count: 2, seconds: 100 }

export function limitsContract(bench: Bench): void {
  describe('a limit', () => {
    test('gives so many to each, and then says how long to wait', async () => {
      const take = (who: string, of = limit) => bench.store.limits.take(of, who)
      expect([await take('a'), await take('a')]).toEqual([null, null])
      const wait = await take('a')
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(limit.seconds)
      expect(await take('b')).toBeNull()
      expect(await take('a', { ...limit, name: 'sign-ins' })).toBeNull()
    })

    test('is not overrun by many at once', async () => {
      const taken = await Promise.all(Array.from({ length: 10 }, () => bench.store.limits.take({ ...limit, count: 4 }, 'a')))
      expect(taken.filter((wait) => wait === null)).toHaveLength(4)
    })

    test('is one for all processes of a database, but where each counts for itself', async () => {
      if (bench.store.engine === 'embedded') return
      const other = await openStore(bench.ground.settings)
      for (const store of [bench.store, other]) expect(await store.limits.take(limit, 'a')).toBeNull()
      for (const store of [bench.store, other]) expect(await store.limits.take(limit, 'a')).toBeGreaterThan(0)
      expect(await bench.store.limits.take({ ...limit, byProcess: true, name: 'reads' }, 'a')).toBeNull()
      expect(await bench.ground.meddle("select key from rate_limits where key like 'reads%'")).toEqual([])
      await other.close()
    })
  })

  describe('reports that wait', () => {
    const context = { actor: editor, time: at(1) }
    const count = (column: 'sender' | 'host', value: string) => bench.store.write(context, (tx) => tx.countWaiting(column, value))

    async function waiting(sender: string, host: string, hours = 1) {
      const of = incident({ reviewState: 'in_review' })
      const its = report(of, { reviewState: 'in_review' })
      await bench.append(hours, created(of), added(its))
      await bench.store.write({ actor: editor, time: at(hours) }, (tx) => tx.noteWaiting({ report: its.id, sender, host }, at(hours - 3)))
      return { of, its }
    }

    test('are counted by sender and by host until they are decided', async () => {
      const [first, second, third] = [await waiting('a', 'x.org'), await waiting('a', 'y.org'), await waiting('b', 'x.org')]
      expect([await count('sender', 'a'), await count('sender', 'b'), await count('host', 'x.org')]).toEqual([2, 1, 2])
      await bench.append(2, decided('incident.rejected', first.of.id))
      expect([await count('sender', 'a'), await count('host', 'x.org')]).toEqual([1, 1])
      await bench.append(2, decided('incident.published', second.of.id), decided('report.published', second.its.id))
      await bench.append(2, decided('incident.takenDown', third.of.id))
      expect([await count('sender', 'a'), await count('host', 'x.org'), await count('host', 'y.org')]).toEqual([0, 0, 0])
    })

    test('let go of who sent them, and are counted by host still', async () => {
      await waiting('a', 'x.org', 1)
      await waiting('b', 'y.org', 5)
      expect([await count('sender', 'a'), await count('sender', 'b'), await count('host', 'x.org')]).toEqual([0, 1, 1])
      expect(await bench.ground.meddle("select sender from waiting where host = 'x.org'")).toEqual([{ sender: null }])
    })
  })

  describe('a contact', () => {
    const kept = async () => (await bench.ground.meddle('select report_id from contacts')).length
    const seen = (id: string, hours: number) => bench.store.editorView().contacts(id, at(hours))

    async function left(changes: { incident?: StoredIncident; hours?: number } = {}) {
      const { hours = 1 } = changes
      const of = changes.incident ?? incident({ reviewState: 'in_review' })
      const its = report(of, { reviewState: 'in_review' })
      await bench.append(hours, ...(changes.incident ? [] : [created(of)]), added(its))
      await bench.store.write({ actor: editor, time: at(hours) }, (tx) => tx.keepContact(its.id, 'olena@example.org'))
      return { of, its }
    }

    test('is shown with its report while that waits, and is in no row of the ledger', async () => {
      const { of, its } = await left()
      expect(await seen(of.id, 2)).toEqual(new Map([[its.id, 'olena@example.org']]))
      expect(JSON.stringify(await bench.ground.meddle('select * from ledger'))).not.toContain('olena')
    })

    test.each(['incident.published', 'incident.rejected', 'incident.takenDown'] as const)('is deleted by %s', async (verb) => {
      const { of, its } = await left()
      if (verb === 'incident.published') await bench.append(2, decided('report.published', its.id))
      await bench.append(2, decided(verb, of.id))
      expect(await kept()).toBe(0)
    })

    test.each(['report.published', 'report.rejected'] as const)('of a report to a public incident is deleted by %s', async (verb) => {
      const of = incident()
      await bench.append(1, created(of), added(report(of)))
      const { its } = await left({ incident: of })
      await bench.append(2, decided('incident.approved', (await left()).of.id))
      expect(await kept()).toBe(2)
      await bench.append(3, decided(verb, its.id))
      expect([await kept(), (await seen(of.id, 3)).size]).toEqual([1, 0])
    })

    test('is deleted by a correction, and with a report that waits for nobody', async () => {
      const of = incident()
      const first = report(of)
      await bench.append(1, created(of), added(first))
      const { its } = await left({ incident: of })
      await bench.append(2, added(report(of, { supersedes: its.id })))
      expect(await kept()).toBe(0)
      await bench.store.write({ actor: editor, time: at(2) }, (tx) => tx.keepContact(first.id, 'olena@example.org'))
      expect(await kept()).toBe(0)
    })

    test('is deleted after thirty days though nobody writes', async () => {
      await left()
      const forget = (hours: number) => bench.store.write({ actor: editor, time: at(hours) }, (tx) => tx.forgetContacts())
      await forget(30 * 24)
      expect(await kept()).toBe(1)
      await forget(30 * 24 + 2)
      expect(await kept()).toBe(0)
    })

    test('is shown for thirty days, and deleted with the next', async () => {
      const { of } = await left()
      expect((await seen(of.id, 30 * 24)).size).toBe(1)
      expect((await seen(of.id, 30 * 24 + 2)).size).toBe(0)
      await left({ hours: 30 * 24 + 2 })
      expect(await kept()).toBe(1)
    })
  })
}
