import type { Range } from '@/lib/schema/impact'
import type { State } from '@/lib/schema/observation'
import { hasFigure, hull, zero } from './range'
import { holdsFor, staleDays } from './shelf-life'
import { byLead, isBack, type Word } from './word'

const hour = 3_600_000
const day = 24 * hour

/** What a track says from one of its moments until its next: the alternatives of that moment and the range they span. */
export interface Piece extends Range {
  /** In force from here (the beginning of the moment) until the next moment of the track. */
  from: number
  until: number
  /** The end of the moment itself. */
  momentUntil: number
  /** When it was last said: a reading with the last snapshot that still said so. */
  saidAt: number
  ageFrom: number
  /** Past this it is stale, … */
  freshUntil: number
  /** … and past this it is not told any more. */
  toldUntil: number
  back: boolean
  state: State
  head: Word
  /** The head first. */
  alternatives: readonly Word[]
}

/** The earlier first; of one beginning the finest last, so that the last one is the anchor. */
const byMoment = (a: Word, b: Word): number => a.from - b.from || b.until - a.until || byLead(a, b)

/** The same instant at the coarser of two precisions: periods of one calendar touch only when one holds the other. */
const isSameMoment = (word: Word, anchor: Word): boolean => word.until > anchor.from

type Told = Pick<Piece, 'head' | 'alternatives' | 'ageFrom'> & { back: Word | undefined; range: Range }

/** What the words of one moment come to. */
function told(anchor: Word, moment: readonly Word[]): Told {
  const alternatives = [...moment].sort(byLead)
  const back = alternatives.find(isBack)
  const figures = alternatives.filter(hasFigure)
  const head = back ?? figures[0] ?? alternatives[0] ?? anchor
  const range = back === undefined ? { best: head.best, ...hull(figures) } : zero
  const first = head === alternatives[0] ? alternatives : [head, ...alternatives.filter((word) => word !== head)]
  return { head, alternatives: first, ageFrom: Math.max(...moment.map((word) => word.ageFrom)), back, range }
}

/** The same of one word that nothing stands beside, as nearly all do: a ledger has many thousands of them. */
function toldAlone(word: Word): Told {
  const back = isBack(word) ? word : undefined
  const { low, best, high } = back === undefined ? word : zero
  return { head: word, alternatives: [word], ageFrom: word.ageFrom, back, range: { low, best, high } }
}

function makePiece(anchor: Word, until: number, moment: readonly Word[]): Piece {
  const { head, alternatives, ageFrom, back, range } = moment.length === 1 ? toldAlone(anchor) : told(anchor, moment)
  const { state } = head.statement
  const freshUntil = ageFrom + holdsFor(head.statement, back !== undefined) * hour
  const { low, best, high } = range
  // Field by field: a spread here is a third of what a large window costs.
  return {
    low,
    best,
    high,
    from: anchor.from,
    until,
    momentUntil: anchor.until,
    saidAt: head.statement.reading === undefined ? anchor.from : ageFrom,
    ageFrom,
    freshUntil,
    toldUntil: back === undefined ? freshUntil + staleDays * day : freshUntil,
    back: back !== undefined,
    state: back === undefined ? state : 'restored',
    head,
    alternatives,
  }
}

/**
 * The step function of one track. At any time the word with the latest beginning stands (of two that begin together the more precise one);
 * every word of the same moment, at the coarser of the two precisions, is its alternative.
 */
export function piecesOf(words: readonly Word[]): Piece[] {
  const ordered = [...words].sort(byMoment)
  const pieces: Piece[] = []
  let open: Word[] = []
  ordered.forEach((word, index) => {
    open = open.filter((earlier) => isSameMoment(earlier, word))
    open.push(word)
    const next = ordered[index + 1]
    if (next === undefined || next.from > word.from) pieces.push(makePiece(word, next?.from ?? Number.POSITIVE_INFINITY, open))
  })
  return pieces
}

/**
 * The piece of `piecesOf` that is in force at a time and told still, alone or none: what one moment asks of a track, however long its history.
 */
export function pieceInForce(words: readonly Word[], at: number): Piece[] {
  let anchor: Word | undefined
  let until = Number.POSITIVE_INFINITY
  for (const word of words) {
    if (word.from > at) until = Math.min(until, word.from)
    else if (anchor === undefined || byMoment(word, anchor) > 0) anchor = word
  }
  if (anchor === undefined) return []
  const { from } = anchor
  const moment = words.length === 1 ? words : words.filter((word) => word.from <= at && word.until > from)
  const piece = makePiece(anchor, until, moment)
  return at < piece.toldUntil ? [piece] : []
}

/** How a piece stands: `ended` when a statement that the service is back came after it; `gone` when it is too old to be told. */
export type Status = 'reported' | 'restored' | 'ended' | 'stale' | 'gone'

/** The status of a piece at a time inside it, given when a restoration ended it (infinity for never). */
export function statusOf(piece: Piece, endedAt: number, at: number): Status {
  if (at >= piece.toldUntil) return 'gone'
  if (piece.back) return 'restored'
  if (at >= endedAt) return 'ended'
  return at < piece.freshUntil ? 'reported' : 'stale'
}

/** The index of the piece in force at a time, or -1 before the first. */
export function pieceAt(pieces: readonly Piece[], at: number): number {
  let low = 0
  let high = pieces.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pieces[middle]?.from ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
