import { describe, expect, test } from 'vitest'
import { suggestTier } from '@/lib/service/suggest-tier'

const spoken: [statedBy: string, tier: number | undefined, rule?: string][] = [
  ['DTEK', 1, 'listed'],
  ['dtek', 1, 'listed'],
  ['ДТЕК', 1, 'listed'],
  ['Укренерго', 1, 'listed'],
  ['НЕК Укренерго', 1, 'listed'],
  ['DTEK in Odesa', 1, 'listed'],
  ['Oleh Kiper', 1, 'listed'],
  ['Олег Кіпер', 1, 'listed'],
  ['Чернівціобленерго', 1, 'office'],
  ['mayor of Nikopol', 1, 'office'],
  ['начальник Хмельницької ОВА', 1, 'office'],
  ['Moscow-installed mayor of Enerhodar', 4, 'occupation'],
  ['окупаційна адміністрація', 4, 'occupation'],
  ['влада ДНР', 4, 'occupation'],
  ['local official', 2, 'listed'],
  ['Crimean Wind Telegram channel', 3, 'listed'],
  ['my neighbour', undefined],
  ['mercury', undefined],
  ['Кіпер', undefined],
  ['toString', undefined],
]

describe('the tier that a source is offered', () => {
  test.each(spoken)('who is quoted decides: %s is %s', (statedBy, tier, rule) => {
    const suggestion = suggestTier({ statedBy, publisher: 'Ukrinform' })
    expect(suggestion?.tier).toBe(tier)
    expect(suggestion?.rule).toBe(rule)
    if (suggestion) expect(suggestion.field).toBe('statedBy')
  })

  test.each([
    ['Ukrinform', 2],
    ['Українська правда', 2],
    ['Energy Ministry', 1],
    ['lvov-news.ru', 3],
    ['The Village Gazette', undefined],
    ['Government gazette', undefined],
    ['', undefined],
  ])('a publisher speaks where nobody is quoted: %s is %s', (publisher, tier) => {
    expect(suggestTier({ statedBy: ' ', publisher })?.tier).toBe(tier)
  })
})
