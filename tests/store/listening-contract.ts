import { describe, expect, test } from 'vitest'
import type { Bench } from './contract'
import { added, at, contributor, created, decided, editor, incident, report } from './factories'

export function listeningContract(bench: Bench): void {
  describe('who listens', () => {
    test('hears a write once it can be read, until no more', async () => {
      const seen: Promise<number | undefined>[] = []
      const stop = bench.store.listen(() => seen.push(bench.store.head().then((head) => head?.seq)))
      const of = incident()
      await bench.append(5, created(of), added(report(of)))
      expect(await seen.at(-1)).toBe(2)
      await bench.append(6, decided('incident.takenDown', of.id, 'safety'))
      expect(await seen.at(-1)).toBe(3)
      stop()
      const before = seen.length
      await bench.append(7, created(incident()))
      expect(seen).toHaveLength(before)
    })

    test('hears nothing of a write that failed or added nothing', async () => {
      const calls: string[] = []
      bench.store.listen(() => calls.push('heard'))
      await bench.store.write({ actor: contributor, time: at(5) }, (tx) => tx.remember('key', 'hash', 'answer'))
      const failing = bench.store.write({ actor: editor, time: at(5) }, async (tx) => {
        await tx.append(created(incident()))
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      if (bench.store.engine === 'embedded') expect(calls).toEqual([])
    })
  })

  describe('the end of the changes', () => {
    test('is where nothing more comes from, until something becomes public', async () => {
      expect(await bench.view(4).changes({ limit: 9, since: await bench.view(4).changesEnd() })).toMatchObject({ rows: [] })
      const [held, plain] = [incident({ publicAfter: at(8) }), incident()]
      await bench.append(5, created(held), added(report(held)), created(plain), added(report(plain)))
      const end = await bench.view(6).changesEnd()
      expect(end).toBe((await bench.view(6).changes({ limit: 9 })).next)
      expect((await bench.view(7).changes({ limit: 9, since: end })).rows).toEqual([])
      expect((await bench.view(8).changes({ limit: 9, since: end })).rows.map(({ incident: of }) => of)).toEqual([held.id, held.id])
    })
  })

  describe('the next release', () => {
    test('is the earliest end of a hold on something published, and none after the last', async () => {
      expect(await bench.view(1).nextRelease()).toBeNull()
      const [later, sooner] = [incident({ publicAfter: at(9) }), incident({ publicAfter: at(8) })]
      await bench.append(5, created(later), added(report(later)), created(sooner), added(report(sooner)))
      const waiting = incident({ publicAfter: at(7), reviewState: 'in_review' })
      const withdrawn = incident({ publicAfter: at(7) })
      await bench.append(5, created(waiting), created(withdrawn), decided('incident.retracted', withdrawn.id, 'error'))
      expect(await bench.view(6).nextRelease()).toBe(at(8))
      expect(await bench.view(8).nextRelease()).toBe(at(9))
      expect(await bench.view(9).nextRelease()).toBeNull()
    })
  })
}
