import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numbersIn, type QuantityFault, readQuantity } from '@/lib/form/quantity'
import type { Qualifier } from '@/lib/schema/observation'

const values: [text: string, value: number, qualifier: Qualifier][] = [
  ['600000', 600_000, 'exact'],
  ['600 000', 600_000, 'exact'],
  ['600\u202f000', 600_000, 'exact'],
  ['600\u00a0000', 600_000, 'exact'],
  ['600,000', 600_000, 'exact'],
  ['1,234,567', 1_234_567, 'exact'],
  ['1 234 567', 1_234_567, 'exact'],
  ['1.234.567', 1_234_567, 'exact'],
  ['600k', 600_000, 'exact'],
  ['600K', 600_000, 'exact'],
  ['600 к', 600_000, 'exact'],
  ['600 thousand', 600_000, 'exact'],
  ['600 тис.', 600_000, 'exact'],
  ['600 тис', 600_000, 'exact'],
  ['600тис.', 600_000, 'exact'],
  ['600 тисяч', 600_000, 'exact'],
  ['1,1 млн', 1_100_000, 'exact'],
  ['1.1m', 1_100_000, 'exact'],
  ['1.1 million', 1_100_000, 'exact'],
  ['1.125 million', 1_125_000, 'exact'],
  ['0,5 млн', 500_000, 'exact'],
  ['2,3 мільйона', 2_300_000, 'exact'],
  ['1,5 тис.', 1_500, 'exact'],
  ['0', 0, 'exact'],
  ['67', 67, 'exact'],
  ['12,5', 12.5, 'exact'],
  ['12.5', 12.5, 'exact'],
  ['exactly 38,983', 38_983, 'exact'],
  ['рівно 38 983', 38_983, 'exact'],
  ['about 600 тис.', 600_000, 'about'],
  ['About 600,000', 600_000, 'about'],
  ['around 20,000', 20_000, 'about'],
  ['approximately 250 000', 250_000, 'about'],
  ['some 200,000', 200_000, 'about'],
  ['~600k', 600_000, 'about'],
  ['≈ 600,000', 600_000, 'about'],
  ['близько 600 тисяч', 600_000, 'about'],
  ['приблизно 1,1 млн', 1_100_000, 'about'],
  ['орієнтовно 5 тис.', 5_000, 'about'],
  ['at least 5,000', 5_000, 'at_least'],
  ['more than 1 million', 1_000_000, 'at_least'],
  ['over 70,000', 70_000, 'at_least'],
  ['no less than 5000', 5_000, 'at_least'],
  ['≥ 430,000', 430_000, 'at_least'],
  ['> 1,000,000', 1_000_000, 'at_least'],
  ['500,000+', 500_000, 'at_least'],
  ['500k+', 500_000, 'at_least'],
  ['щонайменше 430 тис.', 430_000, 'at_least'],
  ['понад 70 тис.', 70_000, 'at_least'],
  ['більше ніж 5 000', 5_000, 'at_least'],
  ['не менше 5 000', 5_000, 'at_least'],
  ['up to 5,000', 5_000, 'at_most'],
  ['no more than 5,000', 5_000, 'at_most'],
  ['less than 300', 300, 'at_most'],
  ['до 5 000', 5_000, 'at_most'],
  ['до 300 тис.', 300_000, 'at_most'],
  ['не більше 40 тис.', 40_000, 'at_most'],
  ['менше ніж 40 тис.', 40_000, 'at_most'],
  ['до 5 тис.', 5_000, 'at_most'],
  ['понад 1,2 млн', 1_200_000, 'at_least'],
  ['500+ тис.', 500_000, 'at_least'],
  ['500+ thousand', 500_000, 'at_least'],
  ['5 тис. або більше', 5_000, 'at_least'],
  ['як мінімум 5 тис.', 5_000, 'at_least'],
  ['from 5,000', 5_000, 'at_least'],
  ['від 5 тис.', 5_000, 'at_least'],
  ['a maximum of 300', 300, 'at_most'],
  ['as many as 600,000', 600_000, 'at_most'],
  ['не більш як 300', 300, 'at_most'],
  ['5,000 or so', 5_000, 'about'],
  ['порядку 5 тис.', 5_000, 'about'],
  ['a total of 38,983', 38_983, 'exact'],
  ['загалом 38 983', 38_983, 'exact'],
  ['1 млн 200 тис.', 1_200_000, 'exact'],
  ['понад 1 млн 200 тис.', 1_200_000, 'at_least'],
  ['1 million 200 thousand', 1_200_000, 'exact'],
  ['12 тис. 345', 12_345, 'exact'],
]

const inWords: [text: string, value: number, qualifier: Qualifier][] = [
  ['six', 6, 'exact'],
  ['шість', 6, 'exact'],
  ['two thousand', 2_000, 'exact'],
  ['about three hundred thousand', 300_000, 'about'],
  ['дві тисячі', 2_000, 'exact'],
  ['близько двох тисяч', 2_000, 'about'],
  ['понад п’ятсот тисяч', 500_000, 'at_least'],
  ["до п'яти тисяч", 5_000, 'at_most'],
  ['a million', 1_000_000, 'exact'],
  ['more than a million', 1_000_000, 'at_least'],
  ['понад мільйон', 1_000_000, 'at_least'],
  ['більше мільйона', 1_000_000, 'at_least'],
  ['пів мільйона', 500_000, 'exact'],
  ['понад пів мільйона', 500_000, 'at_least'],
  ['over half a million', 500_000, 'at_least'],
  ['a quarter of a million', 250_000, 'exact'],
  ['майже чверть мільйона', 250_000, 'about'],
  ['близько півтора мільйона', 1_500_000, 'about'],
  ['півтори тисячі', 1_500, 'exact'],
  ['one and a half million', 1_500_000, 'exact'],
  ['понад тисячу', 1_000, 'at_least'],
  ['близько тисячі', 1_000, 'about'],
  ['близько сотні', 100, 'about'],
  ['трохи більше тисячі', 1_000, 'at_least'],
]

const ranges: [text: string, min: number, max: number][] = [
  ['600–800 thousand', 600_000, 800_000],
  ['600-800k', 600_000, 800_000],
  ['600–800 тис.', 600_000, 800_000],
  ['600–\u2060800\u00a0тис.', 600_000, 800_000],
  ['5000-6000', 5_000, 6_000],
  ['5,000 – 6,000', 5_000, 6_000],
  ['5 000—6 000', 5_000, 6_000],
  ['from 600 to 800 thousand', 600_000, 800_000],
  ['between 600,000 and 800,000', 600_000, 800_000],
  ['від 600 до 800 тис.', 600_000, 800_000],
  ['між 600 і 800 тис.', 600_000, 800_000],
  ['900 thousand – 1.1 million', 900_000, 1_100_000],
  ['900 тис. – 1,1 млн', 900_000, 1_100_000],
  ['1,1–1,3 млн', 1_100_000, 1_300_000],
  ['from 600,000 to 800,000', 600_000, 800_000],
  ['5–6 тис.', 5_000, 6_000],
]

const vague = [
  'hundreds of thousands',
  'сотні тисяч',
  'tens of thousands',
  'десятки тисяч',
  'several thousand',
  'кілька тисяч',
  'dozens',
  'many',
  'all',
  'майже всі',
  'most',
  'більшість',
  'кілька сотень',
  'кілька сотень тисяч',
  'several hundred thousand',
  'a few hundred',
  'a couple of thousand',
  'кілька тис.',
  'кільканадцять',
  'понад половину',
  'more than half',
  'about a third',
  'two thirds',
  'тисячі',
  'сотні',
]

const faults: [text: string, fault: QuantityFault][] = [
  ['sixish', 'notUnderstood'],
  ['багатенько', 'notUnderstood'],
  ['200 тис. 1 млн', 'notUnderstood'],
  ['5 тис. 6 тис.', 'notUnderstood'],
  ['thousand million', 'notUnderstood'],
  ['a', 'notUnderstood'],
  ['600,000 households', 'notUnderstood'],
  ['600,00', 'notUnderstood'],
  ['60,0000', 'notUnderstood'],
  ['6 00 000', 'notUnderstood'],
  ['1.2.3', 'notUnderstood'],
  ['1.23456789 млн', 'notUnderstood'],
  ['k', 'notUnderstood'],
  ['?', 'notUnderstood'],
  ['at least 600–800', 'notUnderstood'],
  ['1e6', 'notUnderstood'],
  ['2 of 3', 'notUnderstood'],
  ['600.000', 'ambiguousSeparator'],
  ['1,100 thousand', 'ambiguousSeparator'],
  ['1,100 тис.', 'ambiguousSeparator'],
  ['600 to 800,000', 'ambiguousRange'],
  ['600 thousand to 800', 'ambiguousRange'],
  ['800–600 тис.', 'rangeBackwards'],
  ['900–1.1 million', 'rangeBackwards'],
  ['-5', 'negative'],
  ['about −5', 'negative'],
  ['1001 million', 'tooLarge'],
]

describe('a quantity as people write it', () => {
  test.each(values)('%s is %d, %s', (text, value, qualifier) => {
    expect(readQuantity(text)).toEqual({ kind: 'said', value, min: null, max: null, qualifier, quantityText: null, percent: false })
  })

  test.each(inWords)('%s is %d in words, %s, and the words are kept', (text, value, qualifier) => {
    expect(readQuantity(text)).toEqual({ kind: 'said', value, min: null, max: null, qualifier, quantityText: text, percent: false })
  })

  test.each(ranges)('%s is a range from %d to %d', (text, min, max) => {
    expect(readQuantity(text)).toEqual({ kind: 'said', value: null, min, max, qualifier: 'range', quantityText: null, percent: false })
  })

  test.each(vague)('%s has words and no number', (text) => {
    expect(readQuantity(` ${text} `)).toMatchObject({
      kind: 'said',
      value: null,
      min: null,
      max: null,
      qualifier: 'vague',
      quantityText: text,
    })
  })

  test.each(faults)('%s is refused: %s', (text, fault) => {
    expect(readQuantity(text)).toEqual({ kind: 'unclear', fault })
  })

  test.each(['', '   ', '\u00a0'])('%j is no quantity at all', (text) => expect(readQuantity(text)).toEqual({ kind: 'none' }))

  test('words that a bare number would lose are kept', () => {
    expect(readQuantity('nearly 600,000')).toMatchObject({ value: 600_000, qualifier: 'about', quantityText: 'nearly 600,000' })
    expect(readQuantity('близько 600–800 тис.')).toMatchObject({ min: 600_000, max: 800_000, quantityText: 'близько 600–800 тис.' })
    expect(readQuantity('more than half a million')).toMatchObject({
      value: 500_000,
      qualifier: 'at_least',
      quantityText: 'more than half a million',
    })
    expect(readQuantity('just over 5,000')).toMatchObject({ value: 5_000, qualifier: 'at_least', quantityText: 'just over 5,000' })
    expect(readQuantity('трохи менше 5 тис.')).toMatchObject({ value: 5_000, qualifier: 'at_most', quantityText: 'трохи менше 5 тис.' })
  })

  test.each(['50 %', '50%', '50 percent', '50 відсотків'])('%s carries its percent sign', (text) => {
    expect(readQuantity(text)).toMatchObject({ value: 50, percent: true })
  })

  test.each(['en', 'uk', 'de-CH'])('every whole number printed for %s reads back as itself', (locale) => {
    const print = new Intl.NumberFormat(locale === 'de-CH' ? 'fr' : locale)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        (n) => void expect(readQuantity(print.format(n))).toMatchObject({ value: n }),
      ),
    )
  })

  test('no text makes it throw, and what it reads is within bounds', () => {
    const texts = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('6', '0', ',', '.', ' ', '–', '-', 'k', 'тис.', 'млн', 'about ', 'до ', '+', '%'))
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const reading = readQuantity(text)
        if (reading.kind !== 'said') return
        for (const n of [reading.value, reading.min, reading.max]) {
          if (n !== null) expect(n >= 0 && n <= 1_000_000_000).toBe(true)
        }
      }),
    )
  })
})

describe('numbers inside quoted words', () => {
  test.each([
    ['Approximately 250,000 residents remain without heating, and around 20,000 without water', [250_000, 20_000]],
    ['About 600 тис. родин, ще 1,1 млн без води', [600_000, 1_100_000]],
    ['no figures at all', []],
    ['on 8 January 2026, 67 settlements.', [8, 67]],
  ])('%s', (text, expected) => expect(numbersIn(text)).toEqual(expect.arrayContaining(expected)))
})
