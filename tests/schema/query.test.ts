import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GeometryQuery, ImpactQuery, IncidentQuery, parseQuery, SeriesQuery, serialiseQuery } from '@/lib/schema/query'
import { kinds, measures, services, standings, steps, tiers, units } from '@/lib/schema/vocabulary'

const day = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
const queryTime = fc.oneof(
  day.map((date) => date.toISOString()),
  day.map((date) => date.toISOString().slice(0, 10)),
)
const some = <T>(list: readonly T[]) => fc.uniqueArray(fc.constantFrom(...list), { maxLength: 3 })
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const words = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((text) => text.trim() === text && text.trim() !== '' && text.length <= 200)

const filters = {
  region: some(['UA-12', 'UA-30', 'UA1204', 'UA', 'MD']),
  service: some(services),
  measure: some(measures),
  unit: optional(fc.constantFrom(...units, 'connections' as const)),
  kind: some(kinds),
  standing: some(standings),
  tier: some(tiers),
  from: optional(queryTime),
  to: optional(queryTime),
  q: optional(words),
  asOf: optional(queryTime),
  knownAt: optional(queryTime),
  publishedBy: optional(queryTime),
  level: optional(fc.constantFrom(1 as const, 2 as const)),
  format: optional(fc.constantFrom('json' as const, 'geojson' as const, 'csv' as const)),
}
const paging = { limit: fc.integer({ min: 1, max: 1000 }), cursor: optional(fc.base64String({ minLength: 4, maxLength: 40 })) }

const cases = [
  { name: 'IncidentQuery', schema: IncidentQuery, arbitrary: fc.record({ ...filters, ...paging }) },
  { name: 'ImpactQuery', schema: ImpactQuery, arbitrary: fc.record(filters) },
  { name: 'SeriesQuery', schema: SeriesQuery, arbitrary: fc.record({ ...filters, step: fc.constantFrom(...steps) }) },
  {
    name: 'GeometryQuery',
    schema: GeometryQuery,
    arbitrary: fc.record({
      level: fc.constantFrom(1, 2),
      detail: fc.constantFrom('web', 'detailed'),
      format: fc.constantFrom('geojson', 'topojson'),
    }),
  },
] as const

const given = (query: object) => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))

describe.each(cases)('$name', ({ schema, arbitrary }) => {
  it('is the same after a way through the URL', () => {
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<never>, (query) => {
        const text = serialiseQuery(schema, query).toString()
        const parsed = parseQuery(schema, new URLSearchParams(text))
        expect(parsed.error).toBeUndefined()
        expect(given(parsed.data ?? {})).toEqual(given(query))
      }),
      { numRuns: 1000 },
    )
  })

  it('has one address for one view', () => {
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<never>, (query) => {
        const text = serialiseQuery(schema, query).toString()
        const parsed = parseQuery(schema, new URLSearchParams(text))
        expect(parsed.success && serialiseQuery(schema, parsed.data as never).toString()).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a query that cannot be meant', () => {
  it.each([
    ['an unknown parameter', 'serivce=electricity', 'serivce'],
    ['a value outside the list', 'service=coffee', 'service'],
    ['a region that is no code', 'region=Dnipro%20city', 'region'],
    ['a single parameter given twice', 'asOf=2026-01-08&asOf=2026-01-09', 'asOf'],
    ['a time without a zone', 'asOf=2026-01-08T18:00:00', 'asOf'],
    ['a day that does not exist', 'from=2026-02-30', 'from'],
    ['a year of two digits', 'asOf=0026-01-08', 'asOf'],
    ['the year nought, before which the order of texts turns round', 'asOf=0000-01-01T00:00:00Z', 'asOf'],
    ['the last year of four digits', 'to=9999-12-31T23:59:59Z', 'to'],
    ['a limit of none', 'limit=0', 'limit'],
    ['a limit beyond the most', 'limit=1001', 'limit'],
    ['a limit that is no whole number', 'limit=2.5', 'limit'],
    ['an empty text', 'q=', 'q'],
    ['a level that is not drawn', 'level=3', 'level'],
    ['a parameter named like a part of every object', '__proto__=1', '__proto__'],
    ['another such', 'constructor=1', 'constructor'],
  ])('%s is an error at its name', (_what, text, path) => {
    const parsed = parseQuery(IncidentQuery, new URLSearchParams(text))
    expect(parsed.success).toBe(false)
    const names = parsed.error?.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [issue.path[0]]))
    expect(names).toContain(path)
  })
})
