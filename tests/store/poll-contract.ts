import { describe, expect, test } from 'vitest'
import type { Bench } from './contract'
import { at } from './factories'

const validators = { etag: '"one"', lastModified: null }

/** What holds for polls of both stores. */
export function pollContract(bench: Bench): void {
  describe('polls of sources', () => {
    test('belong to whoever begins first, until they are over', async () => {
      const { polls } = bench.store
      const first = await polls.begin('voe', at(0), at(1))
      expect(first).toEqual({ id: 'voe', turn: 1, failures: 0, etag: null, lastModified: null })
      expect(await polls.begin('voe', at(0), at(1))).toBeNull()
      expect(await polls.begin('odin', at(0), at(1))).toMatchObject({ id: 'odin', turn: 1 })
      await polls.settle({ id: 'voe', turn: 1 }, { at: at(0), dueAt: at(2), failure: null, validators, aside: [] })
      expect(await polls.begin('voe', at(1), at(3))).toBeNull()
      expect(await polls.begin('voe', at(2), at(3))).toMatchObject({ turn: 2, ...validators })
    })

    test('of a process that broke off are another’s, and its end changes nothing then', async () => {
      const { polls } = bench.store
      await polls.begin('voe', at(0), at(1))
      expect(await polls.begin('voe', at(1), at(2))).toMatchObject({ turn: 2 })
      await polls.settle({ id: 'voe', turn: 1 }, { at: at(1), dueAt: at(9), failure: 'timeout' })
      expect(await polls.list()).toMatchObject([{ id: 'voe', dueAt: at(2), failures: 0, failure: null }])
    })

    test('keep what was set aside of the last good answer, until another answer comes', async () => {
      const { polls } = bench.store
      const aside = [{ field: 'metersaffected', reason: 'is not given', records: 3 }]
      const settled = async (turn: number, outcome: Parameters<typeof polls.settle>[1]) => {
        await polls.begin('odin', at(turn), at(turn + 1))
        await polls.settle({ id: 'odin', turn }, outcome)
        return (await polls.list())[0]?.aside
      }
      const good = (turn: number) => ({ at: at(turn), dueAt: at(turn + 1), failure: null, validators })
      expect(await settled(1, { ...good(1), aside })).toEqual(aside)
      expect(await settled(2, { at: at(2), dueAt: at(3), failure: 503 })).toEqual(aside)
      expect(await settled(3, { ...good(3), aside: null })).toEqual(aside)
      expect(await settled(4, { ...good(4), aside: [] })).toEqual([])
    })

    test('keep the last good one while others fail, and count these', async () => {
      const { polls } = bench.store
      await polls.begin('voe', at(0), at(1))
      await polls.settle({ id: 'voe', turn: 1 }, { at: at(0), dueAt: at(1), failure: null, validators, aside: [] })
      for (const [turn, failure] of [[2, 503] as const, [3, 'name'] as const]) {
        await polls.begin('voe', at(turn), at(turn + 1))
        await polls.settle({ id: 'voe', turn }, { at: at(turn), dueAt: at(turn + 1), failure })
      }
      expect(await polls.list()).toEqual([
        { id: 'voe', triedAt: at(3), goodAt: at(0), dueAt: at(4), failure: 'name', failures: 2, aside: [] },
      ])
      expect(await polls.begin('voe', at(4), at(5))).toMatchObject({ failures: 2, ...validators })
    })
  })
}
