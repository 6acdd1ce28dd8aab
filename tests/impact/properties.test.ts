import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { impactAt } from '@/lib/impact/impact'
import { seriesOf } from '@/lib/impact/series'
import { incidentStatus } from '@/lib/impact/status'
import type { HouseholdHours, Range } from '@/lib/schema/impact'
import type { Statement } from '@/lib/schema/statement'
import { aMoment, anAsk, anInstant, aStatement, statements } from './arbitraries'
import { regions, rowIn } from './factories'

const runs = { numRuns: 1000 }
const world = [...regions.filter(({ code }) => ['UA', 'UA-12', 'UA-23', 'UA-07', 'UA1202', 'UA1204'].includes(code))]

const check = <T extends [unknown, ...unknown[]]>(arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }, holds: (...values: T) => void) =>
  fc.assert(fc.property(...arbitraries, holds), runs)

/** Numbers in order where both ends are closed; an unknown is never held against anything. */
function expectOrdered({ low, best, high }: Range) {
  if (low !== null && best !== null) expect(low).toBeLessThanOrEqual(best)
  if (best !== null && high !== null) expect(best).toBeLessThanOrEqual(high)
  if (low !== null && high !== null) expect(low).toBeLessThanOrEqual(high)
}

/** An answer without what names the reports it came in. */
const withoutReports = (answer: ReturnType<typeof impactAt>): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, value) =>
      key === 'basis' || key === 'nationWide' ? new Set(value).size : key === 'report' ? undefined : value,
    ),
  )

describe('properties of impact, a thousand cases each', () => {
  it('low ≤ best ≤ high where closed', () => {
    check([statements, anAsk, aMoment], (said, ask, asOf) => {
      const { data, totalsByService } = impactAt(said, world, ask, { asOf })
      for (const row of data)
        for (const range of [row, ...row.beside, ...row.basis, ...(row.last ? [row.last] : []), ...(row.share ? [row.share] : [])])
          expectOrdered(range)
      for (const total of totalsByService) expectOrdered(total)
    })
  })

  it('the order of records changes nothing', () => {
    const shuffled = statements.chain((said) => fc.tuple(fc.constant(said), fc.shuffledSubarray(said, { minLength: said.length })))
    check([shuffled, anAsk, aMoment], ([said, other], ask, asOf) => {
      expect(impactAt(other, world, ask, { asOf })).toEqual(impactAt(said, world, ask, { asOf }))
    })
  })

  it('splitting a report in two changes nothing', () => {
    check([statements, anAsk, aMoment, fc.infiniteStream(fc.boolean())], (said, ask, asOf, coin) => {
      const split = said.map((one) => ({ ...one, report: coin.next().value ? `${one.report}-second` : one.report }))
      expect(withoutReports(impactAt(split, world, ask, { asOf }))).toEqual(withoutReports(impactAt(said, world, ask, { asOf })))
    })
  })

  it('an alternative never raises low above the best tier’s value', () => {
    const figure = aStatement.filter(({ value, qualifier }) => value !== null && value > 0 && qualifier !== 'at_most')
    const moment = fc.array(figure, { minLength: 2, maxLength: 6 }).map((said) =>
      said.map((one): Statement => {
        const plain = {
          incident: 'a',
          regions: ['UA-12'],
          place: null,
          measure: 'without',
          service: 'electricity',
          basis: 'at_time',
          unit: 'customers',
        } as const
        const held = {
          control: 'government',
          state: one.state === 'partly_restored' ? 'partly_restored' : 'out',
          knownUntil: null,
        } as const
        const source = { ...one.source, tier: one.source.tier === 4 ? (3 as const) : one.source.tier }
        return { ...one, ...plain, ...held, regions: ['UA-12'], source, asOf: { time: '2026-01-03', precision: 'day' } }
      }),
    )
    check([moment], (said) => {
      const ask = { services: ['electricity'], measures: [], unit: 'customers', level: 1, regions: [] } as const
      const { low } = rowIn(impactAt(said, world, ask, { asOf: '2026-01-03T12:00:00Z' }).data, 'UA-12')
      const bestTier = Math.min(...said.map(({ source }) => source.tier))
      for (const { source, value } of said) if (source.tier === bestTier) expect(low ?? 0).toBeLessThanOrEqual(value ?? 0)
    })
  })

  it('an observation in another region never changes this one', () => {
    check([statements, aStatement, anAsk, aMoment], (said, other, ask, asOf) => {
      const elsewhere = { ...other, regions: ['UA-07'] }
      const rows = (all: Statement[]) => impactAt(all, world, ask, { asOf }).data.filter(({ region }) => region !== 'UA-07')
      expect(rows([...said, elsewhere])).toEqual(rows(said))
    })
  })

  it('retracting equals never recorded from then on, and changes nothing before', () => {
    check([statements, aStatement, anAsk, aMoment, anInstant(40)], (said, slip, ask, asOf, knownAt) => {
      const retracted = { ...slip, knownUntil: slip.knownUntil ?? slip.knownFrom }
      const kept = { ...slip, knownUntil: null }
      const view = (all: Statement[]) => impactAt(all, world, ask, { asOf, knownAt })
      expect(view([...said, retracted])).toEqual(view(knownAt >= retracted.knownUntil ? said : [...said, kept]))
    })
  })

  it('known at the end of time is the live view', () => {
    check([statements, anAsk, aMoment], (said, ask, asOf) => {
      expect(impactAt(said, world, ask, { asOf, knownAt: '9999-12-31T23:59:59.999Z' })).toEqual(impactAt(said, world, ask, { asOf }))
    })
  })

  it('what is not known yet changes nothing', () => {
    check([statements, aStatement, anAsk, aMoment, anInstant(40)], (said, held, ask, asOf, knownAt) => {
      const later = { ...held, knownFrom: '2026-06-01T00:00:00.000Z', knownUntil: null }
      expect(impactAt([...said, later], world, ask, { asOf, knownAt })).toEqual(impactAt(said, world, ask, { asOf, knownAt }))
    })
  })

  it('what is not published yet changes nothing', () => {
    check([statements, aStatement, anAsk, aMoment, anInstant(20)], (said, late, ask, asOf, publishedBy) => {
      const later = { ...late, publishedAt: '2026-02' }
      expect(impactAt([...said, later], world, ask, { asOf, publishedBy })).toEqual(impactAt(said, world, ask, { asOf, publishedBy }))
    })
  })

  it('what is said of a later time changes nothing now', () => {
    check([statements, aStatement, anAsk, aMoment], (said, late, ask, asOf) => {
      const later: Statement = { ...late, asOf: { time: '2026-05-01', precision: 'day' } }
      expect(impactAt([...said, later], world, ask, { asOf })).toEqual(impactAt(said, world, ask, { asOf }))
    })
  })

  it('unknown never becomes zero', () => {
    const saysBack = ({ state, value, max }: Statement) => state === 'restored' || (max ?? value) === 0
    check([statements, anAsk, aMoment], (said, ask, asOf) => {
      const { data, totalsByService } = impactAt(said, world, ask, { asOf })
      for (const { standing, low, best, high } of data) {
        if (standing === 'stale' || standing === 'notReported') expect([low, best, high]).toEqual([null, null, null])
        if (best === 0 && standing !== 'reported') expect(said.some(saysBack)).toBe(true)
        if (standing === 'restored') expect([low, best, high]).toEqual([0, 0, 0])
      }
      for (const { best, restored, reported, stale, notReported } of totalsByService) {
        if (best === 0 && reported === 0) expect([stale, notReported, restored > 0]).toEqual([0, 0, true])
      }
    })
  })

  it('a row of zeros is never told of what nobody said was back', () => {
    const out = statements.map((said) =>
      said.map(
        (one): Statement => ({
          ...one,
          state: one.state === 'restored' ? 'out' : one.state,
          value: one.value && one.value + 1,
          min: one.min && one.min + 1,
          max: one.max && one.max + 1,
        }),
      ),
    )
    const positive = out.map((said) => said.filter(({ value, min, max }) => value !== 0 && min !== 0 && max !== 0))
    check([positive, anAsk, aMoment], (said, ask, asOf) => {
      for (const { low, best, high, standing } of impactAt(said, world, ask, { asOf }).data) {
        expect([low, best, high]).not.toContain(0)
        expect(standing).not.toBe('restored')
      }
    })
  })

  it('the sum over regions is the total', () => {
    check([statements, anAsk, aMoment], (said, ask, asOf) => {
      const apart = said.filter((one) => one.regions.length === 1)
      const summed = ask.measures.length === 1 ? ask.measures[0] : 'without'
      const units =
        ask.unit === undefined || ask.unit === 'connections' ? ['customers', 'households'] : ask.unit === 'percent' ? [] : [ask.unit]
      const { data, totalsByService } = impactAt(apart, world, ask, { asOf })
      for (const total of totalsByService) {
        const rows = data.filter(({ service }) => service === total.service)
        expect(total.reported + total.stale + total.restored + total.notReported).toBe(rows.length)
        const counted = rows.filter(
          ({ standing, measure, unit }) => standing === 'reported' && measure === summed && unit !== null && units.includes(unit),
        )
        const sum = (numbers: (number | null)[]) => numbers.reduce<number | null>((all, n) => (n === null ? all : (all ?? 0) + n), null)
        if (counted.length === 0) continue
        expect(total.best).toBe(sum(counted.map(({ best }) => best)))
        expect(total.low).toBe(sum(counted.map(({ low }) => low)))
      }
    })
  })

  it('household-hours of [a, c) are those of [a, b) and [b, c), in either unit', () => {
    const add = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : a + b)
    const cuts = fc
      .uniqueArray(fc.integer({ min: 0, max: 12 * 24 }), { minLength: 3, maxLength: 3 })
      .map((hours) => hours.sort((a, b) => a - b).map((h) => new Date(Date.parse('2026-01-01T00:00:00Z') + h * 3_600_000).toISOString()))
    const chains = fc.array(aStatement, { minLength: 4, maxLength: 14 }).map((said) =>
      said.map(
        (one): Statement => ({
          ...one,
          service: 'electricity',
          measure: 'without',
          basis: 'at_time',
          regions: ['UA-12'],
          incident: one.incident === 'c' ? 'a' : one.incident,
          knownUntil: null,
        }),
      ),
    )
    check([fc.oneof(chains, statements), cuts, fc.constantFrom('customers', 'households')], (said, [a = '', b = '', c = ''], unit) => {
      const hours = (from: string, to: string): HouseholdHours | undefined => {
        const ask = {
          services: ['electricity'],
          measures: [],
          unit,
          level: 1,
          regions: [],
          step: 'week',
          from,
          to,
          zone: 'Europe/Kyiv',
        } as const
        return seriesOf(said, world, ask, {}).hours['UA-12']
      }
      const [whole, first, second] = [hours(a, c), hours(a, b), hours(b, c)]
      for (const end of ['low', 'best'] as const)
        expect(whole?.[end] ?? -1).toBeCloseTo(add(first?.[end] ?? null, second?.[end] ?? null) ?? -1, 6)
      if (whole?.high !== null) expect(whole?.high).toBeCloseTo(add(first?.high ?? null, second?.high ?? null) ?? -1, 6)
      if (whole) expectOrdered(whole)
      expect(whole?.coverage).toBeLessThanOrEqual(1 + 1e-9)
    })
  })

  it('a series agrees with the answer at the end of every bucket', () => {
    check(
      [statements, anAsk, anInstant(9), fc.constantFrom('hour', 'day', 'week'), fc.integer({ min: 1, max: 60 })],
      (said, ask, from, step, length) => {
        const to = new Date(Date.parse(from) + length * 3_600_000).toISOString()
        const { buckets } = seriesOf(said, world, { ...ask, step, from, to, zone: 'Europe/Kyiv' }, {})
        expect([buckets[0]?.start, buckets.at(-1)?.end]).toEqual([from, to])
        for (const { start, end, regions: points, total } of buckets.slice(-3)) {
          const asOf = new Date(Date.parse(end) - 1).toISOString()
          const { data, totals } = impactAt(said, world, { ...ask, services: ask.services.slice(0, 1) }, { asOf })
          for (const { region, low, best, high, standing, unit, last } of data) {
            expect(points[region]).toMatchObject({ low, best, high, standing, unit })
            const word = last && { low: last.low, best: last.best, high: last.high, unit: last.unit }
            expect(points[region]?.last ?? null).toEqual(word)
            expect(points[region]?.hoursCovered ?? 0).toBeLessThanOrEqual((Date.parse(end) - Date.parse(start)) / 3_600_000)
            if (best !== null) expect(points[region]?.peak).toBeGreaterThanOrEqual(best)
          }
          const { low, best, high, reported } = totals
          expect(total).toMatchObject({ low, best, high, reported })
        }
      },
    )
  })

  it('an incident’s status does not hang on the order of its records', () => {
    check([statements, aMoment], (said, asOf) => {
      expect(incidentStatus([...said].reverse(), world, { asOf })).toBe(incidentStatus(said, world, { asOf }))
    })
  })
})

it('draws statements that the rules do meet: every standing, and numbers open and closed', () => {
  const seen = new Set<string>()
  for (const said of fc.sample(statements, { numRuns: 400, seed: 7 })) {
    const { data } = impactAt(
      said,
      world,
      { services: ['electricity'], measures: [], unit: 'connections', level: 1, regions: [] },
      { asOf: '2026-01-05T12:00:00Z' },
    )
    for (const { standing, low, best, high, basis } of data) {
      seen.add(standing)
      seen.add(`${low !== null} ${best !== null} ${high !== null}`)
      for (const { rule } of basis) seen.add(rule)
    }
  }
  const rules = [
    'headline',
    'alternative',
    'stateOnly',
    'part',
    'partBelowWhole',
    'otherIncident',
    'child',
    'sharedAcrossRegions',
    'occupied',
    'otherUnit',
  ]
  const more = [
    'notCounted',
    'restores',
    'endedByRestoration',
    'stale',
    'unverified',
    'reported',
    'restored',
    'notReported',
    'true true true',
    'true true false',
    'false true true',
  ]
  expect([...seen]).toEqual(expect.arrayContaining([...rules, ...more]))
})
