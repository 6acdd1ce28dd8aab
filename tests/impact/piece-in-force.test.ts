import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wordsSeen } from '@/lib/impact/moment'
import { pieceAt, pieceInForce, piecesOf } from '@/lib/impact/standing'
import { aMoment, statements } from './arbitraries'

it('the one piece of a moment is that of the whole history, while it is told', () => {
  let told = 0
  fc.assert(
    fc.property(statements, aMoment, (said, asOf) => {
      const at = Date.parse(asOf)
      const words = wordsSeen(said, () => 'Europe/Kyiv', null, {})
      const pieces = piecesOf(words)
      const piece = pieces[pieceAt(pieces, at)]
      const expected = piece !== undefined && at < piece.toldUntil ? [piece] : []
      expect(pieceInForce(words, at)).toEqual(expected)
      told += expected.length
    }),
    { numRuns: 1000 },
  )
  expect(told).toBeGreaterThan(300)
})
