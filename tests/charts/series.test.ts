import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { speechOf } from '@/app/_charts/chart-speech'
import { smallPanel } from '@/app/_charts/panel-size'
import { panelSvg } from '@/app/_charts/panel-svg'
import { withTips } from '@/app/_charts/panel-tips'
import { colours, panelOption } from '@/app/_charts/series-option'
import { roundTop, type SeriesPanel, seriesRows } from '@/app/_charts/series-rows'
import { axisTicks, panelWords, seriesSummary, tableRows, tipsOf } from '@/app/_charts/series-words'
import type { SeriesPoint } from '@/lib/schema/impact'
import { back, begin, day, noFigure, out, seriesOf, stale, unknown, zone } from './series-of'

const panelFor = (...points: SeriesPoint[]): SeriesPanel => {
  const [panel] = seriesRows(seriesOf({ 'UA-12': points }), 6).panels
  if (!panel) throw new Error('no panel')
  return panel
}

const daysOf = ({ start, end }: { start: number; end: number }) => [(start - begin) / day, (end - begin) / day]

describe('rows', () => {
  it('join the same figure over days that touch, and nothing over a gap', () => {
    const { bars } = panelFor(out(100), out(100), out(90), stale, out(90))
    expect(bars.map(daysOf)).toEqual([
      [0, 2],
      [2, 3],
      [4, 5],
    ])
  })

  it('tell each stretch by its standing, and keep the last shade while stale', () => {
    const { strip } = panelFor(unknown, out(60_000), stale, noFigure, stale, back)
    expect(strip.map(({ mark }) => mark)).toEqual([
      { kind: 'notReported' },
      { kind: 'reported', step: 2 },
      { kind: 'stale', step: 2 },
      { kind: 'noFigure' },
      { kind: 'stale', step: null },
      { kind: 'restored' },
    ])
  })

  it('leave out regions without a figure, and count them', () => {
    const rows = seriesRows(seriesOf({ A: [out(5)], B: [noFigure], C: [back], D: [unknown] }), 6)
    expect([rows.panels.map(({ region }) => region), rows.others, rows.withoutFigure]).toEqual([['A'], [], 3])
  })

  it('put what is reported now first, then the highest; the rest stays for the table', () => {
    const rows = seriesRows(seriesOf({ A: [out(900), stale], B: [out(50), out(10)], C: [out(70), stale] }), 2)
    expect(rows.panels.map(({ region }) => region)).toEqual(['B', 'A'])
    expect(rows.others.map(({ region }) => region)).toEqual(['C'])
  })

  it.each([
    [1, 1],
    [750_000, 800_000],
    [800_000, 800_000],
    [800_001, 1_000_000],
    [1_092_000, 2_000_000],
    [38, 40],
  ])('end the scale of %i at %i', (count, top) => {
    expect(roundTop(count)).toBe(top)
  })

  it('never draw where nothing was reported or restored', () => {
    const point = fc.constantFrom(unknown, stale, noFigure, back, out(10), out(2000, null), out(70_000, 90_000))
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 40 }), (points) => {
        const { panels, top } = seriesRows(seriesOf({ A: points }), 6)
        for (const { bars, strip } of panels) {
          const drawn = (at: number) => bars.some((bar) => bar.start <= begin + at * day && begin + at * day < bar.end)
          expect(points.map((_, at) => drawn(at))).toEqual(points.map(({ best }) => best !== null))
          expect(strip[0]?.start).toBe(begin)
          expect(strip.at(-1)?.end).toBe(begin + points.length * day)
          expect(strip.slice(1).every((run, at) => run.start === strip[at]?.end)).toBe(true)
          expect(Math.max(...bars.map(({ best, high }) => Math.max(best, high ?? 0)))).toBeLessThanOrEqual(top)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('the drawing', () => {
  const draw = (...points: SeriesPoint[]) => {
    const rows = seriesRows(seriesOf({ 'UA-12': points }), 6)
    const [panel] = rows.panels
    if (!panel) throw new Error('no panel')
    const ticks = axisTicks(rows, speechOf('en', zone))
    return panelSvg(panelOption(panel, { ...rows, ticks, locale: 'en', drawing: 'd' }, smallPanel), smallPanel)
  }
  const count = (svg: string, part: string) => svg.split(part).length - 1

  it('needs no style and no script of its own', () => {
    expect(draw(out(5), stale)).not.toMatch(/style|script|class=|<image|http/)
  })

  it('has ground over every stretch of time that tells of it, and of nothing else', () => {
    const frame = { from: begin, to: begin + 4 * day, top: 100, ticks: [], locale: 'en', drawing: 'd' } as const
    const panel = panelFor(out(5), stale, out(5, 5, 5), stale)
    const svg = withTips('<svg></svg>', tipsOf(panel, 'day', speechOf('en', zone)), frame, { width: 400, height: 100, font: 11 })
    const grounds = [...svg.matchAll(/<rect x="([\d.]+)" width="([\d.]+)"/g)].map(([, x, width]) => [Number(x), Number(width)])
    expect(grounds).toEqual([
      [0, 100],
      [100, 100],
      [200, 100],
      [300, 100],
    ])
    expect(svg).toContain('data-tip="10 Dec\nreported: 5 customers"')
    expect(withTips('<svg></svg>', [{ start: begin, end: begin + day, lines: ['<b>&"'] }], frame, smallPanel)).toContain(
      'data-tip="&#60;b&#62;&#38;&#34;"',
    )
  })

  it('takes its colours from the page alone', () => {
    const svg = draw(out(60_000, 90_000), stale, noFigure, back, unknown)
    const paints = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, paint]) => paint)
    const known = ['none', 'url(#d-s3)', 'url(#d-f)', 'url(#d-n)', ...Object.values(colours)]
    expect(paints.filter((paint) => paint === undefined || !known.includes(paint))).toEqual([])
  })

  it('joins what touches with one line, and starts a new one after a gap', () => {
    const lines = [...draw(out(100), out(80), stale, out(80)).matchAll(/<polyline points="([^"]*)"/g)].map(
      ([, points = '']) => points.split(' ').length / 2,
    )
    expect(lines).toEqual([2, 3, 2])
  })

  it('bands a range, and marks an open end instead of drawing it', () => {
    expect(count(draw(out(100)), colours.band)).toBe(0)
    expect(count(draw(out(100, 120, 90)), colours.band)).toBe(1)
    const open = draw(out(100, null))
    expect(open).toContain('≥\u00a0100')
    expect(count(open, '<polyline')).toBe(2)
    expect(count(draw(out(100)), '<polyline')).toBe(1)
  })

  it('gives a day the width of a day', () => {
    const [, points = ''] = /<polyline points="([^"]*)"/.exec(draw(unknown, out(100), unknown, unknown)) ?? []
    const [x0 = 0, , x1 = 0] = points.split(' ').map(Number)
    expect(x1 - x0).toBeCloseTo((smallPanel.width - 2) / 4, 0)
  })
})

describe('the words', () => {
  it.each([
    { points: [out(600_000, 800_000)], en: '600,000–\u2060800,000 now', uk: 'зараз 600–\u2060800\u00a0тис.' },
    { points: [out(5), stale, stale], en: 'stale since 11 Dec', uk: 'застаріло з 11 груд.' },
    { points: [out(5), back], en: 'restored since 11 Dec', uk: 'відновлено з 11 груд.' },
    { points: [out(5), noFigure], en: 'out, no figure, since 11 Dec', uk: 'відключення без цифри з 11 груд.' },
    { points: [out(5), unknown], en: 'not reported now', uk: 'зараз немає даних' },
  ])('say how it stands: $en', ({ points, en, uk }) => {
    expect(panelWords(panelFor(...points), 'X', speechOf('en', zone)).now).toBe(en)
    expect(panelWords(panelFor(...points), 'X', speechOf('uk', zone)).now).toBe(uk)
  })

  it('sum a panel up in a sentence', () => {
    const panel = panelFor(out(100), out(430_000, null), stale)
    expect(panelWords(panel, 'UA-12', speechOf('en', zone)).summary).toBe(
      'UA-12: highest ≥\u00a0430,000 customers on 11 Dec; stale since 12 Dec',
    )
  })

  it('sum the chart up: the largest, how many at once, the gaps', () => {
    const series = seriesOf({ 'UA-12': [unknown, out(100), out(430_000, null), stale], 'UA-30': [unknown, unknown, out(5), stale] })
    expect(seriesSummary(seriesRows(series, 6), series, speechOf('en', zone))).toBe(
      'The largest figure is ≥\u00a0430,000 customers, UA-12, 12 Dec. At most 2 regions are out at the same time, on 12 Dec; at the end 0. 2 of 4 days have no current report from any region.',
    )
  })

  it('do not say now of a period that ended before', () => {
    expect(panelWords(panelFor(out(5)), 'X', speechOf('en', zone), false).now).toBe('5 at the end')
  })

  it('name few days along the axis, however long the period is', () => {
    for (const days of [1, 2, 7, 30, 172, 900]) {
      const labels = axisTicks({ from: begin, to: begin + days * day }, speechOf('uk', zone)).map(({ label }) => label)
      expect(labels.length).toBeLessThanOrEqual(5)
      expect(labels.length).toBeGreaterThanOrEqual(2)
    }
  })

  it('are the same as a table, with a figure only where one stood', () => {
    const rows = tableRows(
      panelFor(unknown, out(100, 120, 90), out(100, 120, 90), stale, noFigure, back),
      'UA-12',
      'day',
      speechOf('en', zone),
    )
    expect(rows).toEqual([
      ['UA-12', '2025-12-11', '2025-12-12', 'reported', 100, 90, 120, 'customers'],
      ['UA-12', '2025-12-13', '2025-12-13', 'stale', null, null, null, null],
      ['UA-12', '2025-12-14', '2025-12-14', 'reported', null, null, null, null],
      ['UA-12', '2025-12-15', '2025-12-15', 'restored', null, null, null, null],
    ])
  })
})
