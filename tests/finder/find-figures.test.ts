import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readQuantity } from '@/lib/form/quantity'
import { happenings } from '@/lib/form/report-form-values'
import { find } from './find-in-ukraine'
import { numbersOf, observed } from './observed'

const article =
  'On 8 January 2026 about 600,000 households in Dnipropetrovsk region were without power (DTEK); hospitals in Dnipro ran on generators ' +
  'and power was gradually returning (mayor); heat and water were being restored there and in Zaporizhzhia; school holidays were extended.'

describe('a whole article', () => {
  test('the starting case: the households, the generators, both regions and the services', () => {
    expect(find(article, '2026-01-09').map(observed)).toEqual([
      'partly ≈600000 households electricity UA-12',
      'on_backup health UA-12 (Dnipro)',
      'partly heating UA-12 (Dnipro)',
      'partly water UA-12 (Dnipro)',
      'partly heating UA-23 (Zaporizhzhia)',
      'partly water UA-23 (Zaporizhzhia)',
      'closed education ?',
    ])
    expect(find(article, null)[0]?.asOf).toEqual({ time: '2026-01-08', precision: 'day' })
  })

  test('the starting case as a Ukrainian newsroom would put it', () => {
    const told =
      '8 січня 2026 року близько 600 тис. родин Дніпропетровщини були без світла (ДТЕК); лікарні Дніпра працювали на генераторах, ' +
      'електропостачання поступово відновлювали (мер). Тепло та воду відновлювали у Дніпрі та в Запоріжжі. Шкільні канікули продовжили.'
    expect(find(told, '2026-01-09').map(observed)).toEqual([
      'partly ≈600000 households electricity UA-12',
      'on_backup health UA-12 (Дніпро)',
      'partly heating UA-12 (Дніпро)',
      'partly water UA-12 (Дніпро)',
      'partly heating UA-23 (Запоріжжя)',
      'partly water UA-23 (Запоріжжя)',
      'closed education ?',
    ])
  })

  test('a daily note region by region: a heading holds until the next one', () => {
    const note =
      'Донецька область\nЗнеструмлено 2,5 тисячі споживачів.\n\nКиївська область:\nБез світла 450 абонентів у 2 населених пунктах.'
    expect(find(note, null).map(observed)).toEqual([
      'without 2500 customers electricity UA-14',
      'without 450 customers electricity UA-32',
      'without 2 settlements electricity UA-32',
    ])
  })

  test('"the region" means the one named before, never a city, and nothing where two were named', () => {
    const following = (before: string) => find(`${before} In the region 5,000 consumers are without power.`, null).at(-1)
    expect(following('Poltava region was attacked.')?.found.regions).toEqual(['UA-53'])
    expect(following('Kyiv was attacked.')?.open).toContain('regions')
    expect(following('Poltava and Sumy regions were attacked.')?.open).toContain('regions')
  })
})

describe('where', () => {
  const places: [text: string, regions: string[], place: string | null][] = [
    ['5,000 customers in Dnipropetrovsk oblast are without power', ['UA-12'], null],
    ['На Дніпропетровщині без світла 5 000 споживачів', ['UA-12'], null],
    ['У Дніпропетровській області без світла 5 000 споживачів', ['UA-12'], null],
    ['5 000 споживачів Дніпропетровської обл. без світла', ['UA-12'], null],
    ['5,000 customers in Kyiv are without power', ['UA-30'], null],
    ['5,000 customers in Kyiv region are without power', ['UA-32'], null],
    ['На Київщині без світла 5 000 споживачів', ['UA-32'], null],
    ['У Києві без світла 5 000 споживачів', ['UA-30'], null],
    ['У Кривому Розі без світла 5 000 споживачів', ['UA-12'], 'Кривий Ріг'],
    ['5,000 customers in Zaporizhzhia are without power', ['UA-23'], 'Zaporizhzhia'],
    ['5,000 customers in the Nizhyn district are without power', ['UA-74'], 'Nizhynskyi district'],
    ['У Ніжинському районі без світла 5 000 споживачів', ['UA-74'], 'Ніжинський район'],
    ['Без світла залишаються суми та 5 000 споживачів', [], null],
  ]
  test.each(places)('%s', (text, regions, place) => {
    const [candidate] = find(text, null)
    expect(candidate?.found.value).toBe(5000)
    expect(candidate?.found.regions).toEqual(regions)
    expect(candidate?.found.place).toBe(place)
  })
})

describe('when', () => {
  const times: [text: string, today: string | null, asOf: unknown][] = [
    ['As of 8 a.m. on Jan 8, 500 customers are without power', '2026-01-09', { time: '2026-01-08T06:00:00.000Z', precision: 'hour' }],
    ['Станом на 8:00 8 січня без світла 500 споживачів', '2026-01-09', { time: '2026-01-08T06:00:00.000Z', precision: 'hour' }],
    ['Станом на 8:30 без світла 500 споживачів', '2026-01-09', { time: '2026-01-09T06:30:00.000Z', precision: 'minute' }],
    ['Станом на 8:30 без світла 500 споживачів', null, null],
    ['Станом на ранок 15 грудня без світла 500 споживачів', '2026-01-09', { time: '2025-12-15', precision: 'day' }],
    ['On Thursday, 500 customers were without power', '2026-01-09', { time: '2026-01-08', precision: 'day' }],
    ['On Thursday, 500 customers were without power', null, null],
    ['500 customers are without power since January 9', '2026-01-12', null],
    ['500 customers are without power after the attack on January 9', '2026-01-12', null],
    ['Overnight 500 customers lost power', '2026-01-12', null],
  ]
  test.each(times)('%s (written %s)', (text, today, asOf) => {
    expect(find(text, today)[0]?.found.value).toBe(500)
    expect(find(text, today)[0]?.asOf).toEqual(asOf)
  })
})

describe('what', () => {
  const said: [text: string, line: string][] = [
    ['Power restored to 300,000 consumers in Odesa region', 'reconnected 300000 customers electricity UA-51'],
    ['Світло повернули 300 тис. родин Одещини', 'reconnected 300000 households electricity UA-51'],
    ['Work continues to restore power to 300,000 consumers in Odesa region', 'without 300000 customers electricity UA-51'],
    ['From 600 to 800 thousand people in Odesa region have no water', 'without 600000-800000 people water UA-51'],
    ['Від 600 до 800 тис. людей на Одещині без води', 'without 600000-800000 people water UA-51'],
    ['Сотні тисяч родин Одещини залишилися без опалення', 'without vague households heating UA-51'],
    ['Ukraine lost 1,500 MW of generation in Poltava region', 'capacity_lost 1500 megawatts electricity UA-53'],
    ['Emergency shutdowns are in force in Sumy region', 'limited electricity UA-59'],
    ['На Сумщині лікарі просять тепла, лікарні працюють на генераторах', 'on_backup health UA-59'],
    ['Лікарні Сумщини працюють на генераторах', 'on_backup health UA-59'],
    ['1 млн 200 тис. споживачів Одещини залишилися без світла', 'without 1200000 customers electricity UA-51'],
    ['Nearly two hundred thousand homes in Odesa region lost heat', 'without ≈200000 households heating UA-51'],
    ['No fewer than 40 settlements in Sumy region lost gas supply', 'without ≥40 settlements gas UA-59'],
  ]
  test.each(said)('%s', (text, line) => {
    expect(find(text, null).map(observed)).toEqual([line])
  })

  test('a comma between two thoughts makes no list of services', () => {
    const found = find('На Сумщині 500 будинків без опалення, лікарні працюють на генераторах', null)
    expect(found.map(observed)).toEqual(['without 500 buildings heating UA-59', 'on_backup health UA-59'])
  })

  const nothing = [
    'At least 3 people were killed and 12 residents injured in Kharkiv, which has no electricity',
    '50 houses were damaged and 200 people evacuated while the city was without power',
    'Prices rose 40% in Kyiv; the night passed without power outages',
    'The 330 kV line runs 120 kilometres; temperatures fell to -15 degrees',
    'The region generates 500 MW and has 1,200,000 residents',
    'In Odesa region 5,000 customers may be left without power',
    'Вартість відновлення – 5 млн грн, збито 78 дронів із 100',
    'До 2030 року 40 % будинків отримають нове опалення',
  ]
  test.each(nothing)('no number: %s', (text) => {
    expect(find(text, null).flatMap(numbersOf)).toEqual([])
  })

  test('what a candidate says is one of the things the form can say', () => {
    const pairs = Object.values(happenings).map(({ measure, state }) => `${measure}/${state}`)
    for (const { found } of find(article, null)) expect(pairs).toContain(`${found.measure}/${found.state}`)
  })
})

describe('of any text', () => {
  const filler = fc.constantFrom(
    ...[
      'without power',
      'without',
      'restored',
      'in Kyiv',
      'the',
      'Odesa region',
      'на Одещині',
      'без світла',
      'and',
      ',',
      '.',
      ';',
      'about',
      'понад',
      'знеструмлено',
      'on',
      'January',
      '–',
      '"',
      '(',
      'heat',
    ],
  )
  const number = fc.oneof(
    fc.integer({ min: 0, max: 2_000_000 }).map(String),
    fc.integer({ min: 1, max: 999 }).map((n) => `${n} тис.`),
    fc.integer({ min: 1, max: 999 }).map((n) => `${n},000`),
  )
  const counted = fc.constantFrom('households', 'customers', 'споживачів', 'родин', 'settlements', '%', 'MW', 'people')

  test('numbers without a unit are never figures', () => {
    const text = fc.array(fc.oneof(filler, number), { maxLength: 30 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(text, (words) => find(words, null).flatMap(numbersOf).length === 0),
      { numRuns: 300 },
    )
  })

  test('a number found is the one that its phrase reads as, and phrases lie in their sentences in the order of the text', () => {
    const text = fc
      .array(
        fc.oneof(
          filler,
          fc.tuple(number, counted).map(([n, unit]) => `${n} ${unit}`),
        ),
        { maxLength: 30 },
      )
      .map((words) => words.join(' '))
    let seen = 0
    fc.assert(
      fc.property(text, (words) => {
        for (const candidate of find(words, '2026-01-09')) {
          const phrase = words.slice(candidate.start, candidate.end)
          expect(candidate.start).toBeGreaterThanOrEqual(candidate.sentence.start)
          expect(candidate.end).toBeLessThanOrEqual(candidate.sentence.end)
          for (const n of numbersOf(candidate)) {
            seen += 1
            expect(phrase.toLowerCase()).toContain(String(candidate.readable.match(/\d[\d ,]*/)?.[0] ?? '?').trim())
            const reading = readQuantity(candidate.readable)
            expect(reading.kind === 'said' && [reading.value, reading.min, reading.max]).toContain(n)
          }
        }
      }),
      { numRuns: 300 },
    )
    expect(seen).toBeGreaterThan(100)
  })

  test('any text at all is read without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => find(text, '2026-01-09').length >= 0))
  })
})
