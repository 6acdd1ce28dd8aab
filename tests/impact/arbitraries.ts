import fc from 'fast-check'
import type { ImpactAsk } from '@/lib/impact/connections'
import type { Statement } from '@/lib/schema/statement'
import { qualifiers } from '@/lib/schema/vocabulary'
import { canonicalTime } from '@/lib/time/interval'
import { statement } from './factories'

const zone = 'Europe/Kyiv'
/** One of several values, each as often as its weight says. */
const often = <const T>(...options: [number, T][]) =>
  fc.oneof(...options.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })))

const start = Date.parse('2026-01-01T00:00:00Z')
const hour = 3_600_000

/** An instant on a whole hour in the first `days` of 2026: close together, so that moments, days and shelf lives meet. */
export const anInstant = (days: number) =>
  fc.integer({ min: 0, max: days * 24 }).map((hours) => new Date(start + hours * hour).toISOString())

const asOf = fc
  .record({ time: anInstant(5), precision: often([8, 'day'], [8, 'hour'], [2, 'minute'], [1, 'month']) })
  .map((said) => canonicalTime(said, zone))

/** A count and how it was said, as the schema lets them go together; 0 is drawn often. */
const quantity = fc
  .record({
    qualifier: fc.constantFrom(...qualifiers, 'exact' as const),
    value: fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 1, max: 90 }) }, { weight: 1, arbitrary: fc.constant(0) }),
    more: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ qualifier, value, more }) => {
    const words = qualifier === 'vague' ? 'thousands' : null
    const range = qualifier === 'range' ? { min: value, max: value + more } : { min: null, max: null }
    return { qualifier, ...range, value: qualifier === 'range' || qualifier === 'vague' ? null : value, quantityText: words }
  })
const noQuantity = fc.constant({ qualifier: 'vague' as const, min: null, max: null, value: null, quantityText: null })

const counted = fc.record({ unit: often([6, 'customers'], [3, 'households'], [1, 'settlements'], [1, 'people'], [1, 'percent']), quantity })
const uncounted = fc.record({ unit: fc.constant(null), quantity: noQuantity })

/** The regions that a statement may name; none touches UA-07. */
const regionSets = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(['UA-12'], ['UA-12'], ['UA-23']) },
  { weight: 2, arbitrary: fc.constantFrom(['UA1202'], ['UA1204']) },
  { weight: 2, arbitrary: fc.constantFrom(['UA-12', 'UA-23'], ['UA1202', 'UA1204'], ['UA1202', 'UA-23'], ['UA']) },
)

const known = fc
  .record({
    knownFrom: anInstant(20),
    life: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 300 }) }),
  })
  .map(({ knownFrom, life }) => ({
    knownFrom,
    recordedAt: knownFrom,
    knownUntil: life === null ? null : new Date(Date.parse(knownFrom) + life * hour).toISOString(),
  }))

/** A statement about a few regions, incidents and places in five days, so that every rule meets every other. */
export const aStatement: fc.Arbitrary<Statement> = fc
  .record({
    said: fc.oneof({ arbitrary: counted, weight: 4 }, { arbitrary: uncounted, weight: 1 }),
    known,
    regions: regionSets,
    rest: fc.record({
      incident: often([3, 'a'], [2, 'b'], [1, 'c']),
      place: often([5, null], [1, 'Nikopol'], [1, 'Dnipro city'], [1, 'Dnipro city, left bank']),
      control: often([11, 'government'], [1, 'occupied']),
      service: often([7, 'electricity'], [1, 'water']),
      measure: often([10, 'without'], [1, 'limited'], [1, 'on_backup'], [1, 'reconnected']),
      basis: often([12, 'at_time'], [1, 'cumulative']),
      state: often([8, 'out'], [4, 'partly_restored'], [2, 'restored'], [1, 'limited'], [1, 'unknown']),
      report: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
      note: often([6, null], [1, 'mines']),
      asOf,
      publishedAt: fc.option(
        fc.oneof(
          anInstant(9),
          anInstant(9).map((time) => time.slice(0, 10)),
        ),
      ),
    }),
    source: fc.record({
      tier: often([4, 1], [4, 2], [2, 3], [1, 4]),
      publisher: fc.constantFrom('A', 'B'),
      url: fc.constantFrom('https://example.org/1', 'https://example.org/2'),
    }),
  })
  .map(({ said, known: times, regions, rest, source }) =>
    statement({ ...rest, ...times, ...said.quantity, unit: said.unit, regions: [...regions], source }),
  )

export const statements = fc.array(aStatement, { minLength: 1, maxLength: 16, size: 'max' })

export const anAsk: fc.Arbitrary<ImpactAsk> = fc.record({
  services: fc.constantFrom<ImpactAsk['services']>(['electricity'], ['electricity', 'water']),
  measures: fc.constantFrom<ImpactAsk['measures']>([], [], ['without'], ['limited'], ['on_backup']),
  unit: fc.constantFrom<ImpactAsk['unit']>('connections', 'connections', undefined, 'customers', 'settlements', 'percent'),
  level: fc.constantFrom<ImpactAsk['level']>(1, 1, 2),
  regions: fc.constant([]),
})

/** A moment from before the first statement until after the last has gone stale. */
export const aMoment = fc.oneof({ arbitrary: anInstant(7), weight: 4 }, { arbitrary: anInstant(50), weight: 1 })
