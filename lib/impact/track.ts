import type { Measure, Service, Unit } from '@/lib/schema/observation'
import type { Piece } from './standing'
import { restoresService, type Word } from './word'

/** Which figures a track may touch: only `own` ones enter a region's numbers, the others stand beside. */
export type Pool = 'own' | 'aside' | 'occupied' | 'unverified'

/** The statements of one incident about one thing counted one way, and what they say over time. */
export interface Track {
  key: string
  pool: Pool
  incident: string
  regions: readonly string[]
  place: string | null
  service: Service
  measure: Measure
  unit: Unit | null
  pieces: readonly Piece[]
  /** Those of its words that say that the service is back. */
  restorations: readonly Word[]
}

function poolOf({ statement, kind }: Word): Pool {
  if (statement.source.tier === 4) return 'unverified'
  if (statement.control === 'occupied') return 'occupied'
  return kind === 'aside' ? 'aside' : 'own'
}

const inOrder = (regions: readonly string[]): readonly string[] => (regions.length === 1 ? regions : [...regions].sort())

function keyOf(word: Word): string {
  const { incident, regions, place, control, service, measure, basis, unit } = word.statement
  return `${poolOf(word)}\n${incident}\n${inOrder(regions).join()}\n${place}\n${control}\n${service}\n${measure}\n${basis}\n${unit}`
}

/** What the words of one track say over time: all of it, or what is asked of it. */
export type PiecesOf = (words: readonly Word[]) => readonly Piece[]

function makeTrack(key: string, words: readonly [Word, ...Word[]], piecesOf: PiecesOf): Track {
  const [first] = words
  const { incident, regions, place, service, measure, unit } = first.statement
  const [pieces, restorations] = [piecesOf(words), words.filter(restoresService)]
  return { key, pool: poolOf(first), incident, regions: inOrder(regions), place, service, measure, unit, pieces, restorations }
}

const saysSomething = ({ pieces, restorations }: Track): boolean => pieces.length > 0 || restorations.length > 0

/**
 * Groups words into tracks by incident, regions, place, control, service, measure, basis and unit; the order of words is of no account. Those
 * that say nothing of what is asked are left out.
 */
export function tracksOf(words: readonly Word[], piecesOf: PiecesOf): Track[] {
  const groups = new Map<string, [Word, ...Word[]]>()
  for (const word of words) {
    const key = keyOf(word)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [word])
    else group.push(word)
  }
  const tracks = [...groups].map(([key, group]) => makeTrack(key, group, piecesOf))
  return tracks.filter(saysSomething).sort((a, b) => (a.key < b.key ? -1 : 1))
}
