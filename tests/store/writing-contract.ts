import { ulid } from 'ulid'
import { describe, expect, test } from 'vitest'
import { InvalidEvent, StoreUnavailable } from '@/lib/store/store'
import type { Bench } from './contract'
import { added, at, contributor, created, decided, editor, everything, incident, observation, report } from './factories'

const context = { actor: editor, time: at(1) }

export function writingContract(bench: Bench): void {
  describe('a write', () => {
    test('is both or neither: what fails leaves neither row nor record', async () => {
      const of = incident()
      const failing = bench.store.write(context, async (tx) => {
        await tx.append(created(of))
        throw new Error('on second thoughts')
      })
      await expect(failing).rejects.toThrow('on second thoughts')
      expect(await bench.store.head()).toBeNull()
      expect(await bench.view(2).incident(of.id)).toBeNull()
      expect(await bench.append(1, created(of))).toMatchObject([{ seq: 1 }])
    })

    test('waits its turn: many at once lose no number', async () => {
      const results = await Promise.all(
        Array.from({ length: 20 }, () =>
          bench.store.write(context, async (tx) => {
            const of = incident()
            const { seq } = await tx.append(created(of))
            await tx.append(added(report(of)))
            return seq
          }),
        ),
      )
      expect(results).toEqual(Array.from({ length: 20 }, (_, i) => i * 2 + 1))
      expect(await bench.store.verify()).toMatchObject({ ok: true, rows: 40 })
    })

    test('shows nothing to readers before it is done, and does not keep them waiting', async () => {
      const of = incident()
      await bench.store.write(context, async (tx) => {
        await tx.append(created(of))
        await tx.append(added(report(of)))
        expect(await bench.view(2).incident(of.id)).toBeNull()
        expect((await bench.view(2).observations(everything, { limit: 10 })).total).toBe(0)
        expect(await tx.findIncident(of.id)).not.toBeNull()
      })
      expect(await bench.view(2).incident(of.id)).not.toBeNull()
    })

    test('inside a write is refused, not waited for for ever', async () => {
      const nested = bench.store.write(context, () => bench.store.write(context, async () => 1))
      await expect(nested).rejects.toThrow('inside a write')
      expect(await bench.store.write(context, async () => 2)).toBe(2)
    })

    test('under way is finished when the store is closed, and none begins after', async () => {
      const of = incident()
      const writing = bench.append(1, created(of), added(report(of)))
      const closed = bench.store.close()
      await expect(bench.append(1, created(incident()))).rejects.toThrow(StoreUnavailable)
      await writing
      await closed
      await bench.open()
      expect(await bench.store.verify()).toMatchObject({ ok: true, rows: 2 })
    })

    test('sees what it wrote, in every review state', async () => {
      const of = incident({ reviewState: 'in_review' })
      const first = report(of, {
        reviewState: 'in_review',
        observations: [observation(), observation({ regions: ['UA-65', 'UA-12'], value: null, min: 1, max: 2.5, qualifier: 'range' })],
      })
      await bench.append(1, created(of), added(first))
      const seen = await bench.store.write(context, (tx) => tx.findIncident(of.id))
      expect(seen).toEqual({ incident: of, reports: [first] })
      await bench.append(2, decided('incident.published', of.id), decided('report.rejected', first.id))
      const then = await bench.store.write(context, (tx) => tx.findIncident(of.id))
      expect(then).toEqual({ incident: { ...of, reviewState: 'published' }, reports: [{ ...first, reviewState: 'rejected' }] })
      expect(await bench.store.write(context, (tx) => tx.findIncident(ulid()))).toBeNull()
    })

    test.each([
      ['a report of no incident', () => [added(report(ulid()))]],
      ['a decision about nothing', () => [decided('incident.published', ulid())]],
      ['a decision about no report', () => [decided('report.published', ulid())]],
      ['a takedown of nothing', () => [decided('incident.takenDown', ulid())]],
      ['a publication of what is public', (of: string) => [decided('incident.published', of)]],
      ['a rejection of what is public', (of: string) => [decided('incident.rejected', of)]],
      ['a second retraction', (of: string) => [decided('incident.retracted', of), decided('incident.retracted', of)]],
      ['a correction of nothing', (of: string) => [added(report(of, { supersedes: ulid() }))]],
      ['an instant in another form', () => [created(incident({ publicAfter: '2026-01-08T00:00:00Z' }))]],
      ['a text that one engine cannot hold', () => [created(incident({ title: 'Strike\u0000here' }))]],
    ])('refuses %s', async (_, events) => {
      const of = incident()
      await bench.append(1, created(of))
      await expect(bench.append(2, ...events(of.id))).rejects.toThrow(InvalidEvent)
      expect(await bench.store.verify()).toMatchObject({ ok: true, rows: 1 })
    })

    test('refuses a correction of another incident’s report', async () => {
      const [a, b] = [incident(), incident()]
      const other = report(a)
      await bench.append(1, created(a), created(b), added(other))
      await expect(bench.append(2, added(report(b, { supersedes: other.id })))).rejects.toThrow(InvalidEvent)
    })
  })

  describe('inside a write', () => {
    test('an idempotency key answers what was remembered, to its actor only', async () => {
      await bench.store.write(context, (tx) => tx.remember('key', 'hash', '{"id":1}'))
      expect(await bench.store.write(context, (tx) => tx.recall('key'))).toEqual({ requestHash: 'hash', answer: '{"id":1}' })
      expect(await bench.store.write(context, (tx) => tx.recall('another'))).toBeNull()
      expect(await bench.store.write({ actor: contributor, time: at(1) }, (tx) => tx.recall('key'))).toBeNull()
      expect(await bench.store.write({ actor: { ...editor, key: 'x' }, time: at(1) }, (tx) => tx.recall('key'))).toBeNull()
    })

    test('an import is known by its hash', async () => {
      const sha256 = 'b'.repeat(64)
      expect(await bench.store.write(context, (tx) => tx.wasImported(sha256))).toBe(false)
      await bench.append(1, { verb: 'records.imported', payload: { id: 'file.csv', sha256, rows: 3 } })
      expect(await bench.store.write(context, (tx) => tx.wasImported(sha256))).toBe(true)
    })

    test('reports of an address are found unless they or their incident were put away', async () => {
      const url = 'https://example.org/the-news'
      const source = { ...report('').source, url }
      const cases = {
        public: incident(),
        held: incident({ publicAfter: at(9) }),
        waiting: incident({ reviewState: 'in_review' }),
        rejected: incident({ reviewState: 'in_review' }),
        retracted: incident(),
        takenDown: incident(),
        reportRetracted: incident(),
      }
      const reports = new Map(Object.values(cases).map((of) => [of.id, report(of, { source })]))
      for (const of of Object.values(cases)) await bench.append(1, created(of), added(reports.get(of.id) ?? report(of)))
      await bench.append(1, decided('incident.rejected', cases.rejected.id), decided('incident.retracted', cases.retracted.id))
      await bench.append(1, decided('incident.takenDown', cases.takenDown.id), added(report(cases.public)))
      await bench.append(1, decided('report.retracted', reports.get(cases.reportRetracted.id)?.id ?? ''))
      const found = await bench.store.write({ actor: editor, time: at(2) }, (tx) => tx.reportsByUrl(url))
      const expected = [
        { of: cases.public, isPublic: true },
        { of: cases.held, isPublic: false },
        { of: cases.waiting, isPublic: false },
      ].map(({ of, isPublic }) => ({ incident: of.id, title: of.title, report: reports.get(of.id), isPublic }))
      const byIncident = (a: { incident: string }, b: { incident: string }) => (a.incident < b.incident ? -1 : 1)
      expect(found.sort(byIncident)).toEqual(expected.sort(byIncident))
    })
  })
}
