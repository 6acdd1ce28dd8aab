import { describe, expect, it } from 'vitest'
import { formatAge, formatInstant, formatPrecise, formatSaid } from '@/lib/time/format'
import type { Said } from '@/lib/time/interval'

const zone = 'Europe/Kyiv'

describe('formatPrecise tells a time as exactly as it was said', () => {
  const rows: [Said, 'long' | 'short', string, string][] = [
    [{ time: '2026-01-08', precision: 'day' }, 'long', '8 January 2026', '8 січня 2026'],
    [{ time: '2026-01-08', precision: 'day' }, 'short', '8 Jan', '8 січ.'],
    [{ time: '2026-03-29', precision: 'day' }, 'long', '29 March 2026', '29 березня 2026'],
    [{ time: '2026-01', precision: 'month' }, 'long', 'January 2026', 'січень 2026'],
    [{ time: '2026-01', precision: 'month' }, 'short', 'Jan 2026', 'січ. 2026'],
    [{ time: '2026-01-08T16:00:00Z', precision: 'hour' }, 'long', '8 January 2026, 18:00', '8 січня 2026, 18:00'],
    [{ time: '2026-01-08T08:00:00Z', precision: 'hour' }, 'short', '8 Jan 10:00', '8 січ. 10:00'],
    [{ time: '2026-01-07T22:05:00Z', precision: 'minute' }, 'short', '8 Jan 00:05', '8 січ. 00:05'],
    [{ time: '2026-03-29T01:00:00Z', precision: 'hour' }, 'short', '29 Mar 04:00', '29 бер. 04:00'],
  ]
  it.each(rows)('%j %s', (said, form, en, uk) => {
    expect(formatPrecise(said, { locale: 'en', zone, form })).toBe(en)
    expect(formatPrecise(said, { locale: 'uk', zone, form })).toBe(uk)
  })
})

describe('short months are the ones of the design', () => {
  const months = ['січ.', 'лют.', 'бер.', 'квіт.', 'трав.', 'черв.', 'лип.', 'серп.', 'вер.', 'жовт.', 'лист.', 'груд.']
  it.each(months.map((word, index) => [index + 1, word] as const))('%d is %s', (month, word) => {
    const time = `2026-${String(month).padStart(2, '0')}-05`
    expect(formatPrecise({ time, precision: 'day' }, { locale: 'uk', zone, form: 'short' })).toBe(`5 ${word}`)
  })
})

describe('formatInstant, formatSaid', () => {
  it('shows an instant on the clock of the zone asked for', () => {
    expect(formatInstant('2026-01-08T16:00:00.000Z', { locale: 'en', zone, form: 'long' })).toBe('8 January 2026, 18:00')
    expect(formatInstant('2026-01-08T16:00:00.000Z', { locale: 'en', zone: 'UTC', form: 'short' })).toBe('8 Jan 16:00')
    expect(formatInstant('2026-01-08T16:00:00.000Z', { locale: 'uk', zone, form: 'short', year: true })).toBe('8 січ. 2026 18:00')
  })
  const rows: [string, string][] = [
    ['2026-01-08', '8 Jan'],
    ['2026-01', 'Jan 2026'],
    ['2026-01-08T16:00:00Z', '8 Jan 18:00'],
  ]
  it.each(rows)('knows %s by its form', (time, text) => expect(formatSaid(time, { locale: 'en', zone, form: 'short' })).toBe(text))
})

describe('formatAge', () => {
  const rows: [number, string, string][] = [
    [0, '< 1 h', '< 1 год'],
    [1, '1 h', '1 год'],
    [47.9, '47 h', '47 год'],
    [48, '2 d', '2 дн.'],
    [300, '12 d', '12 дн.'],
  ]
  it.each(rows)('%d hours', (hours, en, uk) => {
    expect(formatAge(hours, 'en').replace(/\u00a0/g, ' ')).toBe(en)
    expect(formatAge(hours, 'uk').replace(/\u00a0/g, ' ')).toBe(uk)
    expect(formatAge(hours, 'en')).not.toContain(' ')
  })
})
