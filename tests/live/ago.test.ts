import { describe, expect, it } from 'vitest'
import { agoWords } from '@/app/_live/ago'

const at = '2026-01-08T16:00:00Z'
const past = (minutes: number) => Date.parse(at) + minutes * 60_000

describe('how long ago a view was good', () => {
  it.each([
    [-5, null, null],
    [0.9, null, null],
    [1, '1 minute ago', '1 хвилину тому'],
    [7.9, '7 minutes ago', '7 хвилин тому'],
    [119, '119 minutes ago', '119 хвилин тому'],
    [120, '2 hours ago', '2 години тому'],
    [47 * 60 + 59, '47 hours ago', '47 годин тому'],
    [48 * 60, '2 days ago', '2 дні тому'],
  ])('after %d minutes', (minutes, en, uk) => {
    expect(agoWords(at, past(minutes), 'en')).toBe(en)
    expect(agoWords(at, past(minutes), 'uk')).toBe(uk)
  })

  it('is nothing for a moment that is none', () => {
    expect(agoWords('', Date.now(), 'en')).toBeNull()
  })
})
