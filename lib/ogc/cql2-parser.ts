import type { Position } from 'geojson'
import type { Box, TimeRange } from '@/lib/schema/feature-query'
import { BoxText, TimeRangeText } from '@/lib/schema/feature-query'
import type { Comparison, RecordCondition, Scalar } from '@/lib/schema/record-condition'
import { FilterFault, type Token, tokensOf } from './cql2-tokens'
import type { Shape } from './places'
import { geometryName, type Queryable } from './queryable'

/** What a filter may speak of, and what its places and times mean where it is asked. */
export interface Ground {
  properties: Readonly<Record<string, Queryable>>
  /** The property that is the time of a feature; null where it has none. */
  time: string | null
  touching(shape: Shape): RecordCondition
  touchingBox(box: Box): RecordCondition
  /** Throws where the range ends before it begins. */
  during(range: TimeRange): RecordCondition
  placeless: RecordCondition
}

const comparisons: readonly string[] = ['=', '<>', '<', '<=', '>', '>=']
const mirrored: Record<Comparison, Comparison> = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }
const isComparison = (text: string): text is Comparison => comparisons.includes(text)
const deepest = 40

const said = (token: Token): string => {
  if (token.kind === 'end') return 'the end'
  if (token.kind === 'number') return String(token.value)
  return token.kind === 'text' ? `'${token.text}'` : token.text
}

/** Reads one filter from its first piece to its last; each rule of the grammar is a method. */
class Reader {
  private index = 0
  private depth = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly ground: Ground,
  ) {}

  whole(): RecordCondition {
    const condition = this.either()
    const rest = this.peek()
    if (rest.kind !== 'end') throw new FilterFault(rest.at, `expected AND, OR or the end, not ${said(rest)}`)
    return condition
  }

  private peek(ahead = 0): Token {
    const token = this.tokens[this.index + ahead] ?? this.tokens.at(-1)
    if (token === undefined) throw new FilterFault(1, 'nothing is asked')
    return token
  }

  private next(): Token {
    const token = this.peek()
    this.index += 1
    return token
  }

  private isWord(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'word' && !token.quoted && token.text.toUpperCase() === text
  }

  private isSign(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'sign' && token.text === text
  }

  private takeWord(text: string): boolean {
    const is = this.isWord(text)
    if (is) this.index += 1
    return is
  }

  private takeSign(text: string): boolean {
    const is = this.isSign(text)
    if (is) this.index += 1
    return is
  }

  private expectSign(text: string): void {
    if (!this.takeSign(text)) throw new FilterFault(this.peek().at, `expected ${text}, not ${said(this.peek())}`)
  }

  private expectWord(text: string): void {
    if (!this.takeWord(text)) throw new FilterFault(this.peek().at, `expected ${text}, not ${said(this.peek())}`)
  }

  /** `a OR b OR c`. */
  private either(): RecordCondition {
    const of = [this.both()]
    while (this.takeWord('OR')) of.push(this.both())
    const [only] = of
    return of.length === 1 && only !== undefined ? only : { op: 'or', of }
  }

  /** `a AND b AND c`, which binds more closely. */
  private both(): RecordCondition {
    const of = [this.factor()]
    while (this.takeWord('AND')) of.push(this.factor())
    const [only] = of
    return of.length === 1 && only !== undefined ? only : { op: 'and', of }
  }

  private factor(): RecordCondition {
    this.depth += 1
    if (this.depth > deepest) throw new FilterFault(this.peek().at, `more than ${deepest} conditions stand inside one another`)
    const condition = this.takeWord('NOT') ? { op: 'not' as const, of: this.factor() } : this.primary()
    this.depth -= 1
    return condition
  }

  private primary(): RecordCondition {
    if (this.takeSign('(')) {
      const condition = this.either()
      this.expectSign(')')
      return condition
    }
    const token = this.peek()
    const calls = token.kind === 'word' && !token.quoted && this.isSign('(', 1)
    if (calls) return this.call()
    return this.predicate()
  }

  private call(): RecordCondition {
    const { at } = this.peek()
    if (this.takeWord('S_INTERSECTS')) return this.intersects(at)
    if (this.takeWord('T_INTERSECTS')) return this.meets()
    if (this.isWord('TIMESTAMP') || this.isWord('DATE')) return this.predicate()
    throw new FilterFault(at, `${said(this.peek())} is no function here; S_INTERSECTS and T_INTERSECTS are`)
  }

  private predicate(): RecordCondition {
    const token = this.peek()
    const isName = token.kind === 'word' && !(this.isWord('TIMESTAMP') || this.isWord('DATE')) && !this.isConstant()
    if (!isName) return this.valueFirst()
    if (token.text === geometryName) return this.isKnown(token, this.ground.placeless)
    if (token.text === this.ground.time) return this.isKnown(token, { op: 'timeless' })
    const { name, queryable } = this.property()
    const negated = this.takeWord('NOT')
    const condition = this.tail(name, queryable, negated)
    return negated ? { op: 'not', of: condition } : condition
  }

  private isConstant(): boolean {
    return this.isWord('TRUE') || this.isWord('FALSE')
  }

  /** `'UA-12' = code`, or TRUE and FALSE by themselves. */
  private valueFirst(): RecordCondition {
    const from = this.index
    const constant = this.isConstant() ? this.isWord('TRUE') : null
    if (constant !== null) {
      const after = this.peek(1)
      if (after.kind !== 'sign' || !isComparison(after.text)) {
        this.index += 1
        return { op: 'constant', value: constant }
      }
    }
    this.skipValue()
    const how = this.comparison()
    if (this.peek().kind !== 'word') throw new FilterFault(this.peek().at, 'expected a property on one side of a comparison')
    const { name, queryable } = this.property()
    const behind = this.index
    this.index = from
    const value = this.value(queryable)
    this.index = behind
    return { op: 'compare', property: name, how: mirrored[how], value }
  }

  /** Goes past a value whose meaning the property behind it will tell. */
  private skipValue(): void {
    if (this.takeSign('-') || this.takeSign('+')) {
      this.next()
      return
    }
    const token = this.next()
    if (token.kind === 'end' || token.kind === 'sign') throw new FilterFault(token.at, `expected a condition, not ${said(token)}`)
    if (token.kind !== 'word' || !this.takeSign('(')) return
    this.next()
    this.expectSign(')')
  }

  private comparison(): Comparison {
    const token = this.next()
    if (token.kind === 'sign' && isComparison(token.text)) return token.text
    throw new FilterFault(token.at, `expected a comparison, not ${said(token)}`)
  }

  private property(): { name: string; queryable: Queryable } {
    const token = this.next()
    if (token.kind !== 'word') throw new FilterFault(token.at, `expected the name of a property, not ${said(token)}`)
    const queryable = Object.hasOwn(this.ground.properties, token.text) ? this.ground.properties[token.text] : undefined
    if (queryable !== undefined) return { name: token.text, queryable }
    const names = [...Object.keys(this.ground.properties), ...(this.ground.time === null ? [] : [this.ground.time]), geometryName]
    throw new FilterFault(token.at, `${token.text} cannot be asked for here; ${names.join(', ')} can`)
  }

  private tail(property: string, queryable: Queryable, negated: boolean): RecordCondition {
    if (this.takeWord('LIKE')) return this.like(property, queryable)
    if (this.takeWord('BETWEEN')) return this.between(property, queryable)
    if (this.takeWord('IN')) return this.among(property, queryable)
    if (negated) throw new FilterFault(this.peek().at, `expected LIKE, BETWEEN or IN after NOT, not ${said(this.peek())}`)
    if (this.isWord('IS')) return this.nothing({ op: 'unknown', property })
    const { at } = this.peek()
    const token = this.peek()
    if (token.kind !== 'sign' || !isComparison(token.text)) {
      throw new FilterFault(at, `expected a comparison, LIKE, BETWEEN, IN or IS after ${property}, not ${said(token)}`)
    }
    const how = this.comparison()
    return { op: 'compare', property, how, value: this.value(queryable) }
  }

  /** `IS NULL` and `IS NOT NULL`. */
  private nothing(condition: RecordCondition): RecordCondition {
    this.expectWord('IS')
    const negated = this.takeWord('NOT')
    this.expectWord('NULL')
    return negated ? { op: 'not', of: condition } : condition
  }

  /** Of the area and the time of a feature it can only be asked so whether they are known. */
  private isKnown(name: Token & { kind: 'word' }, condition: RecordCondition): RecordCondition {
    this.next()
    if (this.isWord('IS')) return this.nothing(condition)
    const how = name.text === geometryName ? 'S_INTERSECTS' : 'T_INTERSECTS'
    throw new FilterFault(this.peek().at, `${name.text} is asked for with ${how}, or IS NULL`)
  }

  private like(property: string, { type }: Queryable): RecordCondition {
    const token = this.next()
    if (type !== 'string') throw new FilterFault(token.at, `${property} is no text: LIKE does not apply`)
    if (token.kind !== 'text') throw new FilterFault(token.at, `expected a pattern in quotes, not ${said(token)}`)
    if (/(^|[^\\])(\\\\)*\\([^%_\\]|$)/u.test(token.text)) {
      throw new FilterFault(token.at, 'a backslash in a pattern stands before %, _ or another backslash')
    }
    return { op: 'like', property, pattern: token.text }
  }

  private between(property: string, { type }: Queryable): RecordCondition {
    const { at } = this.peek()
    if (type !== 'number' && type !== 'integer') throw new FilterFault(at, `${property} is no number: BETWEEN does not apply`)
    const low = this.number()
    this.expectWord('AND')
    return { op: 'between', property, low, high: this.number() }
  }

  private among(property: string, queryable: Queryable): RecordCondition {
    this.expectSign('(')
    const values = [this.value(queryable)]
    while (this.takeSign(',')) values.push(this.value(queryable))
    this.expectSign(')')
    return { op: 'in', property, values }
  }

  private number(): number {
    const minus = this.takeSign('-')
    if (!minus) this.takeSign('+')
    const token = this.next()
    if (token.kind !== 'number') throw new FilterFault(token.at, `expected a number, not ${said(token)}`)
    return minus ? -token.value : token.value
  }

  /** A value of the kind that a property has. */
  private value({ type, of }: Queryable): Scalar {
    if (type === 'number' || type === 'integer') return this.number()
    if (type === 'instant') return this.instant()
    const token = this.peek()
    if (type === 'boolean') {
      if (!this.isConstant()) throw new FilterFault(token.at, `expected TRUE or FALSE, not ${said(token)}`)
      return this.takeWord('TRUE') || !this.takeWord('FALSE')
    }
    if (token.kind !== 'text') throw new FilterFault(token.at, `expected a text in quotes, not ${said(token)}`)
    if (of !== undefined && !of.includes(token.text))
      throw new FilterFault(token.at, `expected one of ${of.join(', ')}, not ${said(token)}`)
    this.index += 1
    return token.text
  }

  /** `TIMESTAMP('2026-01-08T16:00:00Z')`, in the one form in which times are compared. */
  private instant(): string {
    const { at } = this.peek()
    if (this.isWord('DATE')) throw new FilterFault(at, 'a moment is compared with TIMESTAMP(…); a day is not one')
    this.expectWord('TIMESTAMP')
    const { from, to } = this.moment(at, true)
    if (from === null || from !== to) throw new FilterFault(at, 'is not a moment')
    return from
  }

  /** What stands in brackets behind TIMESTAMP or DATE. */
  private moment(at: number, isInstant: boolean): TimeRange {
    this.expectSign('(')
    const token = this.next()
    this.expectSign(')')
    const parsed = token.kind === 'text' ? TimeRangeText.safeParse(token.text) : undefined
    const isDay = parsed?.success && parsed.data.from?.length === 10
    if (!parsed?.success || parsed.data.from !== parsed.data.to || isDay === isInstant) {
      throw new FilterFault(at, isInstant ? "expected TIMESTAMP('2026-01-08T16:00:00Z')" : "expected DATE('2026-01-08')")
    }
    return parsed.data
  }

  /** `S_INTERSECTS(geometry, POLYGON(…))`, the two in either order. */
  private intersects(at: number): RecordCondition {
    this.expectSign('(')
    const first = this.spatial()
    this.expectSign(',')
    const second = this.spatial()
    this.expectSign(')')
    const [condition, ...others] = [first, second].filter((operand) => operand !== null)
    if (condition === undefined || others.length > 0)
      throw new FilterFault(at, `S_INTERSECTS has ${geometryName} on one side and a shape on the other`)
    return condition
  }

  /** Null for the area of the feature. */
  private spatial(): RecordCondition | null {
    const token = this.next()
    const name = token.kind === 'word' ? token.text : ''
    if (name === geometryName) return null
    if (token.kind === 'word' && !token.quoted) {
      if (name.toUpperCase() === 'BBOX') return this.box(token.at)
      if (name.toUpperCase() === 'POINT') return this.ground.touching({ type: 'Point', coordinates: this.point() })
      if (name.toUpperCase() === 'POLYGON') return this.ground.touching({ type: 'Polygon', coordinates: this.rings() })
      if (name.toUpperCase() === 'MULTIPOLYGON') {
        return this.ground.touching({ type: 'MultiPolygon', coordinates: this.list(() => this.rings()) })
      }
    }
    throw new FilterFault(token.at, `expected ${geometryName}, POINT, POLYGON, MULTIPOLYGON or BBOX, not ${said(token)}`)
  }

  private list<T>(item: () => T): T[] {
    this.expectSign('(')
    const items = [item()]
    while (this.takeSign(',')) items.push(item())
    this.expectSign(')')
    return items
  }

  private box(at: number): RecordCondition {
    const parsed = BoxText.safeParse(this.list(() => this.number()).join(','))
    if (!parsed.success) throw new FilterFault(at, `BBOX ${parsed.error.issues[0]?.message ?? 'cannot be read'}`)
    return this.ground.touchingBox(parsed.data)
  }

  private position(): Position {
    const { at } = this.peek()
    const [x, y] = [this.number(), this.number()]
    if (this.peek().kind === 'number') this.next()
    if (Math.abs(x) > 180 || Math.abs(y) > 90)
      throw new FilterFault(at, 'longitudes lie between -180 and 180, latitudes between -90 and 90')
    return [x, y]
  }

  private point(): Position {
    this.expectSign('(')
    const position = this.position()
    this.expectSign(')')
    return position
  }

  private rings(): Position[][] {
    return this.list(() => this.ring())
  }

  private ring(): Position[] {
    const { at } = this.peek()
    const ring = this.list(() => this.position())
    const [first, last] = [ring[0], ring.at(-1)]
    if (ring.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
      throw new FilterFault(at, 'a ring has four positions or more, the last of which is the first again')
    }
    return ring
  }

  /** `T_INTERSECTS(asOf, INTERVAL('2026-01-08', '..'))`, the two in either order. */
  private meets(): RecordCondition {
    const { at } = this.peek()
    this.expectSign('(')
    const first = this.temporal()
    this.expectSign(',')
    const second = this.temporal()
    this.expectSign(')')
    const range = first ?? second
    if (range === null || (first !== null && second !== null)) {
      throw new FilterFault(at, `T_INTERSECTS has ${this.ground.time ?? 'a time'} on one side and a moment or an interval on the other`)
    }
    try {
      return this.ground.during(range)
    } catch {
      throw new FilterFault(at, 'the interval ends before it begins')
    }
  }

  /** Null for the time of the feature. */
  private temporal(): TimeRange | null {
    const token = this.peek()
    if (token.kind === 'word' && token.text === this.ground.time) {
      this.next()
      return null
    }
    if (this.takeWord('TIMESTAMP')) return this.moment(token.at, true)
    if (this.takeWord('DATE')) return this.moment(token.at, false)
    if (this.takeWord('INTERVAL')) return this.interval(token.at)
    const time = this.ground.time === null ? '' : `${this.ground.time}, `
    throw new FilterFault(token.at, `expected ${time}TIMESTAMP, DATE or INTERVAL, not ${said(token)}`)
  }

  private interval(at: number): TimeRange {
    const bounds = this.list(() => {
      const token = this.next()
      if (token.kind !== 'text') throw new FilterFault(token.at, `expected a time in quotes, not ${said(token)}`)
      return token.text
    })
    const parsed = bounds.length === 2 ? TimeRangeText.safeParse(bounds.join('/')) : undefined
    if (!parsed?.success) throw new FilterFault(at, "expected INTERVAL('2026-01-07T20:00:00Z', '2026-01-08'), with '..' for an open end")
    return parsed.data
  }
}

/**
 * Reads a filter in the text form of CQL2: comparisons of a property with a value, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, TRUE, FALSE,
 * S_INTERSECTS with the area and T_INTERSECTS with the time of a feature. Throws FilterFault, which names the place, for anything else.
 */
export const parseFilter = (filter: string, ground: Ground): RecordCondition => new Reader(tokensOf(filter), ground).whole()
