import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnTimeOf, plotTimeOf } from '@/app/_charts/chart-speech'
import { daysOf, edgesOf, pickAt, pickCount, plotTimeIn } from '@/app/_charts/plot-time'

const zone = 'Europe/Kyiv'
const month = { day: '2025-12-09', lead: 18, hours: 720, pick: 1 }

describe('days along a drawing', () => {
  it.each([
    [0, 0, '2025-12-09'],
    [0.008, 0, '2025-12-09'],
    [0.009, 1, '2025-12-10'],
    [0.5, 15, '2025-12-24'],
    [1, 30, '2026-01-08'],
    [-3, 0, '2025-12-09'],
    [9, 30, '2026-01-08'],
  ])('at %f of the width lies day %i', (fraction, index, day) => {
    expect(pickAt(month, fraction)).toBe(index)
    expect(daysOf(month, index, index)).toEqual({ from: day, to: day })
  })

  it('may be chosen in either direction, and by weeks', () => {
    expect(daysOf(month, 5, 2)).toEqual({ from: '2025-12-11', to: '2025-12-14' })
    expect(daysOf({ day: '2025-12-08', lead: 0, hours: 5 * 168, pick: 7 }, 1, 2)).toEqual({ from: '2025-12-15', to: '2025-12-28' })
  })

  it('have edges that hold whatever picks them, and cover the width exactly', () => {
    const time = fc.record({
      day: fc.constant('2026-03-27'),
      lead: fc.integer({ min: 0, max: 23 }),
      hours: fc.integer({ min: 1, max: 5000 }),
      pick: fc.constantFrom(1, 7),
    })
    fc.assert(
      fc.property(time, fc.double({ min: 0, max: 0.999999, noNaN: true }), (of, fraction) => {
        const [left, right] = edgesOf(of, pickAt(of, fraction), pickAt(of, fraction))
        expect(left).toBeLessThanOrEqual(fraction + 1e-9)
        expect(right).toBeGreaterThanOrEqual(fraction - 1e-9)
        expect(edgesOf(of, 0, pickCount(of) - 1)).toEqual([0, 1])
      }),
    )
  })

  it('are read back from the attributes of an element, or not at all', () => {
    expect(plotTimeIn({ day: '2025-12-09', lead: '18', hours: '720', pick: '1' })).toEqual(month)
    for (const wrong of [{}, { day: '9 Dec', lead: '1', hours: '2', pick: '1' }, { day: '2025-12-09', lead: '0', hours: '0', pick: '1' }])
      expect(plotTimeIn(wrong)).toBeNull()
  })

  it('are days of the territory', () => {
    const [from, to] = [Date.parse('2025-12-09T16:00:00Z'), Date.parse('2026-01-08T16:00:00Z')]
    expect(plotTimeOf({ from, to }, zone)).toEqual(month)
    const columns = (starts: string[]) => starts.map((start) => ({ start: Date.parse(start) }))
    expect(columnTimeOf(columns(['2025-12-09T16:00:00Z', '2025-12-09T22:00:00Z']), 'day', zone)).toEqual({ ...month, lead: 0, hours: 48 })
    expect(columnTimeOf(columns(['2025-12-09T16:00:00Z', '2025-12-14T22:00:00Z']), 'week', zone)).toMatchObject({
      day: '2025-12-08',
      pick: 7,
    })
    expect(columnTimeOf(columns(['2025-12-09T16:00:00Z']), 'hour', zone)).toMatchObject({ day: '2025-12-09', lead: 18, hours: 1 })
  })
})
