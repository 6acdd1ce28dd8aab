import { describe, expect, it } from 'vitest'
import { lintText } from '@/lib/guard/text-lint'

describe('text that waits for an editor', () => {
  it.each([
    ['48.4647, 35.0462', 'coordinates'],
    ['hit at 48.46471 N 35.04618 E', 'coordinates'],
    ['50°27′00″N 30°31′25″E', 'coordinates'],
    ['на вул. Хрещатик, 22', 'address'],
    ['вулиця Велика Васильківська 5', 'address'],
    ['ул. Артёма, д. 60', 'address'],
    ['at 14 Green Garden street', 'address'],
    ['the Ladyzhyn TPP was hit', 'facility'],
    ['Trypilska thermal power plant', 'facility'],
    ['Пошкоджено Трипільську ТЕС', 'facility'],
    ['Удар по Кураховской ТЭС', 'facility'],
    ['на ТЕЦ-5', 'facility'],
    ['підстанція «Дніпровська»', 'facility'],
    ['CHP-6 stopped', 'facility'],
  ])('%s: %s', (text, reason) => {
    expect(lintText(text).map((finding) => finding.reason)).toContain(reason)
  })
})

describe('text that says no more than it may', () => {
  it.each([
    'About 600,000 households in the region remained cut off from power in Dnipropetrovsk',
    'all city hospitals have been completely switched to generators',
    'more than 148,000 consumers in 349 settlements are disconnected',
    'an energy facility in the region was damaged',
    'a substation caught fire',
    'Без світла залишилися понад 430 тисяч споживачів на Одещині',
    'обстріляно підстанцію, є знеструмлення',
    'школи та дитячі садки, 8 січня 2026 року',
    'six major boiler houses have been shut down due to a power outage. This affects about 2,500 apartment buildings',
    '10 queues of the Emergency Shutdown Schedule were applied',
  ])('%s', (text) => {
    expect(lintText(text)).toEqual([])
  })
})
