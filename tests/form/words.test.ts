import { describe, expect, test } from 'vitest'
import { readQuantity } from '@/lib/form/quantity'
import { form } from '@/lib/i18n/messages/form'
import { saidQuantity } from '@/lib/i18n/said-quantity'
import { translator } from '@/lib/i18n/translator'
import { instantOfClock } from '@/lib/time/wall-clock'

const params = { min: '3', max: '200', text: 'Atlantis', number: '600,000', message: 'no' }

describe('the words of the form', () => {
  test.each(['en', 'uk'] as const)('every fault has a sentence in %s', (locale) => {
    const t = translator(locale, 'form')
    for (const fault of Object.keys(form.en.fault) as (keyof typeof form.en.fault)[]) expect(t(`fault.${fault}`, params)).toMatch(/[.!]$/)
  })

  test.each([
    ['about 600 тис.', 'about 600,000', 'близько 600\u00a0тис.'],
    ['600–800 тис.', '600,000–\u2060800,000', '600–\u2060800\u00a0тис.'],
    ['at least 5,000', 'at least 5,000', 'щонайменше 5\u202f000'],
    ['до 40 тис.', 'up to 40,000', 'до 40\u00a0тис.'],
    ['38 983', '38,983', '38\u202f983'],
    ['сотні тисяч', 'сотні тисяч', 'сотні тисяч'],
  ])('%s reads as %s, %s', (typed, en, uk) => {
    const reading = readQuantity(typed)
    expect(reading.kind).toBe('said')
    if (reading.kind !== 'said') return
    expect(saidQuantity(reading, 'en')).toBe(en)
    expect(saidQuantity(reading, 'uk')).toBe(uk)
  })
})

describe('the clock on the wall', () => {
  test.each([
    ['2026-01-08', '22:30', '2026-01-08T20:30:00.000Z'],
    ['2026-07-08', '22:30', '2026-07-08T19:30:00.000Z'],
    ['2026-03-29', '03:30', null],
    ['2026-03-29', '04:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', '03:30', '2026-10-25T00:30:00.000Z'],
    ['2026-02-30', '10:00', null],
    ['nonsense', '10:00', null],
    ['2026-01-08', '', null],
  ])('%s %s in Kyiv is %s', (day, clock, instant) => expect(instantOfClock(day, clock, 'Europe/Kyiv')).toBe(instant))
})
