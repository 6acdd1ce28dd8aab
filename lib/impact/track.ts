import type { Measure, Service, Unit } from '@/lib/schema/observation'
import { type Piece, piecesOf } from './standing'
import type { Word } from './word'

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
}

function poolOf({ statement, kind }: Word): Pool {
  if (statement.source.tier === 4) return 'unverified'
  if (statement.control === 'occupied') return 'occupied'
  return kind === 'aside' ? 'aside' : 'own'
}

function keyOf(word: Word): string {
  const { incident, regions, place, control, service, measure, basis, unit } = word.statement
  return [poolOf(word), incident, [...regions].sort().join(), place, control, service, measure, basis, unit].join('\n')
}

function makeTrack(key: string, words: readonly [Word, ...Word[]]): Track {
  const [first] = words
  const { incident, regions, place, service, measure, unit } = first.statement
  return { key, pool: poolOf(first), incident, regions: [...regions].sort(), place, service, measure, unit, pieces: piecesOf(words) }
}

/** Groups words into tracks by incident, regions, place, control, service, measure, basis and unit; the order of words is of no account. */
export function tracksOf(words: readonly Word[]): Track[] {
  const groups = new Map<string, [Word, ...Word[]]>()
  for (const word of words) {
    const key = keyOf(word)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [word])
    else group.push(word)
  }
  return [...groups].map(([key, group]) => makeTrack(key, group)).sort((a, b) => (a.key < b.key ? -1 : 1))
}
