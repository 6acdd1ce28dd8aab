import { describe, expect, test } from 'vitest'
import { formatCell, formatCount, formatRange, formatSaid, formatShare, formatShort } from '@/lib/i18n/numbers'

const range = (low: number | null, best: number | null, high: number | null) => ({ low, best, high })

describe('numbers as each language writes them', () => {
  test.each([
    [600_000, '600,000', '600\u202f000', '600,000', '600\u00a0тис.', '600k', '600\u00a0тис.'],
    [38_983, '38,983', '38\u202f983', '38,983', '38\u202f983', '39k', '39\u00a0тис.'],
    [1_100_000, '1,100,000', '1\u202f100\u202f000', '1,100,000', '1,1\u00a0млн', '1.1m', '1,1\u00a0млн'],
    [1_092_000, '1,092,000', '1\u202f092\u202f000', '1,092,000', '1\u202f092\u202f000', '1.1m', '1,1\u00a0млн'],
    [999_999, '999,999', '999\u202f999', '999,999', '999\u202f999', '1m', '1\u00a0млн'],
    [2_600, '2,600', '2\u202f600', '2,600', '2\u202f600', '2.6k', '2,6\u00a0тис.'],
    [67, '67', '67', '67', '67', '67', '67'],
    [0, '0', '0', '0', '0', '0', '0'],
  ])('%d', (value, countEn, countUk, saidEn, saidUk, shortEn, shortUk) => {
    expect([formatCount(value, 'en'), formatCount(value, 'uk')]).toEqual([countEn, countUk])
    expect([formatSaid(value, 'en'), formatSaid(value, 'uk')]).toEqual([saidEn, saidUk])
    expect([formatShort(value, 'en'), formatShort(value, 'uk')]).toEqual([shortEn, shortUk])
  })
})

describe('ranges', () => {
  test.each([
    ['closed', range(600_000, 600_000, 800_000), '600,000–\u2060800,000', '600–\u2060800\u00a0тис.'],
    ['of two sizes', range(500_000, 600_000, 1_000_000), '500,000–\u20601,000,000', '500\u00a0тис.–\u20601\u00a0млн'],
    ['one exact number', range(38_983, 38_983, 38_983), '38,983', '38\u202f983'],
    ['open above', range(18_000, 18_000, null), 'at least 18,000', 'щонайменше 18\u00a0тис.'],
    ['open below', range(null, null, 800_000), 'up to 800,000', 'до 800\u00a0тис.'],
    ['only a best', range(null, 5000, null), 'about 5,000', 'близько 5\u202f000'],
    ['nothing', range(null, null, null), null, null],
  ])('%s', (_, bounds, en, uk) => {
    expect([formatRange(bounds, 'en'), formatRange(bounds, 'uk')]).toEqual([en, uk])
  })

  test('a cell tells an open end, and no number is no zero', () => {
    expect(formatCell(range(18_000, 18_000, null), 'en')).toBe('≥\u00a018,000')
    expect(formatCell(range(600_000, 600_000, 800_000), 'uk')).toBe('600\u202f000')
    expect(formatCell(range(null, null, null), 'en')).toBeNull()
  })
})

describe('shares', () => {
  test.each([
    ['closed', range(0.5, 0.5, 0.67), '50–\u206067\u00a0%'],
    ['one number', range(0.5, 0.5, 0.5), '50\u00a0%'],
    ['open', range(0.03, 0.03, null), '≥\u00a03\u00a0%'],
    ['over 100 %', range(1.12, 1.12, 1.12), '112\u00a0%'],
    ['small', range(0.004, 0.004, 0.004), '0.4\u00a0%'],
  ])('%s', (_, share, en) => {
    expect(formatShare(share, 'en')).toBe(en)
  })
})
