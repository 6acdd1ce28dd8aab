import { describe, expect, test } from 'vitest'
import { restorationRows, sinceTicks } from '@/app/_charts/restoration-rows'
import type { IncidentStep, RestorationCurve } from '@/lib/schema/incident-series'

const hour = 3_600_000
const gap = { low: null, best: null, high: null }

/** An incident that began at a moment, with what was known so many hours later. */
function curve(from: string, ...said: [number, number, Partial<IncidentStep>][]): RestorationCurve {
  const at = (hours: number) => new Date(Date.parse(from) + hours * hour).toISOString()
  const steps = said.map(
    ([start, end, change]): IncidentStep => ({
      from: at(start),
      until: at(end),
      standing: 'reported',
      low: 10,
      best: 10,
      high: 10,
      ...change,
    }),
  )
  const line = {
    service: 'electricity' as const,
    measure: 'without' as const,
    unit: 'customers' as const,
    regions: ['UA-12'],
    steps,
    points: [],
  }
  return { incident: '01JH0000000000000000000000', title: 'Strike', start: { time: from, precision: 'hour' }, from, line }
}
const zero = { standing: 'restored', low: 0, best: 0, high: 0 } as const

describe('incidents compared', () => {
  const early = curve('2025-12-27T03:00:00.000Z', [0, 24, {}], [24, 30, { best: 4 }], [30, 900, zero])
  const late = curve('2026-01-07T20:00:00.000Z', [2, 50, { high: null }], [50, 60, { standing: 'stale', ...gap }])

  test('are counted in time from their own beginnings', () => {
    const { rows } = restorationRows([early, late])
    expect(rows.map(({ bars }) => bars.map(({ start, end, best }) => [start / hour, end / hour, best]))).toEqual([
      [
        [0, 24, 10],
        [24, 30, 4],
        [30, 900, 0],
      ],
      [[2, 50, 10]],
    ])
  })

  test('keep a gap a gap, and its reason in the strip', () => {
    const [row] = restorationRows([late]).rows
    expect(row?.bars.at(-1)?.end).toBe(50 * hour)
    expect(row?.strip.map(({ mark }) => mark.kind)).toEqual(['reported', 'stale'])
  })

  test('share an axis that ends soon after the longest has told its last, not when a restoration is too old', () => {
    const { to } = restorationRows([early, late])
    expect(to / hour).toBeGreaterThan(50)
    expect(to / hour).toBeLessThan(60)
  })

  test('have each their own scale and unit', () => {
    const households = curve('2026-01-07T20:00:00.000Z', [0, 24, { low: 700_000, best: 700_000, high: 700_000 }])
    if (households.line) households.line.unit = 'households'
    expect(restorationRows([early, households]).rows.map(({ unit, top }) => [unit, top])).toEqual([
      ['customers', 10],
      ['households', 800_000],
    ])
  })

  test('the highest figure is told with its open end', () => {
    expect(restorationRows([late]).rows[0]?.peak).toMatchObject({ best: 10, high: null })
  })

  test('an incident in which nothing was counted is a row without a figure, not zero', () => {
    expect(restorationRows([{ ...early, line: null }])).toMatchObject({ rows: [{ unit: null, bars: [], strip: [], peak: null }] })
  })

  test.each([
    [24, 6],
    [60, 12],
    [400, 120],
  ])('an axis of %i hours has a place every %i', (hours, apart) => {
    const ticks = sinceTicks(hours * hour)
    expect((ticks[1] ?? 0) / hour).toBe(apart)
    expect(ticks.length).toBeLessThanOrEqual(9)
  })
})
