import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Pieces } from './table'

/** Pieces after which a table counts as long: until then nothing piles up. A piece takes about the same to read, whatever its rows are of. */
const longFrom = 20
/** By how many per cent V8 lets what is alive grow before it looks for what is not, while a long table is written. */
const growth = 40

let written = 0

const collect: () => Promise<void> = (() => {
  setFlagsFromString('--expose-gc')
  const gc: (how: { type: 'major'; execution: 'async' }) => Promise<void> = runInNewContext('gc')
  return () => gc({ type: 'major', execution: 'async' })
})()

/** Every long table that is written at the same time is counted: the last to end leaves V8 to itself, as the first found it. */
function begin(): void {
  if (written++ === 0) setFlagsFromString(`--heap-growing-percent=${growth}`)
}
function end(): void {
  if (--written === 0) setFlagsFromString('--heap-growing-percent=0')
}

/**
 * The rows of a table, with V8 told to collect soon once their pieces are many. What a row is made of is let go of with its piece, but some of it has
 * by then been taken for lasting memory, and of that V8 lets as much pile up as is alive before it looks: hundreds of megabytes.
 */
export async function* collectedSoon<Row>(pieces: Pieces<Row>): AsyncGenerator<readonly Row[]> {
  let read = 0
  let isLong = false
  try {
    for await (const piece of pieces) {
      yield piece
      read += 1
      if (isLong || read < longFrom) continue
      isLong = true
      begin()
      await collect()
    }
  } finally {
    if (isLong) end()
  }
}
