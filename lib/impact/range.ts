import type { Range } from '@/lib/schema/impact'

export const noFigure: Range = { low: null, best: null, high: null }
export const zero: Range = { low: 0, best: 0, high: 0 }

export const hasFigure = ({ low, best, high }: Range): boolean => low !== null || best !== null || high !== null

const isNumber = (n: number | null): n is number => n !== null
const known = (numbers: readonly (number | null)[]): number[] => numbers.filter(isNumber)

/** The largest of what is known; null where nothing is. */
export function largest(numbers: readonly (number | null)[]): number | null {
  const told = known(numbers)
  return told.length === 0 ? null : told.reduce((a, b) => Math.max(a, b))
}

/** The sum of what is known: an unknown adds nothing to a lower bound, and is no zero where nothing is known. */
export function sumKnown(numbers: readonly (number | null)[]): number | null {
  const told = known(numbers)
  return told.length === 0 ? null : told.reduce((a, b) => a + b)
}

/** The sum that an open end leaves open. */
export function sumClosed(numbers: readonly (number | null)[]): number | null {
  return numbers.includes(null) ? null : sumKnown(numbers)
}

/** The smallest and the largest of alternatives: an end that one of them leaves open is open. */
export function hull(ranges: readonly Range[]): Pick<Range, 'low' | 'high'> {
  const lows = ranges.map((range) => range.low)
  const highs = ranges.map((range) => range.high)
  return {
    low: lows.length === 0 || lows.includes(null) ? null : known(lows).reduce((a, b) => Math.min(a, b)),
    high: highs.includes(null) ? null : largest(highs),
  }
}

/** Disjoint amounts one after the other. */
export function sumRanges(ranges: readonly Range[]): Range {
  return {
    low: sumKnown(ranges.map((range) => range.low)),
    best: sumKnown(ranges.map((range) => range.best)),
    high: sumClosed(ranges.map((range) => range.high)),
  }
}

/** Amounts that may be the same homes: at least the largest, at most all of them together. */
export function overlapRanges(ranges: readonly Range[]): Range {
  return {
    low: largest(ranges.map((range) => range.low)),
    best: largest(ranges.map((range) => range.best)),
    high: sumClosed(ranges.map((range) => range.high)),
  }
}
