import type { Piece } from './standing'
import type { Track } from './track'
import { isBack, type Word } from './word'

/** Restorations in order of their beginning, with the latest end seen so far, to be searched in. */
interface Ordered {
  words: readonly Word[]
  latestEnd: readonly number[]
}

function order(words: readonly Word[]): Ordered {
  const sorted = [...words].sort((a, b) => a.from - b.from || b.until - a.until)
  let latest = Number.NEGATIVE_INFINITY
  const latestEnd = sorted.map((word) => {
    latest = Math.max(latest, word.until)
    return latest
  })
  return { words: sorted, latestEnd }
}

/** The first index for which `holds`, which once true stays true; the length when none. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Whether a restoration may end a figure: of the service at large, or of the same measure (schools open again); of the region, or of the same place. */
const concerns = ({ statement }: Word, track: Track): boolean =>
  (statement.measure === 'without' || statement.measure === track.measure) && (statement.place === null || statement.place === track.place)

/** The statements that a service is back in one region, and which older figures they end. */
export class Restorations {
  private readonly ordered = new Map<string, Ordered>()

  constructor(private readonly words: readonly Word[]) {}

  private concerning(track: Track): Ordered {
    const key = `${track.measure}\n${track.place}`
    const found = this.ordered.get(key) ?? order(this.words.filter((word) => concerns(word, track)))
    this.ordered.set(key, found)
    return found
  }

  /**
   * When a restoration ends a piece of a track: at the first one that is newer, or of the same moment, where the furthest state wins.
   * A schedule is not on the way from out to restored, so only a newer restoration ends it. Infinity when none does.
   */
  endOf(track: Track, piece: Piece): number {
    if (piece.back || this.words.length === 0) return Number.POSITIVE_INFINITY
    const { words, latestEnd } = this.concerning(track)
    const index =
      track.measure === 'limited'
        ? firstIndex(words.length, (i) => (words[i]?.from ?? 0) >= piece.momentUntil)
        : firstIndex(words.length, (i) => (latestEnd[i] ?? 0) > piece.from)
    const word = words[index]
    return word === undefined ? Number.POSITIVE_INFINITY : Math.max(word.from, piece.from)
  }

  /** Every instant at which a restoration of the whole region begins or becomes too old to be told. */
  get whole(): readonly Word[] {
    return this.words.filter((word) => word.statement.place === null && isBack(word))
  }
}
