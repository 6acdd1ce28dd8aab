import { describe, expect, test } from 'vitest'
import { activeFilters, withoutFilter, withoutFilters } from '@/app/_filters/active-filters'
import { addressOfForm } from '@/app/_filters/form-address'
import { keepingFind } from '@/app/_filters/keeping-find'
import { readView, viewAddress } from '@/app/_filters/view'
import { regionChoices, regionFinder } from '@/lib/form/region-names'
import { loadTerritory } from '@/lib/regions/territory'

const zone = 'Europe/Kyiv'
const now = '2026-03-25T10:00:00.000Z'
const findRegion = regionFinder(regionChoices(loadTerritory('ua').regions))
const form = (query: string) => addressOfForm(new URLSearchParams(query), { zone, now, findRegion })

describe("what the form's fields mean", () => {
  test.each([
    ['a day is the end of that day', 'service=heating&day=2026-01-08&hour=', '?service=heating&asOf=2026-01-08'],
    ['an hour is of the zone, in winter', 'day=2026-01-08&hour=20', '?asOf=2026-01-08T18%3A00%3A00.000Z'],
    ['and in summer', 'day=2025-07-01&hour=20', '?asOf=2025-07-01T17%3A00%3A00.000Z'],
    ['after the clocks went forward', 'day=2025-03-30&hour=12', '?asOf=2025-03-30T09%3A00%3A00.000Z'],
    ['before they went forward', 'day=2025-03-30&hour=01', '?asOf=2025-03-29T23%3A00%3A00.000Z'],
    ['after they went back', 'day=2025-10-26&hour=12', '?asOf=2025-10-26T10%3A00%3A00.000Z'],
    ['the present day is the latest view', 'service=water&day=2026-03-25&hour=', '?service=water'],
    ['so is an hour to come', 'day=2026-03-25&hour=23', ''],
    ['a past hour of the present day is kept', 'day=2026-03-25&hour=08', '?asOf=2026-03-25T06%3A00%3A00.000Z'],
    ['no day is the latest view', 'service=electricity&day=&hour=', '?service=electricity'],
    ['other filters are kept', 'region=UA-12&region=UA-23&day=2026-01-08&hour=', '?region=UA-12&region=UA-23&asOf=2026-01-08'],
    ['a place is the region it names', 'day=&place=%D0%9E%D0%B4%D0%B5%D1%81%D1%8C%D0%BA%D0%B0', '?region=UA-51'],
    ['in either language, by code, several at once', 'place=Odesa,%20UA12;UA-46', '?region=UA-51&region=UA-12&region=UA-46'],
    ['once, where it is chosen already', 'region=UA-51&place=odesa%20oblast', '?region=UA-51'],
    ['a place nobody knows stays as typed', 'region=UA-51&place=Atlantis', '?region=UA-51&region=Atlantis'],
    ['empty filters are none', 'region=UA-12&unit=&level=&q=&publishedBy=&place=', '?region=UA-12'],
    ['boxes of one filter are several values', 'kind=strike&kind=weather&q=', '?kind=strike&kind=weather'],
  ])('%s', (_, query, address) => {
    expect(form(query)).toBe(address)
  })

  test('an address of our own grammar is left as it is', () => {
    expect(form('service=electricity&asOf=2026-01-08')).toBeNull()
    expect(form('')).toBeNull()
  })
})

describe('an address is read whole or not at all', () => {
  const problems = (query: string) => {
    const view = readView(new URLSearchParams(query))
    return 'problems' in view ? view.problems : null
  }

  test.each([
    ['an unknown filter', 'colour=red', [{ name: 'colour', value: null }]],
    ['a time that is none', 'asOf=yesterday', [{ name: 'asOf', value: 'yesterday' }]],
    ['a service there is not', 'service=electricity&service=hope', [{ name: 'service', value: 'electricity, hope' }]],
    ['one thing given twice', 'asOf=2026-01-08&asOf=2026-01-09', [{ name: 'asOf', value: '2026-01-08, 2026-01-09' }]],
    ['a format, which a page has not', 'format=csv', [{ name: 'format', value: null }]],
  ])('%s', (_, query, named) => {
    expect(problems(query)).toEqual(named)
  })

  test('and written again the same', () => {
    const query = '?region=UA-12&service=heating&asOf=2026-01-08'
    const view = readView(new URLSearchParams(query))
    expect('query' in view && viewAddress(view.query)).toBe(query)
    const plain = readView(new URLSearchParams())
    expect('query' in plain && viewAddress(plain.query)).toBe('')
  })
})

describe('the filters that are set', () => {
  const viewOf = (query: string) => {
    const view = readView(new URLSearchParams(query))
    if ('problems' in view) throw new Error(JSON.stringify(view.problems))
    return view.query
  }
  const every =
    'region=UA-12&region=UA-51&service=water&measure=without&unit=people&kind=strike&standing=stale&tier=1&tier=2&from=2026-01-01&to=2026-01-09&q=DTEK&asOf=2026-01-08&knownAt=2026-01-10&publishedBy=2026-01-09&level=2&sort=name'

  test('are told one by one; service, moment and order are the view itself', () => {
    expect(activeFilters(viewOf(every)).map(({ name, value }) => `${name}=${value}`)).toEqual([
      ...['region=UA-12', 'region=UA-51', 'kind=strike', 'measure=without', 'unit=people', 'standing=stale', 'tier=1', 'tier=2', 'level=2'],
      ...['from=2026-01-01', 'to=2026-01-09', 'q=DTEK', 'publishedBy=2026-01-09', 'knownAt=2026-01-10'],
    ])
    expect(activeFilters(viewOf('service=water&asOf=2026-01-08&level=1&sort=name&find=od'))).toEqual([])
  })

  test('each leads to the same view without it alone', () => {
    for (const { name, value, without } of activeFilters(viewOf(every))) {
      const gone = [...new URLSearchParams(every)].filter((pair) => pair[0] !== name || pair[1] !== value)
      const left = new URLSearchParams(viewAddress(without))
      expect([...left].sort(), `${name}=${value}`).toEqual(gone.sort())
    }
  })

  test('a filter goes as a whole, and all of them at once', () => {
    expect(viewAddress(withoutFilter(viewOf('region=UA-12&region=UA-51&q=DTEK'), 'region'))).toBe('?q=DTEK')
    expect(viewAddress(withoutFilters(viewOf(every)))).toBe('?service=water&asOf=2026-01-08&sort=name')
  })
})

describe('what is looked for in the table', () => {
  test.each([
    ['/uk?service=water', 'оде', '/uk?service=water&find=%D0%BE%D0%B4%D0%B5'],
    ['/uk?find=old&sort=name', 'new', '/uk?find=new&sort=name'],
    ['/uk?find=old', null, '/uk'],
    ['/uk', '', '/uk'],
    ['/uk?asOf=2026-01-08T16:00:00Z', null, '/uk?asOf=2026-01-08T16:00:00Z'],
  ])('%s while %s is typed', (address, find, kept) => {
    expect(keepingFind(address, find)).toBe(kept)
  })
})
