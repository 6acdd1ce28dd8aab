import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Sparkline } from '@/app/_charts/sparkline'
import type { Series } from '@/lib/schema/impact'
import { standings } from '@/lib/schema/vocabulary'

const start = Date.parse('2026-01-01T00:00:00.000Z')
const day = 86_400_000
const at = (days: number) => new Date(start + days * day).toISOString()

type Told = readonly [standing: (typeof standings)[number], best: number | null]

function seriesOf(told: readonly Told[]): Pick<Series, 'buckets' | 'from' | 'to'> {
  const buckets = told.map(([standing, best], index) => ({
    start: at(index),
    end: at(index + 1),
    regions: { 'UA-12': { standing, low: best, best, high: best, peak: best, hoursCovered: 24, unit: 'customers' as const } },
    total: { low: null, best: null, high: null, peak: null, reported: 0 },
  }))
  return { from: at(0), to: at(told.length), buckets }
}

const draw = (told: readonly Told[]) => renderToStaticMarkup(<Sparkline series={seriesOf(told)} region="UA-12" />)
const paths = (told: readonly Told[]) =>
  Object.fromEntries([...draw(told).matchAll(/<path (?:data-(\w)="" )?d="([^"]+)"/g)].map(([, kind = 'line', d]) => [kind, d]))

describe('a sparkline', () => {
  test('steps where the figure changes, and stops where nothing is reported', () => {
    const told = paths([
      ['reported', 100],
      ['reported', 50],
      ['stale', null],
      ['reported', 100],
      ['restored', 0],
      ['notReported', null],
    ])
    expect(told).toEqual({
      line: 'M0 2H10V7H20M30 2H40V12H50',
      r: 'M0 16H20M30 16H40',
      s: 'M20 16H30',
      o: 'M40 16H50',
      n: 'M50 16H60',
    })
  })

  test('shows in its strip what was out with no figure, and draws no line for it', () => {
    expect(
      paths([
        ['reported', null],
        ['notReported', null],
      ]),
    ).toEqual({ r: 'M0 16H30', n: 'M30 16H60' })
  })

  test('the four standings differ by their paths, of a month in few bytes', () => {
    const anyDay = fc.tuple(fc.constantFrom(...standings), fc.option(fc.nat(1_000_000)))
    fc.assert(
      fc.property(fc.array(anyDay, { minLength: 1, maxLength: 40 }), (told) => {
        const drawn = paths(told)
        const kinds = { reported: 'r', stale: 's', restored: 'o', notReported: 'n' } as const
        const expected = [...new Set(told.map(([standing]) => kinds[standing]))].sort()
        expect(
          Object.keys(drawn)
            .filter((kind) => kind !== 'line')
            .sort(),
        ).toEqual(expected)
        // Every stretch of the strip ends where its neighbour begins: together they are the whole period.
        const ends = Object.entries(drawn).flatMap(([kind, d]) =>
          kind === 'line' ? [] : [...String(d).matchAll(/M([\d.]+) 16H([\d.]+)/g)],
        )
        const length = ends.reduce((sum, [, from, to]) => sum + Number(to) - Number(from), 0)
        expect(length).toBeCloseTo(60, 5)
      }),
    )
    const month: Told[] = Array.from({ length: 31 }, (_, index) =>
      index < 20 ? ['notReported', null] : index < 24 ? ['reported', 1000 * index] : ['stale', null],
    )
    expect(draw(month).length).toBeLessThan(330)
  })
})
