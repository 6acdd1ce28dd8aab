import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstSize } from '@/app/_charts/panel-size'
import { panelSvg } from '@/app/_charts/panel-svg'
import { colours, panelOption } from '@/app/_charts/series-option'
import { roundTop, type SeriesPanel, seriesRows } from '@/app/_charts/series-rows'
import { axisTicks, panelWords, speechOf, tableRows } from '@/app/_charts/series-words'
import type { Series, SeriesPoint } from '@/lib/schema/impact'

const day = 86_400_000
const begin = Date.parse('2025-12-09T22:00:00.000Z')
const zone = 'Europe/Kyiv'
const isoAt = (days: number) => new Date(begin + days * day).toISOString()

const silent = { peak: null, hoursCovered: 0, unit: null, low: null, best: null, high: null }
const unknown: SeriesPoint = { ...silent, standing: 'notReported' }
const stale: SeriesPoint = { ...silent, standing: 'stale' }
const noFigure: SeriesPoint = { ...silent, standing: 'reported', hoursCovered: 24 }
const back: SeriesPoint = { ...silent, standing: 'restored', low: 0, best: 0, high: 0, hoursCovered: 24 }
const out = (best: number, high: number | null = best, low: number | null = best): SeriesPoint => ({
  ...{ standing: 'reported', unit: 'customers', peak: best, hoursCovered: 24 },
  ...{ low, best, high },
})

function seriesOf(regions: Record<string, SeriesPoint[]>): Series {
  const days = Math.max(...Object.values(regions).map((points) => points.length))
  const total = { low: null, best: null, high: null, peak: null, reported: 0 }
  const pointsOn = (at: number) => Object.fromEntries(Object.entries(regions).map(([code, points]) => [code, points[at] ?? unknown]))
  const buckets = Array.from({ length: days }, (_, at) => ({ start: isoAt(at), end: isoAt(at + 1), regions: pointsOn(at), total }))
  return { service: 'electricity', step: 'day', from: isoAt(0), to: isoAt(days), knownAt: null, publishedBy: null, buckets, hours: {} }
}

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
    return panelSvg(panelOption(panel, { ...rows, ticks, locale: 'en', drawing: 'd' }, firstSize), firstSize)
  }
  const count = (svg: string, part: string) => svg.split(part).length - 1

  it('needs no style and no script of its own', () => {
    expect(draw(out(5), stale)).not.toMatch(/style|script|class=|<image|http/)
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
    expect(x1 - x0).toBeCloseTo((firstSize.width - 2) / 4, 0)
  })
})

describe('the words', () => {
  it.each([
    { points: [out(600_000, 800_000)], en: '600,000–800,000 now', uk: 'зараз 600–800\u00a0тис.' },
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
    expect(panelWords(panel, 'Odesa', speechOf('en', zone)).summary).toBe(
      'Odesa: highest ≥\u00a0430,000 customers on 11 Dec; stale since 12 Dec',
    )
  })

  it('are the same as a table, with a figure only where one stood', () => {
    const rows = tableRows(panelFor(unknown, out(100, 120, 90), out(100, 120, 90), stale, noFigure, back), 'X', 'day', speechOf('en', zone))
    expect(rows).toEqual([
      ['X', '2025-12-11', '2025-12-12', 'reported', 100, 90, 120, 'customers'],
      ['X', '2025-12-13', '2025-12-13', 'stale', null, null, null, null],
      ['X', '2025-12-14', '2025-12-14', 'reported', null, null, null, null],
      ['X', '2025-12-15', '2025-12-15', 'restored', null, null, null, null],
    ])
  })
})
