import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barsOf, type PointMark, type StepBar, stepFigures, stripOf } from '@/app/_charts/step-line-rows'
import { levelLabels, markShapes, type StepScale, stepShapes, xOf, yOf } from '@/app/_charts/step-line-shapes'
import { timeTicks } from '@/app/_charts/step-line-ticks'
import type { IncidentLine, IncidentPoint, IncidentStep } from '@/lib/schema/incident-series'

const hour = 3_600_000
const start = Date.parse('2026-01-08T00:00:00.000Z')
const at = (hours: number) => new Date(start + hours * hour).toISOString()
const scale: StepScale = { from: start, to: start + 100 * hour, top: 1000, head: 20, height: 100 }

const step = (from: number, until: number, change: Partial<IncidentStep> = {}): IncidentStep => ({
  from: at(from),
  until: at(until),
  standing: 'reported',
  ...{ low: 600, best: 600, high: 600 },
  ...change,
})
const gap = { low: null, best: null, high: null }

let made = 0
const point = (change: Partial<IncidentPoint> = {}): IncidentPoint => ({
  ...{ low: 600, best: 600, high: 600 },
  role: 'line',
  observation: `A.${made++}`,
  report: '01JH0000000000000000000001',
  source: { publisher: 'UNN', statedBy: null, tier: 2, url: 'https://example.org/' },
  asOf: { time: '2026-01-08', precision: 'day' },
  from: at(0),
  until: at(24),
  regions: ['UA-12'],
  place: null,
  ...change,
})
const line = (change: Partial<IncidentLine> = {}): IncidentLine => ({
  service: 'electricity',
  measure: 'without',
  unit: 'customers',
  regions: ['UA-12'],
  steps: [step(0, 48)],
  points: [point()],
  ...change,
})

/** The marks of one panel with these points. */
const marksOf = (...points: IncidentPoint[]): PointMark[] => stepFigures({ lines: [line({ points })] })[0]?.panels[0]?.marks ?? []
const shapesOf = (...steps: IncidentStep[]) => stepShapes(barsOf(steps), stripOf(steps), scale)

describe('rows', () => {
  test.each([
    ['stale', gap],
    ['notReported', gap],
  ] as const)('what is %s has no bar and a strip of its own', (standing, figures) => {
    const steps = [step(0, 48), step(48, 60, { standing, ...figures })]
    expect(barsOf(steps)).toHaveLength(1)
    expect(stripOf(steps).map(({ mark }) => mark.kind)).toEqual(['reported', standing])
  })

  test('out with no figure is no bar, and not zero', () => {
    const steps = [step(0, 10, gap)]
    expect(barsOf(steps)).toEqual([])
    expect(stripOf(steps)[0]?.mark).toEqual({ kind: 'noFigure' })
  })

  test('restored is a bar at zero', () => {
    expect(barsOf([step(0, 10, { standing: 'restored', low: 0, best: 0, high: 0 })])).toMatchObject([{ best: 0 }])
  })

  test('a stale strip keeps the shade of the last figure', () => {
    const [, stale] = stripOf([step(0, 10, { low: 600_000, best: 600_000, high: 600_000 }), step(10, 20, { standing: 'stale', ...gap })])
    expect(stale?.mark).toEqual({ kind: 'stale', step: 5 })
  })

  test('sources that say the same of the same time are one mark with all their numbers, under the best tier', () => {
    const other = { publisher: 'DTEK', statedBy: null, tier: 1, url: 'https://example.org/' } as const
    expect(marksOf(point(), point({ role: 'agrees', source: other }), point({ best: 800 }))).toMatchObject([
      { numbers: [1, 2], tier: 1 },
      { numbers: [3], tier: 2 },
    ])
  })

  test('a replaced figure is no mark with the one that stands', () => {
    expect(marksOf(point(), point({ role: 'superseded' })).map(({ role }) => role)).toEqual(['line', 'superseded'])
  })

  test('each unit is a figure of its own, those that say how things stand first', () => {
    const back = line({ measure: 'reconnected', steps: [], points: [point(), point(), point()] })
    const figures = stepFigures({ lines: [back, line(), line({ unit: 'households' }), line({ regions: ['UA-30'] })] })
    expect(figures.map(({ measure, unit, panels }) => [measure, unit, panels.length])).toEqual([
      ['without', 'customers', 2],
      ['without', 'households', 1],
      ['reconnected', 'customers', 1],
    ])
  })

  test('the scale holds everything that is drawn, the high ends too', () => {
    const [figure] = stepFigures({ lines: [line({ points: [point({ role: 'alternative', low: 600, best: 700, high: 4500 })] })] })
    expect(figure?.panels[0]?.top).toBe(6000)
  })
})

describe('shapes', () => {
  test('levels that touch are joined, and nothing is drawn through a gap', () => {
    const shapes = shapesOf(
      step(0, 10),
      step(10, 20, { best: 300, low: 300, high: 300 }),
      step(20, 40, { standing: 'stale', ...gap }),
      step(40, 50),
    )
    expect(shapes.levels).toEqual([
      { x1: 0, x2: 10, y: 60 },
      { x1: 10, x2: 20, y: 90 },
      { x1: 40, x2: 50, y: 60 },
    ])
    expect(shapes.risers).toEqual([{ x: 10, y1: 60, y2: 90 }])
  })

  test('a range is a band, an open end a chevron and no band', () => {
    expect(shapesOf(step(0, 10, { high: 800 })).bands).toEqual([{ x: 0, width: 10, y: 40, height: 20 }])
    const open = shapesOf(step(0, 10, { high: null }))
    expect([open.bands, open.chevrons]).toEqual([[], [{ x: 5, y: 60, up: true }]])
    expect(shapesOf(step(0, 10, { low: null })).chevrons).toEqual([{ x: 5, y: 60, up: false }])
  })

  test('only an hour or a minute is a point; a day is as wide as the day', () => {
    const exact = point({ asOf: { time: at(5), precision: 'hour' }, from: at(5), until: at(6) })
    const [day, hours] = markShapes(marksOf(point({ until: at(20) }), exact), scale)
    expect(day).toMatchObject({ x: 10, span: { x1: 0, x2: 20, y: 60 } })
    expect(hours).toMatchObject({ x: 5, span: null })
  })

  test('sources of one day stand side by side within it', () => {
    const xs = markShapes(
      marksOf(point({ until: at(20) }), point({ until: at(20), best: 800 }), point({ until: at(20), best: 900 })),
      scale,
    )
    expect(xs.map(({ x }) => x)).toEqual([5, 10, 15])
  })

  test('a range that a source gave is a whisker', () => {
    const [mark] = markShapes(marksOf(point({ low: 600, best: 600, high: 800 })), scale)
    expect(mark?.whisker).toMatchObject({ y1: 40, y2: 60 })
  })

  const bars = fc
    .array(
      fc.record({ gap: fc.integer({ min: 0, max: 20 }), length: fc.integer({ min: 1, max: 30 }), best: fc.integer({ min: 0, max: 1000 }) }),
      { maxLength: 12 },
    )
    .map((parts) => {
      let time = start
      return parts.map(({ gap: before, length, best }): StepBar => {
        const from = time + before * hour
        time = from + length * hour
        return { start: from, end: time, low: best, best, high: best }
      })
    })

  test('whatever the bars, a riser stands only where two of them touch, and all lies inside the drawing', () => {
    fc.assert(
      fc.property(bars, (all) => {
        const { levels, risers } = stepShapes(all, [], scale)
        const ends = new Set(all.map(({ end }) => xOf(end, scale)))
        for (const { x } of risers) expect(ends.has(x)).toBe(true)
        const joints = all
          .slice(1)
          .filter((bar, index) => bar.start === all[index]?.end && bar.best !== all[index]?.best && bar.start < scale.to)
        expect(risers).toHaveLength(joints.length)
        for (const { x1, x2, y } of levels) {
          expect(x1).toBeGreaterThanOrEqual(0)
          expect(x2).toBeLessThanOrEqual(100)
          expect(y).toBeGreaterThanOrEqual(scale.head)
          expect(y).toBeLessThanOrEqual(scale.head + scale.height)
        }
      }),
    )
  })

  test('the highest figure is always written, and no two written ones touch', () => {
    fc.assert(
      fc.property(bars, (all) => {
        const labels = levelLabels(all, scale, ({ best }) => String(best))
        const highest = Math.max(0, ...all.map(({ best }) => best))
        if (highest > 0) expect(labels[0]?.text).toBe(String(highest))
        labels.forEach((one, index) => {
          for (const other of labels.slice(index + 1)) expect(one.x === other.x && one.y === other.y).toBe(false)
        })
      }),
    )
  })

  test('more is higher', () => {
    expect(yOf(0, scale)).toBe(120)
    expect(yOf(1000, scale)).toBe(20)
  })
})

describe('ticks', () => {
  const kyiv = { locale: 'en', zone: 'Europe/Kyiv' } as const
  test('are days of the territory, few enough to read', () => {
    const ticks = timeTicks({ from: start, to: start + 40 * 24 * hour }, kyiv)
    expect(ticks.length).toBeLessThanOrEqual(7)
    expect(new Date(ticks[0]?.at ?? 0).toISOString()).toBe('2026-01-08T22:00:00.000Z')
    expect(ticks[0]?.label).toBe('9 Jan')
  })

  test('are hours of the clock where there is hardly a day', () => {
    const ticks = timeTicks({ from: start, to: start + 24 * hour }, kyiv)
    expect(ticks.map(({ label }) => label)).toEqual(['06:00', '12:00', '18:00', '9 Jan'])
  })
})
