import type { Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import { addHours } from '@/lib/time/interval'
import { publishedBy, readWord, type Word } from './word'

/**
 * The three clocks of an answer: the moment it is about, what our ledger knew (`knownAt`, everything when left out) and what its sources had
 * surely published (`publishedBy`).
 */
export interface Moment {
  asOf: Instant
  knownAt?: Instant | undefined
  publishedBy?: Instant | undefined
}

export type Clocks = Omit<Moment, 'asOf'>

/** No statement older than this can matter: thirty stale days after the longest shelf life, said of a whole month. */
const memoryHours = 24 * 70
/** Room for a month and a time zone when times are compared by their text alone. */
const roomHours = 24 * 33

const ms = (at: Instant | undefined): number => (at === undefined ? Number.POSITIVE_INFINITY : Date.parse(at))

/** Known at `k`: taken in by then and neither superseded nor retracted by then; at the end of time, never superseded. */
const isKnown = ({ knownFrom, knownUntil }: Statement, k: number): boolean =>
  k === Number.POSITIVE_INFINITY ? knownUntil === null : Date.parse(knownFrom) <= k && (knownUntil === null || k < Date.parse(knownUntil))

/** Published by `p`; a source without a date counts from when we had it. */
const isPublished = (word: Word, p: number): boolean =>
  p === Number.POSITIVE_INFINITY || (publishedBy(word) ?? Date.parse(word.statement.recordedAt)) <= p

/**
 * The statements a period may rest on, as the clocks let them be seen, read in the zone of their first region. `from` and `until` bound the
 * period, both included; null is all of time.
 */
export function wordsSeen(
  statements: readonly Statement[],
  zoneOf: (region: string) => string,
  period: { from: Instant; until: Instant } | null,
  clocks: Clocks,
): Word[] {
  const remembered = period === null ? Number.NEGATIVE_INFINITY : Date.parse(addHours(period.from, -memoryHours))
  const earliest = period === null ? '' : addHours(period.from, -memoryHours - roomHours)
  const latest = period === null ? 'Z' : addHours(period.until, roomHours)
  const until = ms(period?.until)
  const k = ms(clocks.knownAt)
  const p = ms(clocks.publishedBy)
  const words: Word[] = []
  for (const statement of statements) {
    const { time } = statement.asOf
    if (time < earliest || time > latest || !isKnown(statement, k)) continue
    const word = readWord(statement, zoneOf(statement.regions[0] ?? ''))
    if (word.from <= until && word.until > remembered && isPublished(word, p)) words.push(word)
  }
  return words
}
