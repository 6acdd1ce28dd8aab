import type { Range } from '@/lib/schema/impact'
import type { State } from '@/lib/schema/observation'
import type { Statement } from '@/lib/schema/statement'
import { standingMeasures } from '@/lib/schema/vocabulary'
import { endOfSaid, spanOf } from '@/lib/time/interval'
import { noFigure, zero } from './range'

/**
 * What a statement says of the moment it speaks of. `figure`: so many are without. `state`: it is out (limited, …), with no number.
 * `restoration`: the service is back. `zero`: nobody is left of what was counted. `aside`: a reconnected, cumulative or peak count, lost
 * capacity, or nothing we can hold against the moment: shown, never counted.
 */
export type WordKind = 'figure' | 'state' | 'restoration' | 'zero' | 'aside'

/** A statement made ready to reason on. Times are milliseconds of the epoch. */
export interface Word extends Range {
  statement: Statement
  zone: string
  kind: WordKind
  /** The period the statement speaks of, half-open. */
  from: number
  until: number
  /** When its age begins: a day or a month ages from its end, an hour from itself, a reading from the last snapshot that confirmed it. */
  ageFrom: number
}

const stateRank: Record<State, number> = { unknown: 0, out: 1, limited: 1, on_backup: 1, partly_restored: 2, restored: 3 }

/** The range one statement gives. A stated span is held at its lower end: that is the amount surely claimed; a middle was said by nobody. */
function rangeOf({ value, min, max, qualifier }: Statement): Range {
  if (min !== null || max !== null) return { low: min, best: min ?? max, high: max }
  if (value === null || qualifier === 'vague' || (qualifier === 'at_least' && value === 0)) return noFigure
  if (qualifier === 'at_least') return { low: value, best: value, high: null }
  return { low: qualifier === 'at_most' ? null : value, best: value, high: value }
}

const measuresThatStand: readonly string[] = standingMeasures

function kindOf(statement: Statement, { best, high }: Range): WordKind {
  const { measure, basis, unit, state, quantityText } = statement
  if (basis !== 'at_time' || !measuresThatStand.includes(measure) || unit === 'megawatts' || unit === 'regions') return 'aside'
  if (high === 0) return 'zero'
  // "Restored" with a count, or with words for one, says how many came back, not that nobody is left.
  if (state === 'restored') return best === null && (unit === null || quantityText === null) ? 'restoration' : 'aside'
  if (best !== null) return 'figure'
  return state === 'unknown' && quantityText === null ? 'aside' : 'state'
}

/** Reads a statement in the zone of the region it speaks of. */
export function readWord(statement: Statement, zone: string): Word {
  const range = rangeOf(statement)
  const kind = kindOf(statement, range)
  const span = spanOf(statement.asOf, zone)
  const from = Date.parse(span.from)
  const until = Date.parse(span.until)
  const { precision } = statement.asOf
  const ownAge = precision === 'day' || precision === 'month' ? until : from
  const ageFrom = statement.reading === undefined ? ownAge : Date.parse(statement.reading.until)
  const { low, best, high } = kind === 'restoration' ? zero : range
  return { low, best, high, statement, zone, kind, from, until, ageFrom }
}

/** When its source had surely published it, in milliseconds; null where the source gave no date. */
export function publishedBy({ statement, zone }: Word): number | null {
  return statement.publishedAt === null ? null : Date.parse(endOfSaid(statement.publishedAt, zone))
}

/** Back, by its own word: the furthest state there is. */
export const isBack = ({ kind }: Word): boolean => kind === 'restoration' || kind === 'zero'

/** Says of the service itself that it is back; a note narrows it to a kind of customer, and a count of 0 speaks of what was counted. */
export const restoresService = ({ kind, statement }: Word): boolean => kind === 'restoration' && statement.note === null

/** How far along the way from out to restored a statement is. */
export const rankOf = (word: Word): number => (isBack(word) ? stateRank.restored : stateRank[word.statement.state])

/** The name of a source, so that one report told in two pieces still counts once. */
export const sourceOf = ({ statement: { source } }: Word): string => `${source.publisher}\n${source.statedBy ?? ''}\n${source.url}`

/** One order of records whatever order they came in and however they were cut into reports: by what is said before by who filed it. */
const wordKey = ({ statement }: Word): string =>
  [statement.state, statement.asOf.time, statement.source.url, statement.id, statement.report].join()

/** By what a word leads the others of its moment; `only` where there is no other. */
export type LeadReason = 'state' | 'tier' | 'published' | 'larger' | 'only'

/** The first of the rules of `byLead` that parts a leading word from the one that comes nearest to it. */
export function leadReason(head: Word, others: readonly Word[]): LeadReason {
  const [rival] = others.filter((word) => word !== head).sort(byLead)
  if (rival === undefined) return 'only'
  if (rankOf(head) !== rankOf(rival)) return 'state'
  if (head.statement.source.tier !== rival.statement.source.tier) return 'tier'
  return (publishedBy(head) ?? 0) !== (publishedBy(rival) ?? 0) ? 'published' : 'larger'
}

/** Of the same moment, which leads: the furthest state, the best tier, the latest published, the larger. Negative when `a` does. */
export function byLead(a: Word, b: Word): number {
  return (
    rankOf(b) - rankOf(a) ||
    a.statement.source.tier - b.statement.source.tier ||
    (publishedBy(b) ?? 0) - (publishedBy(a) ?? 0) ||
    (b.best ?? -1) - (a.best ?? -1) ||
    (b.high ?? Number.MAX_VALUE) - (a.high ?? Number.MAX_VALUE) ||
    (wordKey(a) < wordKey(b) ? -1 : 1)
  )
}
