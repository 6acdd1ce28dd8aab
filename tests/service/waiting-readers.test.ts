import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WaitingReaders } from '@/lib/service/waiting-readers'

describe('readers who wait', () => {
  it('are woken once each, in the order in which they came, however many there are and whoever leaves meanwhile', async () => {
    const property = fc.asyncProperty(fc.nat({ max: 300 }), fc.array(fc.nat({ max: 299 }), { maxLength: 20 }), async (count, leaving) => {
      const readers = new WaitingReaders()
      const woken: number[] = []
      const wakes = Array.from({ length: count }, (_, reader) => () => void woken.push(reader))
      for (const wake of wakes) readers.add(wake)
      readers.wake()
      const left = leaving.filter((reader) => reader < count)
      for (const reader of left) readers.delete(wakes[reader] ?? (() => {}))
      // Heard while the first is still on its way: nobody is called twice for it.
      readers.wake()
      for (let i = 0; i <= count; i += 1) await turn()
      expect(woken).toEqual(wakes.flatMap((_, reader) => (left.includes(reader) ? [] : [reader])))
    })
    await fc.assert(property, { numRuns: 50 })
  })

  it('let others have their turn before all are woken', async () => {
    const readers = new WaitingReaders()
    let woken = 0
    for (let i = 0; i < 1000; i += 1) readers.add(() => (woken += 1))
    readers.wake()
    const seen = [woken]
    while (woken < 1000) {
      await turn()
      seen.push(woken)
    }
    const steps = seen.slice(1).map((now, i) => now - (seen[i] ?? 0))
    expect(seen[0]).toBe(0)
    expect(Math.max(...steps)).toBeLessThanOrEqual(50)
  })

  it('wait for the next waking where they come after one', async () => {
    const readers = new WaitingReaders()
    const woken: string[] = []
    readers.add(() => {
      woken.push('first')
      readers.add(() => woken.push('second'))
    })
    readers.wake()
    for (let i = 0; i < 5; i += 1) await turn()
    expect(woken).toEqual(['first'])
    readers.wake()
    for (let i = 0; i < 5; i += 1) await turn()
    expect(woken).toEqual(['first', 'second'])
  })
})
