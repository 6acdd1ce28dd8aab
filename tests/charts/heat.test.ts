import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { speechOf } from '@/app/_charts/chart-speech'
import { heatFacts, heatRows } from '@/app/_charts/heat-rows'
import { heatSummary, heatTable, heatTicks, heatTip } from '@/app/_charts/heat-words'
import { back, noFigure, out, seriesOf, stale, unknown, zone } from './series-of'

const english = speechOf('en', zone)
const cellsOf = (...points: Parameters<typeof seriesOf>[0][string]) => heatRows(seriesOf({ A: points }), ['A']).rows[0]?.cells ?? []

describe('rows of days', () => {
  it('are shown by the highest figure of the day, however the day ended', () => {
    const cells = cellsOf(
      { ...back, peak: 300_000, hoursCovered: 9 },
      { ...stale, peak: 60_000, hoursCovered: 3 },
      { ...back, hoursCovered: 0, peak: 0 },
      { ...back, hoursCovered: 5, peak: 0 },
    )
    expect(cells.map(({ mark, back: isBack, highest }) => [mark.kind, isBack, highest])).toEqual([
      ['reported', true, 300_000],
      ['reported', false, 60_000],
      ['restored', false, null],
      ['noFigure', true, null],
    ])
  })

  it('keep the shade of the highest figure while stale, and none after one without', () => {
    expect(cellsOf({ ...out(5), peak: 600_000 }, stale, noFigure, stale).map(({ mark }) => mark)).toEqual([
      { kind: 'reported', step: 5 },
      { kind: 'stale', step: 5 },
      { kind: 'noFigure' },
      { kind: 'stale', step: null },
    ])
  })

  it('are of regions of which anything is known, in the order given', () => {
    const heat = heatRows(seriesOf({ A: [unknown], B: [out(5)], C: [stale] }), ['C', 'A', 'B', 'X'])
    expect([heat.rows.map(({ region }) => region), heat.leftOut]).toEqual([['C', 'B'], 1])
  })

  it('cover the period exactly, merge only what is alike, and show no figure in a gap', () => {
    const point = fc.constantFrom(unknown, stale, noFigure, back, out(10), out(2000, null), out(70_000, 90_000))
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 40 }), (points) => {
        const cells = cellsOf(...points)
        fc.pre(points.some(({ standing }) => standing !== 'notReported'))
        expect(cells.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => first + at))).toEqual([
          ...points.keys(),
        ])
        const shown = points.map((_, at) => cells.find(({ first, last }) => first <= at && at <= last)?.highest ?? null)
        expect(shown).toEqual(points.map(({ standing, peak }) => (standing === 'reported' ? peak : null)))
        const written = cells.map(({ first: _first, last: _last, ...cell }) => JSON.stringify(cell))
        expect(written.some((cell, at) => cell === written[at + 1])).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})

describe('words of days', () => {
  const heat = heatRows(seriesOf({ 'UA-12': [unknown, out(60_000, null), out(60_000, null), stale], 'UA-30': [unknown, noFigure, back] }), [
    'UA-12',
    'UA-30',
  ])

  it('tell of a cell: where, when, how it stands, and the figure with its unit', () => {
    const tips = heat.rows.map(({ region, cells }) => cells.map((cell) => heatTip(cell, region, heat.columns, 'day', english).join('; ')))
    expect(tips).toEqual([
      ['UA-12; 10 Dec; not reported', 'UA-12; 11 Dec – 12 Dec; reported: ≥\u00a060,000 customers', 'UA-12; 13 Dec; stale'],
      ['UA-30; 10 Dec; not reported', 'UA-30; 11 Dec; reported: no figure', 'UA-30; 12 Dec; restored', 'UA-30; 13 Dec; not reported'],
    ])
  })

  it('are the same as a table without what is not known', () => {
    expect(heatTable(heat, 'day', english).rows).toEqual([
      ['UA-12', '2025-12-11', '2025-12-12', 'reported', 60_000, 'customers'],
      ['UA-12', '2025-12-13', '2025-12-13', 'stale', null, null],
      ['UA-30', '2025-12-11', '2025-12-11', 'reported', null, null],
      ['UA-30', '2025-12-12', '2025-12-12', 'restored', null, null],
    ])
  })

  it('sum up: the largest, the day with most, the gaps', () => {
    expect(heatFacts(heat)).toMatchObject({ largest: { region: 'UA-12', highest: 60_000 }, most: { at: 1, count: 2 }, without: 2 })
    expect(heatSummary(heat, 'day', english)).toBe(
      'The largest figure is ≥\u00a060,000 customers, UA-12, 11 Dec. 11 Dec: most regions out at once, 2 regions. 2 of 4 days have no current report from any region.',
    )
  })

  it('name Mondays of the territory', () => {
    const days = Array.from({ length: 31 }, () => out(5))
    const ticks = heatTicks(heatRows(seriesOf({ A: days }), ['A']), english)
    expect(ticks.weeks).toEqual([5, 12, 19, 26])
    expect(ticks.named.map(({ label }) => label)).toEqual(['15 Dec', '22 Dec', '29 Dec'])
  })
})
