import { expect, test } from 'vitest'
import { rangeBarGeometry } from '@/app/_ui/range-bar'

test('low to high is the band, best the tick', () => {
  expect(rangeBarGeometry({ low: 600, best: 600, high: 800 }, 1000)).toEqual({
    from: 120,
    to: 160,
    best: 120,
    openHigh: false,
    openLow: false,
  })
})

test('an open end runs to the end of the bar and is told', () => {
  expect(rangeBarGeometry({ low: 250, best: 250, high: null }, 1000)).toMatchObject({ from: 50, to: 200, openHigh: true })
  expect(rangeBarGeometry({ low: null, best: null, high: 250 }, 1000)).toMatchObject({ from: 0, to: 50, best: null, openLow: true })
})

test('nothing is drawn without a number, and nothing beyond the scale', () => {
  expect(rangeBarGeometry({ low: null, best: null, high: null }, 1000)).toBeNull()
  expect(rangeBarGeometry({ low: 900, best: 5000, high: 9000 }, 1000)).toMatchObject({ to: 200, best: 198 })
})
