import { describe, expect, it } from 'vitest'
import { collectedSoon } from '@/lib/export/long-table'

/** Pieces of rows that tell whether they were let go of. */
function source(pieces: number, rows: number) {
  const told = { given: 0, isLeft: false }
  async function* read() {
    try {
      for (; told.given < pieces; told.given++) yield Array.from({ length: rows }, (_, i) => told.given * rows + i)
    } finally {
      told.isLeft = true
    }
  }
  return { told, read }
}

describe('a long table', () => {
  it.each([
    ['empty', 0, 0],
    ['short', 3, 10],
    ['long', 30, 1000],
  ])('that is %s comes whole and in order', async (_name, pieces, rows) => {
    const { told, read } = source(pieces, rows)
    const got: number[] = []
    for await (const piece of collectedSoon(read())) got.push(...piece)
    expect(got).toEqual(Array.from({ length: pieces * rows }, (_, i) => i))
    expect(told.isLeft).toBe(true)
  })

  it('lets go of what it reads from when its reader goes, and another is written as before', async () => {
    const { told, read } = source(1000, 1000)
    for await (const piece of collectedSoon(read())) if ((piece[0] ?? 0) >= 40_000) break
    expect(told).toEqual({ given: 40, isLeft: true })
    const next = source(30, 1000)
    let rows = 0
    for await (const piece of collectedSoon(next.read())) rows += piece.length
    expect(rows).toBe(30_000)
  })
})
