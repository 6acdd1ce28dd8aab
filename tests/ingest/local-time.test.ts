import { describe, expect, test } from 'vitest'
import { LocalTime, preciseTime, precisionOf, saidTime } from '@/lib/ingest/local-time'

describe('times on the clock of the place', () => {
  test.each([
    ['2026-01-07T22:00', 'Europe/Kyiv', '2026-01-07T20:00:00.000Z'],
    ['2024-06-09T19:00', 'Europe/Kyiv', '2024-06-09T16:00:00.000Z'],
    ['2024-06-09T00:30', 'Europe/Chisinau', '2024-06-08T21:30:00.000Z'],
    ['2026-01-07', 'Europe/Kyiv', '2026-01-07'],
    ['2026-01', 'Europe/Kyiv', '2026-01'],
  ])('%s in %s is %s', (time, zone, said) => {
    expect(saidTime(time, zone)).toBe(said)
  })

  test.each([
    ['2026-01', 'month'],
    ['2026-01-07', 'day'],
    ['2026-01-07T22:00', 'hour'],
    ['2026-01-31T10:42', 'minute'],
  ])('%s says a %s by its form', (time, precision) => {
    expect(precisionOf(time)).toBe(precision)
  })

  test.each([
    '2026-02-30',
    '2026-13',
    '0026-01-07',
    '0026-01-07T22:00',
    '2026-01-07T24:00',
    '2026-01-07T22:00Z',
    '2026-01-07 22:00',
    '7 January',
    '',
  ])('%j is no time', (text) => {
    expect(LocalTime.safeParse(text).success).toBe(false)
  })

  test('a time is never more exact than it was said', () => {
    expect(preciseTime('2026-01-07', 'hour', 'Europe/Kyiv')).toBeNull()
    expect(preciseTime('2026-01', 'day', 'Europe/Kyiv')).toBeNull()
    expect(preciseTime('2026-01-07T22:00', 'day', 'Europe/Kyiv')).toEqual({ time: '2026-01-07', precision: 'day' })
    expect(preciseTime('2026-01-07', 'month', 'Europe/Kyiv')).toEqual({ time: '2026-01', precision: 'month' })
  })
})
