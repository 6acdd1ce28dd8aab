import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkAfter, nextCheckIn } from '@/app/_live/pace'

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('the pace of checks', () => {
  it('is about twenty seconds while the server answers', () => {
    fc.assert(fc.property(chance, (spread) => nextCheckIn(0, spread) >= 16_000 && nextCheckIn(0, spread) <= 24_000))
  })

  it('looks again soon after one failure, then ever later, never later than six minutes', () => {
    expect(nextCheckIn(1, 0.5)).toBe(3000)
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10_000 }), chance, (failures, spread) => {
        expect(nextCheckIn(failures + 1, spread)).toBeGreaterThanOrEqual(nextCheckIn(failures, spread))
        expect(nextCheckIn(failures, spread)).toBeGreaterThanOrEqual(16_000)
        expect(nextCheckIn(failures, spread)).toBeLessThanOrEqual(360_000)
      }),
    )
  })

  it('spreads readers who failed at one moment over two fifths of the time', () => {
    for (const failures of [0, 1, 2, 5, 50]) expect(nextCheckIn(failures, 0.999) / nextCheckIn(failures, 0)).toBeCloseTo(1.5, 2)
  })
})

describe('what is said of the line', () => {
  it.each([
    [0, true, 'offline', 'fine'],
    [0, false, 'silent', 'fine'],
    [1, true, 'fine', 'fine'],
    [1, true, 'offline', 'offline'],
    [1, false, 'fine', 'offline'],
    [2, true, 'fine', 'silent'],
    [9, true, 'offline', 'silent'],
    [9, false, 'silent', 'offline'],
  ] as const)('after %i failures, network %s, before %s: %s', (failures, network, before, said) => {
    expect(linkAfter(failures, network, before)).toBe(said)
  })
})
