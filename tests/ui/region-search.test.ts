import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fits, searched } from '@/app/[locale]/regions/region-search'

const words = searched('Dnipropetrovsk region Дніпропетровська область Кривий Ріг Кам’янське UA-12 Івано-Франківськ')

describe('looking for a region', () => {
  test.each(['дніпро', 'КРИВИЙ РІГ', 'ріг', 'кам’ян', "кам'янське", 'камʼян', 'ua-12', 'UA 12', 'Франківськ'])('%s is found', (find) => {
    expect(fits(words, searched(find))).toBe(true)
  })

  test('every word looked for has to be there', () => {
    expect(fits(words, searched('dnipropetrovsk oblast'))).toBe(false)
  })

  test('a word is found by its beginning, not by its middle', () => {
    expect(fits(words, searched('петров'))).toBe(false)
  })

  test('soft hyphens and spaces around change nothing; nothing looked for fits everything', () => {
    expect(fits(words, searched('  Дніпро\u00adпет '))).toBe(true)
    expect(fits(words, searched(''))).toBe(true)
  })

  test('every word of a text finds it, in any case', () => {
    const anyWord = fc.string({ unit: fc.constantFrom(...'абвгґїі'), minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(anyWord, { minLength: 1, maxLength: 5 }), fc.nat(), (list, at) => {
        const word = list[at % list.length] ?? ''
        expect(fits(searched(list.join(' ')), searched(word.toUpperCase()))).toBe(true)
      }),
    )
  })
})
