import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { holds } from '@/lib/ogc/holds'
import { type Item, incidentItem, observationItem } from '@/lib/ogc/items'
import { queryables } from '@/lib/ogc/queryable'
import { type Comparison, Comparison as Comparisons, type RecordCondition, type Scalar } from '@/lib/schema/record-condition'
import type { Context } from '@/lib/service/context'
import { context } from '@/lib/service/context'
import { shownIncident } from '@/lib/service/list-incidents'
import { incidentItems, observationItems } from '@/lib/service/record-items'
import { closeWorld, openWorld } from '../api/world'

type Records = 'incidents' | 'observations'
let ctx: Context
const all: Record<Records, Item[]> = { incidents: [], observations: [] }
const asked = { regions: [], services: [], measures: [], units: [], kinds: [], tiers: [] }

beforeAll(async () => {
  await openWorld({ seed: 'records' })
  ctx = await context()
  const view = ctx.store.publicView(ctx.clock())
  const incidents = await view.incidents(asked, { limit: 1000 })
  all.incidents = incidents.rows.map((row) => incidentItem(shownIncident(row, 'reported'), row.startSpan))
  const observations = await view.observations(asked, { limit: 1000 })
  all.observations = observations.rows.map((row) => observationItem(ctx.territory, row))
})
afterAll(closeWorld)

const instants = ['2022-10-10T00:00:00.000Z', '2024-03-22T05:00:00.000Z', '2026-01-07T22:00:00.000Z', '2026-01-09T12:00:00.000Z']

/** Random conditions on one kind of record, with values that its records have. */
function conditions(records: Records): fc.Arbitrary<RecordCondition> {
  const { properties } = queryables[records]
  const valuesOf = (name: string): Scalar[] => [...new Set(all[records].flatMap((item) => item.value(name) ?? []))].slice(0, 40)
  const known = Object.entries(properties).filter(([name]) => valuesOf(name).length > 0)
  const names = fc.constantFrom(...known.map(([name]) => name))
  const named = (kinds: readonly string[]) => known.filter(([, { type }]) => kinds.includes(type)).map(([name]) => name)
  const valued = names.chain((property) => fc.constantFrom(...valuesOf(property)).map((value) => ({ property, value })))
  const texts = fc
    .constantFrom(...named(['string']))
    .chain((property) => fc.constantFrom(...valuesOf(property)).map((text) => ({ property, text: String(text) })))
  const how: fc.Arbitrary<Comparison> = fc.constantFrom(...Comparisons.options)
  const codes = fc.subarray(['UA', 'UA-12', 'UA-30', 'UA-63', 'UA-23', 'MD', 'UA-51', 'UA1204'])
  const moment = fc.option(fc.constantFrom(...instants))
  const numbers = named(['number', 'integer'])
  const leaf: fc.Arbitrary<RecordCondition> = fc.oneof(
    fc
      .record({ op: fc.constant('compare' as const), property: names, how, value: fc.constant(0) })
      .chain((each) => fc.constantFrom(...valuesOf(each.property)).map((value) => ({ ...each, value }))),
    valued.map(({ property, value }) => ({ op: 'in' as const, property, values: [value] })),
    texts.chain(({ property, text }) =>
      fc.constantFrom(`${text.slice(0, 2)}%`, `%${text.slice(-3)}`, `_${text.slice(1)}`, text.toLowerCase(), '%').map((pattern) => ({
        op: 'like' as const,
        property,
        pattern: pattern.replaceAll('\\', ''),
      })),
    ),
    names.map((property) => ({ op: 'unknown' as const, property })),
    fc.record({ op: fc.constant('during' as const), from: moment, until: moment }),
    fc.record({ op: fc.constant('touches' as const), regions: codes, placeless: fc.constant<string[]>(['MD']) }),
    fc.record({ op: fc.constant('placeless' as const), placeless: fc.constant<string[]>(['MD', 'UA-12']) }),
    fc.constant({ op: 'timeless' as const }),
    fc.boolean().map((value) => ({ op: 'constant' as const, value })),
    ...(numbers.length === 0
      ? []
      : [
          fc.record({
            op: fc.constant('between' as const),
            property: fc.constantFrom(...numbers),
            low: fc.integer({ min: 0, max: 5000 }),
            high: fc.integer({ min: 0, max: 900_000 }),
          }),
        ]),
  )
  return fc.letrec<{ any: RecordCondition }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc.record({ op: fc.constantFrom('and' as const, 'or' as const), of: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }),
      tie('any').map((of) => ({ op: 'not' as const, of })),
    ),
  })).any
}

it.each(['incidents', 'observations'] as const)('%s: the store finds what holds, whatever is asked', async (records) => {
  expect(all[records].length).toBeGreaterThan(50)
  const find = records === 'incidents' ? incidentItems : observationItems
  await fc.assert(
    fc.asyncProperty(conditions(records), async (condition) => {
      const { items, total } = await find(ctx, condition, { limit: 1000 })
      const expected = all[records].filter((item) => holds(condition, item) === true).map(({ id }) => id)
      expect(items.map(({ id }) => id)).toEqual(expected)
      expect(total).toBe(expected.length)
    }),
    { numRuns: 150 },
  )
})
