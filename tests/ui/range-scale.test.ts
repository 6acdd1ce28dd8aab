import { expect, test } from 'vitest'
import { rangeScaleEnd } from '@/app/_ui/range-scale'

test.each([
  ['a closed range ends within', [{ low: 600_000, best: 600_000, high: 800_000 }], 800_000],
  ['an open one has room beyond', [{ low: 1_000_000, best: 1_000_000, high: null }], 1_500_000],
  [
    'the largest of all counts',
    [
      { low: 20, best: 20, high: 20 },
      { low: 38_983, best: 38_983, high: 38_983 },
    ],
    40_000,
  ],
  ['without any number it is one', [{ low: null, best: null, high: null }], 1],
  ['of nothing it is one', [], 1],
])('%s', (_, ranges, end) => {
  expect(rangeScaleEnd(ranges)).toBe(end)
})
