import type { Comparison, RecordCondition, Scalar } from '@/lib/schema/record-condition'
import { isLike } from './like'

/** What a condition may ask of one thing. */
export interface Subject {
  value(property: string): Scalar | null
  /** Its time, half-open; null where it has none. */
  span: { from: string; until: string } | null
  regions: readonly string[]
}

type Truth = boolean | null

const not = (truth: Truth): Truth => (truth === null ? null : !truth)
const all = (truths: readonly Truth[]): Truth => (truths.includes(false) ? false : truths.includes(null) ? null : true)

const compared: Record<Comparison, (a: Scalar, b: Scalar) => boolean> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

/** Whether a condition holds of something: true, false, or null where that is not known. The same as the store's queries have it. */
export function holds(condition: RecordCondition, subject: Subject): Truth {
  const of = (property: string, test: (value: Scalar) => boolean): Truth => {
    const value = subject.value(property)
    return value === null ? null : test(value)
  }
  switch (condition.op) {
    case 'and':
      return all(condition.of.map((each) => holds(each, subject)))
    case 'or':
      return not(all(condition.of.map((each) => not(holds(each, subject)))))
    case 'not':
      return not(holds(condition.of, subject))
    case 'constant':
      return condition.value
    case 'compare':
      return of(condition.property, (value) => compared[condition.how](value, condition.value))
    case 'in':
      return of(condition.property, (value) => condition.values.includes(value))
    case 'between':
      return of(condition.property, (value) => Number(value) >= condition.low && Number(value) <= condition.high)
    case 'like':
      return of(condition.property, (value) => isLike(String(value), condition.pattern))
    case 'unknown':
      return subject.value(condition.property) === null
    case 'during': {
      const { span } = subject
      const { from, until } = condition
      return span === null ? null : (from === null || span.until > from) && (until === null || span.from < until)
    }
    case 'timeless':
      return subject.span === null
    case 'touches':
      if (subject.regions.some((code) => condition.regions.includes(code))) return true
      return subject.regions.every((code) => condition.placeless.includes(code)) ? null : false
    case 'placeless':
      return subject.regions.every((code) => condition.placeless.includes(code))
  }
}
