import { describe, expect, test } from 'vitest'
import { placeIn } from '@/lib/i18n/place'
import { softHyphens } from '@/lib/i18n/soft-hyphens'
import { loadTerritory } from '@/lib/regions/territory'

describe('a place after "in"', () => {
  test.each([
    ['UA-12', 'in Dnipropetrovsk region', 'у Дніпропетровській області'],
    ['UA-51', 'in Odesa region', 'в Одеській області'],
    ['UA-05', 'in Vinnytsia region', 'у Вінницькій області'],
    ['UA-77', 'in Chernivtsi region', 'у Чернівецькій області'],
    ['UA-23', 'in Zaporizhzhia region', 'у Запорізькій області'],
    ['UA-26', 'in Ivano-Frankivsk region', 'в Івано-Франківській області'],
    ['UA-30', 'in Kyiv city', 'у Києві'],
    ['UA-40', 'in Sevastopol city', 'у Севастополі'],
    ['UA-43', 'in Crimea', 'у Криму'],
    ['UA', 'in Ukraine', 'в Україні'],
    ['MD', 'in Moldova', 'у Молдові'],
  ])('%s', (code, en, uk) => {
    const name = loadTerritory('ua').find(code)?.name
    expect(name && [placeIn(name, 'en'), placeIn(name, 'uk')]).toEqual([en, uk])
  })

  test('every region of the territory is declined, none falls back', () => {
    const fallen = loadTerritory('ua').regions.filter(({ name }) => placeIn(name, 'uk').startsWith('у регіоні'))
    expect(fallen.map(({ name }) => name.uk)).toEqual([])
  })
})

describe('long names may break', () => {
  test.each([
    ['Дніпропетровська', 'Дніпро|петров|ська'],
    ['Кіровоградська', 'Кірово|град|ська'],
    ['Тернопільська', 'Терно|піль|ська'],
    ['Дніпропетровська область', 'Дніпро|петров|ська область'],
    ['Одеська', 'Одеська'],
    ['Київ', 'Київ'],
  ])('%s', (name, broken) => {
    expect(softHyphens(name)).toBe(broken.replaceAll('|', '\u00ad'))
  })
})
