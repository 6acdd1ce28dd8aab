import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hoursRows } from '@/app/_charts/hours-rows'
import { shareRows } from '@/app/_charts/share-rows'
import { impactOf } from './impact-of'
import { seriesOf } from './series-of'

const denominator = { of: 'households', value: 1000, kind: 'estimated', formula: 'f', source: 's', year: 2022, note: null } as const
const shareOf = (best: number, high: number | null = best) => ({ low: best, best, high, over: (high ?? best) > 1 })
const reported = (region: string, best: number, high?: number | null) =>
  impactOf(region, { standing: 'reported', share: shareOf(best, high), denominator })

describe('shares', () => {
  it('are of regions that have one, the largest first; the others that are out are counted', () => {
    const told = [
      reported('A', 0.1),
      impactOf('B', { standing: 'reported' }),
      reported('C', 0.6, null),
      impactOf('D', { standing: 'stale' }),
    ]
    const { rows, withoutShare } = shareRows(told)
    expect(rows.map(({ region }) => region)).toEqual(['C', 'A'])
    expect(withoutShare).toBe(1)
  })

  it.each([
    [[0.2], 1],
    [[1], 1],
    [[1.01], 1.25],
    [[0.4, 1.6], 1.75],
    [[], 1],
  ])('of %j are on a scale up to %f', (shares, max) => {
    expect(shareRows(shares.map((share) => reported('A', share))).max).toBe(max)
  })
})

describe('household-hours', () => {
  const count = fc.integer({ min: 0, max: 1e8 })
  const range = fc.tuple(count, count, count, fc.constantFrom('all', 'open', 'none', 'bestAlone')).map(([one, two, three, known]) => {
    const [low = 0, best = 0, high = 0] = [one, two, three].sort((a, b) => a - b)
    if (known === 'none') return { low: null, best: null, high: null }
    return { low: known === 'bestAlone' ? null : low, best, high: known === 'open' ? null : high }
  })
  const rest = fc.record({
    unit: fc.constantFrom('customers', 'households', null),
    coverage: fc.double({ min: 0, max: 1, noNaN: true }),
    open: fc.boolean(),
  })
  const hours = fc.tuple(range, rest).map(([of, more]) => ({ ...of, ...more }))

  it('have a bar only where there is an estimate, on a scale that holds it, the largest first', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Z]{2}$/), hours, { maxKeys: 8 }), (of) => {
        const { rows, openOnly, max } = hoursRows(seriesOf({}, of))
        const isKnown = ({ low, best, high }: (typeof of)[string]) => low !== null || best !== null || high !== null
        const codes = Object.keys(of)
        expect(rows.map(({ region }) => region).sort()).toEqual(codes.filter((code) => of[code] && isKnown(of[code])).sort())
        expect(openOnly).toEqual(codes.filter((code) => of[code]?.open && !isKnown(of[code])))
        for (const { hours: one } of rows) expect(Math.max(one.low ?? 0, one.best ?? 0, one.high ?? 0)).toBeLessThanOrEqual(max)
        const shown = rows.map(({ hours: { low, best, high } }) => best ?? low ?? high ?? 0)
        expect(shown).toEqual([...shown].sort((a, b) => b - a))
      }),
    )
  })
})
