import { expect, test } from 'vitest'
import { amountStep } from '@/app/_ui/amount-scale'

test.each([
  [0, 0],
  [9_999, 0],
  [10_000, 1],
  [49_999, 1],
  [50_000, 2],
  [100_000, 3],
  [250_000, 4],
  [499_999, 4],
  [500_000, 5],
  [3_000_000, 5],
])('%d is step %d', (amount, step) => {
  expect(amountStep(amount)).toBe(step)
})
