import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ground, parseFilter } from '@/lib/ogc/cql2-parser'
import { FilterFault } from '@/lib/ogc/cql2-tokens'
import { holds, type Subject } from '@/lib/ogc/holds'
import { touches } from '@/lib/ogc/places'
import type { RecordCondition } from '@/lib/schema/record-condition'
import { ogcFolder } from '../support/ogc-folder'

const ground: Ground = {
  properties: {
    id: { type: 'string' },
    service: { type: 'string', of: ['electricity', 'heating'] },
    title: { type: 'string' },
    value: { type: 'number' },
    tier: { type: 'integer' },
    inPack: { type: 'boolean' },
    recordedAt: { type: 'instant' },
  },
  time: 'asOf',
  touching: (shape) => ({ op: 'touches', regions: [shape.type], placeless: [] }),
  touchingBox: ({ west, east }) => ({ op: 'touches', regions: [`${west} ${east}`], placeless: [] }),
  during: ({ from, to }) => {
    if (from !== null && to !== null && to < from) throw new RangeError('backwards')
    return { op: 'during', from, until: to }
  },
  placeless: { op: 'placeless', placeless: [] },
}
const read = (filter: string) => parseFilter(filter, ground)
const is = (property: string, how: '=' | '<>' | '<' | '<=' | '>' | '>=', value: string | number | boolean): RecordCondition => ({
  op: 'compare',
  property,
  how,
  value,
})

describe('a filter', () => {
  const cases: [string, RecordCondition][] = [
    ["service = 'electricity'", is('service', '=', 'electricity')],
    ['"service"=\'heating\'', is('service', '=', 'heating')],
    ['value<>-3.5e2', is('value', '<>', -350)],
    ['10 < value', is('value', '>', 10)],
    ["title >= 'it''s'", is('title', '>=', "it's")],
    ["title = 'it\\'s'", is('title', '=', "it's")],
    ['inPack = TRUE', is('inPack', '=', true)],
    ['false <> inPack', is('inPack', '<>', false)],
    ["recordedAt >= TIMESTAMP('2026-01-08T16:00:00+02:00')", is('recordedAt', '>=', '2026-01-08T14:00:00.000Z')],
    ["TIMESTAMP('2026-01-08T16:00:00Z') > recordedAt", is('recordedAt', '<', '2026-01-08T16:00:00.000Z')],
    ['value between -1 and +2', { op: 'between', property: 'value', low: -1, high: 2 }],
    ['value NOT BETWEEN 1 AND 2', { op: 'not', of: { op: 'between', property: 'value', low: 1, high: 2 } }],
    ['tier in (1,2)', { op: 'in', property: 'tier', values: [1, 2] }],
    ["title LIKE '%100\\%'", { op: 'like', property: 'title', pattern: '%100\\%' }],
    ["title not like 'a_'", { op: 'not', of: { op: 'like', property: 'title', pattern: 'a_' } }],
    ['value is null', { op: 'unknown', property: 'value' }],
    ['value IS NOT NULL', { op: 'not', of: { op: 'unknown', property: 'value' } }],
    ['geometry IS NOT NULL', { op: 'not', of: { op: 'placeless', placeless: [] } }],
    ['asOf IS NULL', { op: 'timeless' }],
    ['TRUE', { op: 'constant', value: true }],
    [
      'tier=1 OR tier=2 AND NOT value>3',
      { op: 'or', of: [is('tier', '=', 1), { op: 'and', of: [is('tier', '=', 2), { op: 'not', of: is('value', '>', 3) }] }] },
    ],
    [
      '(tier=1 OR tier=2) AND value>3',
      { op: 'and', of: [{ op: 'or', of: [is('tier', '=', 1), is('tier', '=', 2)] }, is('value', '>', 3)] },
    ],
    ['S_INTERSECTS(geometry, POINT(30.5 50.4))', { op: 'touches', regions: ['Point'], placeless: [] }],
    ['s_intersects(POLYGON((0 0, 1 0, 1 1, 0 0)), geometry)', { op: 'touches', regions: ['Polygon'], placeless: [] }],
    ['S_INTERSECTS("geometry",BBOX(170,0,-170,10))', { op: 'touches', regions: ['170 -170'], placeless: [] }],
    ["T_INTERSECTS(asOf, DATE('2026-01-08'))", { op: 'during', from: '2026-01-08', until: '2026-01-08' }],
    ["T_INTERSECTS(INTERVAL('..','2026-01-08T16:00:00Z'), asOf)", { op: 'during', from: null, until: '2026-01-08T16:00:00.000Z' }],
  ]
  it.each(cases)('%s', (filter, condition) => expect(read(filter)).toEqual(condition))

  const faults: [string, number, RegExp][] = [
    ['', 1, /expected/],
    ['service', 8, /expected a comparison/],
    ['  nothing = 1', 3, /cannot be asked for here; id, service/],
    ["service = 'gas'", 11, /one of electricity, heating/],
    ['service = 1', 11, /expected a text in quotes/],
    ["value = 'a'", 9, /expected a number/],
    ["title = 'open", 9, /has no end/],
    ['value = 1 value', 11, /expected AND, OR or the end/],
    ['value # 1', 7, /“#” has no meaning/],
    ['(value = 1', 11, /expected \)/],
    ['value like 1', 12, /no text/],
    ["title like 'a\\b'", 12, /backslash/],
    ["title like 'a\\'", 12, /has no end|backslash/],
    ['title between 1 and 2', 15, /no number/],
    ['value in ()', 11, /expected a number/],
    ["recordedAt > DATE('2026-01-08')", 14, /TIMESTAMP/],
    ["asOf > TIMESTAMP('2026-01-08T00:00:00Z')", 6, /T_INTERSECTS/],
    ['S_WITHIN(geometry, POINT(1 2))', 1, /no function here/],
    ['S_INTERSECTS(geometry, geometry)', 1, /on the other/],
    ['S_INTERSECTS(geometry, POINT(200 2))', 30, /longitudes/],
    ['S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 0 1)))', 32, /first again/],
    ['S_INTERSECTS(geometry, BBOX(1,2,3))', 24, /four numbers/],
    ["T_INTERSECTS(asOf, INTERVAL('2026-01-09','2026-01-08'))", 13, /ends before/],
    [`${'NOT '.repeat(60)}TRUE`, 161, /more than 40/],
    ['value = tier', 9, /expected a number/],
    ['1 = 1', 5, /expected a property/],
  ]
  it.each(faults)('%s: what is wrong at character %i', (filter, at, message) => {
    const fault = (() => {
      try {
        return read(filter)
      } catch (error) {
        return error
      }
    })()
    expect(fault).toBeInstanceOf(FilterFault)
    expect(fault).toMatchObject({ at, message: expect.stringMatching(message) })
  })

  it('is read, or refused with a place in it, whatever is written', () => {
    const pieces = fc.constantFrom(
      'tier',
      'value',
      '=',
      '<',
      '1',
      "'a'",
      '(',
      ')',
      'AND',
      'NOT',
      'IN',
      ',',
      'IS',
      'NULL',
      'LIKE',
      'BETWEEN',
      '-',
      'TRUE',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 12 }).map((some) => some.join(' ')),
        ),
        (filter) => {
          try {
            read(filter)
          } catch (error) {
            expect(error).toBeInstanceOf(FilterFault)
            if (error instanceof FilterFault) expect(error.at).toSatisfy((at: number) => at >= 1 && at <= filter.length + 1)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})

const subject = (values: Record<string, string | number | boolean | null>): Subject => ({
  value: (name) => values[name] ?? null,
  span: null,
  regions: [],
})

describe('what is not known', () => {
  const nobody = subject({ tier: 1 })
  it.each([
    'value = 1',
    'NOT value = 1',
    'value IN (1)',
    "title LIKE '%'",
    "T_INTERSECTS(asOf, DATE('2026-01-08'))",
    'value = 1 AND tier = 1',
  ])('%s: is not found', (filter) => expect(holds(read(filter), nobody)).not.toBe(true))
  it.each(['value = 1 OR tier = 1', 'value IS NULL', 'NOT (value = 1 AND tier = 2)', 'asOf IS NULL'])('%s: is', (filter) =>
    expect(holds(read(filter), nobody)).toBe(true),
  )
})

describe('LIKE', () => {
  const likes: [string, string, boolean][] = [
    ['%', '', true],
    ['Dnipro%', 'Dnipropetrovsk', true],
    ['dnipro%', 'Dnipropetrovsk', false],
    ['_', 'є', true],
    ['_', '😀', true],
    ['100\\%', '100%', true],
    ['100\\%', '1000', false],
    ['a.c', 'abc', false],
    ['%\n%', 'one\ntwo', true],
    ['\\\\', '\\', true],
    ['a%b%c', 'abbcbc', true],
    ['a%b%c', 'abbcbd', false],
    ['%ab', 'aab', true],
    // As an expression, this would be tried in more ways than there is time for.
    [`${'%_'.repeat(60)}!`, 'Dnipropetrovsk '.repeat(10), false],
  ]
  it.each(likes)('%s of %s: %s', (pattern, value, expected) =>
    expect(holds({ op: 'like', property: 'title', pattern }, subject({ title: value }))).toBe(expected),
  )
})

describe('LIKE of few letters', () => {
  const few = (...letters: string[]) => fc.array(fc.constantFrom(...letters), { maxLength: 7 }).map((parts) => parts.join(''))
  it('is as an expression has it', () => {
    fc.assert(
      fc.property(few('a', 'b', '%', '_', '\\%', '\\_'), few('a', 'b', '%', '_'), (pattern, text) => {
        const expression = pattern.replaceAll(/\\?[%_]/g, (found) => (found.length > 1 ? found.slice(1) : found === '%' ? '.*' : '.'))
        const expected = new RegExp(`^${expression}$`).test(text)
        expect(holds({ op: 'like', property: 'title', pattern }, subject({ title: text }))).toBe(expected)
      }),
    )
  })
})

describe('an area', () => {
  const square = (x: number, y: number, size: number) => [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ]
  const area = { type: 'MultiPolygon' as const, coordinates: [[square(0, 0, 10), [...square(4, 4, 2)].reverse()]] }
  it.each([
    ['a point inside', { type: 'Point' as const, coordinates: [1, 1] }, true],
    ['a point on its border', { type: 'Point' as const, coordinates: [0, 5] }, true],
    ['a point in its hole', { type: 'Point' as const, coordinates: [5, 5] }, false],
    ['a square in its hole', { type: 'Polygon' as const, coordinates: [square(4.5, 4.5, 1)] }, false],
    ['a square around it', { type: 'Polygon' as const, coordinates: [square(-5, -5, 30)] }, true],
    ['a square beside it', { type: 'Polygon' as const, coordinates: [square(11, 0, 3)] }, false],
    ['a square that meets its border', { type: 'Polygon' as const, coordinates: [square(10, 0, 3)] }, true],
  ])('%s: touched or not', (_name, shape, expected) => expect(touches(area, shape)).toBe(expected))
})

/** What the standard's own examples use of its grammar beyond what is offered here. */
const beyond =
  /CASEI|ACCENTI|S_(?!INTERSECTS)|T_(?!INTERSECTS)|A_[A-Z]|[*/^]\s*["\w(]|\bdiv\b|avg\(|Foo\(|Bar\(|Buffer\(|"foo"|-\s*(foo|150)|bridge_clearance|(DATE|date)\('1970|INTERVAL\(\w|updated|T_INTERSECTS\(event/

const folder = ogcFolder('cql2/schema/examples/text')
describe.skipIf(folder === null)('the examples of the standard', () => {
  const names = folder === null || !existsSync(folder) ? [] : readdirSync(folder).sort()
  const texts = names.map((name) => [name, readFileSync(join(folder ?? '', name), 'utf8').trim()] as const)
  /** A ground on which every name is a property of the kind that the example holds it against. */
  const groundFor = (text: string): Ground => {
    const typeOf = (name: string) => {
      const against = (value: string) => new RegExp(`${name}"?\\s*(NOT\\s+)?(=|<>|LIKE|IN\\s*\\()\\s*${value}`, 'i').test(text)
      return against("'") ? 'string' : against('true') ? 'boolean' : 'number'
    }
    const getOwnPropertyDescriptor = () => ({ configurable: true, enumerable: true })
    const get = (_all: object, name: string | symbol) => ({ type: typeOf(String(name)) })
    return { ...ground, properties: new Proxy({}, { getOwnPropertyDescriptor, get }), time: null }
  }

  it('are there', () => expect(texts.length).toBeGreaterThan(100))

  it.each(texts.filter(([, text]) => !beyond.test(text)))('%s is read', (_name, text) => {
    const filter = text.replace(/footprint|location/g, 'geometry')
    expect(parseFilter(filter, groundFor(filter))).toHaveProperty('op')
  })

  it.each(texts.filter(([, text]) => beyond.test(text)))('%s uses what is not offered, and is refused', (_name, text) => {
    expect(() => parseFilter(text, groundFor(text))).toThrow(FilterFault)
  })
})
