import { describe, expect, test } from 'vitest'
import { figuresAlike, type Likeness } from '@/lib/service/similar-incidents'
import { spanOf } from '@/lib/time/interval'

const on = (day: string) => spanOf({ time: day, precision: 'day' }, 'Europe/Kyiv')
const at = (time: string) => spanOf({ time, precision: 'minute' }, 'Europe/Kyiv')
const ours: Likeness = {
  ...{ regions: ['UA-12', 'UA-23'], service: 'electricity', measure: 'without', unit: 'households' },
  ...{ value: 600_000, min: null, max: null, span: on('2026-01-08') },
}
const noNumber = { value: null, unit: null }

describe('figures that may tell of one event', () => {
  test.each<[string, Partial<Likeness>, boolean]>([
    ['the same', {}, true],
    ['one region of several', { regions: ['UA-23'] }, true],
    ['customers for households', { unit: 'customers' }, true],
    ['a quarter less', { value: 450_000 }, true],
    ['more than a quarter less', { value: 440_000 }, false],
    ['a range around it', { value: null, min: 500_000, max: 800_000 }, true],
    ['a range far from it', { value: null, min: 100_000, max: 200_000 }, false],
    ['no number', noNumber, true],
    ['another region', { regions: ['UA-63'] }, false],
    ['another service', { service: 'heating' }, false],
    ['another measure', { measure: 'reconnected' }, false],
    ['another unit', { unit: 'settlements' }, false],
    ['the day before', { span: on('2026-01-07') }, true],
    ['two days before', { span: on('2026-01-06') }, false],
    ['within a day after its end', { span: at('2026-01-09T21:00:00.000Z') }, true],
    ['a day after its end', { span: at('2026-01-09T23:00:00.000Z') }, false],
  ])('%s: %s', (_, change, alike) => {
    const theirs = { ...ours, ...change }
    expect(figuresAlike(ours, theirs)).toBe(alike)
    expect(figuresAlike(theirs, ours)).toBe(alike)
  })
})
