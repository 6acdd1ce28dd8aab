import { describe, expect, it, test } from 'vitest'
import {
  addHours,
  canonicalTime,
  endOfSaid,
  hoursBetween,
  instant,
  nextBucket,
  type Said,
  spanOf,
  startOfBucket,
} from '@/lib/time/interval'

const kyiv = 'Europe/Kyiv'
const z = (text: string) => `${text}:00.000Z`

describe('spanOf: what a said time covers', () => {
  const rows: [string, Said, string, string, string][] = [
    ['a winter day', { time: '2026-01-08', precision: 'day' }, kyiv, z('2026-01-07T22:00'), z('2026-01-08T22:00')],
    ['a summer day', { time: '2025-07-01', precision: 'day' }, kyiv, z('2025-06-30T21:00'), z('2025-07-01T21:00')],
    ['the 23-hour day of spring', { time: '2026-03-29', precision: 'day' }, kyiv, z('2026-03-28T22:00'), z('2026-03-29T21:00')],
    ['the 25-hour day of autumn', { time: '2025-10-26', precision: 'day' }, kyiv, z('2025-10-25T21:00'), z('2025-10-26T22:00')],
    [
      'an instant means the day that holds it',
      { time: '2026-01-07T23:30:00Z', precision: 'day' },
      kyiv,
      z('2026-01-07T22:00'),
      z('2026-01-08T22:00'),
    ],
    [
      'a day whose midnight does not exist',
      { time: '2018-11-04', precision: 'day' },
      'America/Sao_Paulo',
      z('2018-11-04T03:00'),
      z('2018-11-05T02:00'),
    ],
    ['a month', { time: '2026-01', precision: 'month' }, kyiv, z('2025-12-31T22:00'), z('2026-01-31T22:00')],
    ['a month with a clock change', { time: '2026-03', precision: 'month' }, kyiv, z('2026-02-28T22:00'), z('2026-03-31T21:00')],
    ['a month given as a day', { time: '2026-03-15', precision: 'month' }, kyiv, z('2026-02-28T22:00'), z('2026-03-31T21:00')],
    ['an hour', { time: '2026-01-08T12:34:56Z', precision: 'hour' }, kyiv, z('2026-01-08T12:00'), z('2026-01-08T13:00')],
    [
      'an hour where the offset is not whole',
      { time: '2026-01-08T12:40:00Z', precision: 'hour' },
      'Asia/Kolkata',
      z('2026-01-08T12:30'),
      z('2026-01-08T13:30'),
    ],
    ['a minute', { time: '2026-01-08T12:34:56Z', precision: 'minute' }, kyiv, z('2026-01-08T12:34'), z('2026-01-08T12:35')],
    [
      'the second 3 o’clock of autumn is its own hour',
      { time: '2025-10-26T01:20:00Z', precision: 'hour' },
      kyiv,
      z('2025-10-26T01:00'),
      z('2025-10-26T02:00'),
    ],
  ]
  it.each(rows)('%s', (_name, said, zone, from, until) => {
    expect(spanOf(said, zone)).toEqual({ from, until })
  })
  test('what cannot be read is an error, not a time', () => {
    expect(() => spanOf({ time: 'soon', precision: 'hour' }, kyiv)).toThrow(RangeError)
    expect(() => spanOf({ time: 'soon', precision: 'day' }, kyiv)).toThrow(RangeError)
  })
})

describe('canonicalTime: one form for one time', () => {
  const rows: [Said, string][] = [
    [{ time: '2026-01-07T22:00:00Z', precision: 'day' }, '2026-01-08'],
    [{ time: '2026-01-08', precision: 'day' }, '2026-01-08'],
    [{ time: '2025-12-31T23:00:00Z', precision: 'month' }, '2026-01'],
    [{ time: '2026-01-15', precision: 'month' }, '2026-01'],
    [{ time: '2026-01-08T12:34:56.7Z', precision: 'minute' }, z('2026-01-08T12:34')],
    [{ time: '2026-01-08T12:34:56Z', precision: 'hour' }, z('2026-01-08T12:00')],
  ]
  it.each(rows)('%j', (said, time) => {
    const canonical = canonicalTime(said, kyiv)
    expect(canonical).toEqual({ time, precision: said.precision })
    expect(canonicalTime(canonical, kyiv)).toEqual(canonical)
    expect(spanOf(canonical, kyiv)).toEqual(spanOf(said, kyiv))
  })
})

describe('endOfSaid', () => {
  const rows: [string, string][] = [
    ['2026-01-08', z('2026-01-08T22:00')],
    ['2026-03-29', z('2026-03-29T21:00')],
    ['2026-01', z('2026-01-31T22:00')],
    ['2026-01-08T05:00:00Z', z('2026-01-08T05:00')],
  ]
  it.each(rows)('%s', (said, end) => expect(endOfSaid(said, kyiv)).toBe(end))
})

describe('buckets', () => {
  const rows: ['hour' | 'day' | 'week', string, string, string][] = [
    ['hour', '2026-01-08T18:20:00Z', z('2026-01-08T18:00'), z('2026-01-08T19:00')],
    ['day', '2026-03-29T12:00:00Z', z('2026-03-28T22:00'), z('2026-03-29T21:00')],
    ['day', '2025-10-26T12:00:00Z', z('2025-10-25T21:00'), z('2025-10-26T22:00')],
    ['day', z('2026-01-08T22:00'), z('2026-01-08T22:00'), z('2026-01-09T22:00')],
    ['week', '2026-01-08T18:20:00Z', z('2026-01-04T22:00'), z('2026-01-11T22:00')],
    ['week', '2026-03-29T12:00:00Z', z('2026-03-22T22:00'), z('2026-03-29T21:00')],
  ]
  it.each(rows)('%s of %s', (step, at, start, next) => {
    expect(startOfBucket(at, step, kyiv)).toBe(start)
    expect(nextBucket(at, step, kyiv)).toBe(next)
    expect(startOfBucket(next, step, kyiv)).toBe(next)
  })
  test('walking a year of days by next visits each local midnight once', () => {
    let at = startOfBucket('2025-06-30T21:00:00Z', 'day', kyiv)
    const seen = [at]
    while (at < '2026-06-30') {
      at = nextBucket(at, 'day', kyiv)
      seen.push(at)
    }
    expect(seen).toHaveLength(366)
    expect(new Set(seen.slice(1).map((end, index) => hoursBetween(seen[index] ?? end, end)))).toEqual(new Set([24, 23, 25]))
  })
})

test('instants take one form, and hours are added on the clock of the universe', () => {
  expect(instant('2026-01-08T18:00:00Z')).toBe(z('2026-01-08T18:00'))
  expect(() => instant('yesterday')).toThrow(RangeError)
  expect(addHours('2026-03-28T22:00:00Z', 23)).toBe(z('2026-03-29T21:00'))
  expect(addHours('2026-01-08T00:00:00Z', -24)).toBe(z('2026-01-07T00:00'))
  expect(hoursBetween('2026-01-08T00:00:00Z', '2026-01-08T01:30:00Z')).toBe(1.5)
})
