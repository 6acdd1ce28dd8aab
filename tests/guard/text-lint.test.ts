import { describe, expect, it } from 'vitest'
import { type Lint, lintAddress, lintPlace, lintText } from '@/lib/guard/text-lint'
import { lintRules } from '@/lib/schema/vocabulary'

const everything: Lint = { rules: lintRules, words: [] }
const reasons = (findings: { reason: string }[]) => findings.map(({ reason }) => reason)

describe('text that waits for an editor', () => {
  it.each([
    ['48.4647, 35.0462', 'coordinates'],
    ['hit at 48.46471 N 35.04618 E', 'coordinates'],
    ['48,46471; 35,04618', 'coordinates'],
    ['50°27′00″N 30°31′25″E', 'coordinates'],
    ["50° 27' пн. ш.", 'coordinates'],
    ['49.99° пн. ш.', 'coordinates'],
    ['lat 48.46, lon 35.04', 'coordinates'],
    ['широта 48.46 долгота 35.04', 'coordinates'],
    ['grid 36U YV 12345 67890', 'coordinates'],
    ['36TXT1234567890', 'coordinates'],
    ['near 8GVXF27V+2X', 'coordinates'],
    ['///filled.count.soap', 'coordinates'],
    ['https://maps.app.goo.gl/AbCdEf', 'coordinates'],
    ['https://www.google.com/maps/@48.4647,35.0462,15z', 'coordinates'],
    ['https://www.openstreetmap.org/#map=15/48.4647/35.0462', 'coordinates'],
    ['geo:48.46,35.04', 'coordinates'],
    ['на вул. Хрещатик, 22', 'address'],
    ['вулиця Велика Васильківська 5', 'address'],
    ['near Vulytsia Deribasivska 12', 'address'],
    ['Ulitsa Pushkinskaya, 7', 'address'],
    ['на вулиці Хрещатик немає світла', 'address'],
    ['проспект Миру', 'address'],
    ['ул. Артёма, д. 60', 'address'],
    ['на улице Сумской', 'address'],
    ['будинок № 14', 'address'],
    ['at 14 Green Garden street', 'address'],
    ['the house on Bankova Street', 'address'],
    ['vul. Khreshchatyk, 22', 'address'],
    ['the Ladyzhyn TPP was hit', 'facility'],
    ['Trypilska thermal power plant', 'facility'],
    ['the TPP in Burshtyn', 'facility'],
    ['Trypilska was hit again', 'facility'],
    ['Kryvyi Rih TPP customers', 'facility'],
    ['Fedorivka traction substation', 'facility'],
    ['the Dnipro 330 kV substation', 'facility'],
    ['DniproHES stopped', 'facility'],
    ['power cut at the ZNPP', 'facility'],
    ['Rivne nuclear power plant', 'facility'],
    ['South Ukraine NPP', 'facility'],
    ['Пошкоджено Трипільську ТЕС', 'facility'],
    ['удар по трипільській тес', 'facility'],
    ['на Трипільській знову пожежа', 'facility'],
    ['Удар по Кураховской ТЭС', 'facility'],
    ['ТЕС у Бурштині', 'facility'],
    ['Рівненська атомна електростанція', 'facility'],
    ['знеструмлено ЗАЕС', 'facility'],
    ['на ТЕЦ-5', 'facility'],
    ['ТЭЦ № 6', 'facility'],
    ['підстанція «Дніпровська»', 'facility'],
    ['підстанцію Дніпровську', 'facility'],
    ['ПС 330 кВ "Броварська"', 'facility'],
    ['подстанции 330 кВ «Северная»', 'facility'],
    ['CHP-6 stopped', 'facility'],
    ['substation No. 14', 'facility'],
    ['Okhmatdyt without power', 'hospital'],
    ['Mechnikov Hospital on generators', 'hospital'],
    ['Kherson regional hospital', 'hospital'],
    ['hospital No. 4 lost power', 'hospital'],
    ['Міська лікарня № 4', 'hospital'],
    ['Олександрівська клінічна лікарня', 'hospital'],
    ['лікарня ім. Мечникова', 'hospital'],
    ['лікарні «Феофанія»', 'hospital'],
    ['в больнице № 17', 'hospital'],
    ['Александровская больница', 'hospital'],
    ['пологовий будинок № 2', 'hospital'],
  ])('%s: %s', (text, reason) => {
    expect(reasons(lintText(text, everything))).toContain(reason)
  })
})

describe('text that says no more than it may', () => {
  it.each([
    'About 600,000 households in the region remained cut off from power in Dnipropetrovsk',
    'all city hospitals have been completely switched to generators',
    'Kyiv hospitals and the Kharkiv metro run on generators',
    'The hospital has power; each hospital has a generator',
    'more than 148,000 consumers in 349 settlements are disconnected',
    'from 148,000 to 153,000, then 1,148,123 customers',
    'an energy facility in the region was damaged',
    'a substation caught fire',
    'One substation and two thermal power plants were damaged',
    'The power plant stopped; Ukrainian power plants carry on',
    'Ukraine’s nuclear power plants reduced their output',
    'a 330 kV substation; 750 kV lines',
    'Two power units of 1,000 MW',
    'Без світла залишилися понад 430 тисяч споживачів на Одещині',
    'обстріляно підстанцію, є знеструмлення',
    'обстріляно підстанцію поблизу міста',
    'пошкоджено ТЕС та ГЕС у кількох областях',
    'ТЕС ДТЕК пошкоджено вшосте',
    'електростанції України працюють',
    'підстанції Київської області пошкоджено',
    'підстанції 330 кВ пошкоджено',
    'Дніпровський район, Запорізька область, Харківська громада',
    'Трипільська громада та Бурштинська міська громада без світла',
    'у Трипільській територіальній громаді',
    'лікарні міста перейшли на генератори, 3 лікарні без води',
    'обласна лікарня має живлення',
    'на вулиці немає світла, на дорогах затори',
    'в домах 120 тысяч жителей нет света',
    'у 2500 будинках немає тепла, 14 будинків без води',
    'школи та дитячі садки, 8 січня 2026 року',
    'The Wall Street Journal writes',
    'six major boiler houses have been shut down due to a power outage. This affects about 2,500 apartment buildings',
    '10 queues of the Emergency Shutdown Schedule were applied',
    'Temperatures fell to -18.5 °C; wind up to 25 m/s',
    'Load fell by 12.345 and 7.5 percent',
  ])('%s', (text) => {
    expect(lintText(text, everything)).toEqual([])
  })
})

describe('a place', () => {
  it.each(['thermal power plant', 'the substation', 'лікарня', 'нафтобаза', 'oil refinery', 'подстанция'])(
    'is no facility: %s',
    (place) => {
      expect(reasons(lintPlace(place, everything))).toContain('place')
    },
  )

  it.each(['Dnipro city, left bank', 'Odesa city, Kyivskyi district', 'Kharkiv metro', 'Зеленодольськ', 'Enerhodar', 'Бурштин'])(
    'is a settlement or a district: %s',
    (place) => {
      expect(lintPlace(place, everything)).toEqual([])
    },
  )
})

describe('an address that a record leads to', () => {
  it.each([
    ['https://maps.app.goo.gl/AbCdEf', ['coordinates']],
    ['https://www.openstreetmap.org/way/12345#map=15/48.4647/35.0462', ['coordinates']],
    ['https://news.example.org/2026/01/08/russia-hits-trypilska-tpp', []],
  ])('%s: %j', (address, expected) => {
    expect(reasons(lintAddress(address, everything))).toEqual(expected)
  })
})

describe('what the operator set', () => {
  it('is all that is looked for', () => {
    const text = 'Trypilska TPP at 48.4647, 35.0462'
    expect(reasons(lintText(text, everything))).toEqual(['coordinates', 'facility'])
    expect(reasons(lintText(text, { rules: ['facility'], words: [] }))).toEqual(['facility'])
    expect(lintPlace('power plant', { rules: ['facility'], words: [] })).toEqual([])
    expect(lintAddress('geo:48.46,35.04', { rules: ['facility'], words: [] })).toEqual([])
  })

  it.each([
    ['Azovstal', 'AZOVSTAL stopped', true],
    ['Azovstal', 'Azovstalska', false],
    ['Азовсталь', 'на Азовсталь', true],
    ['Азовстал*', 'на Азовсталі', true],
    ['a.c', 'abc', false],
  ])('%s in %s: %s', (word, text, expected) => {
    expect(reasons(lintText(text, { rules: lintRules, words: [word] })).includes('word')).toBe(expected)
    expect(lintText(text, { rules: [], words: [word] })).toEqual([])
  })
})
