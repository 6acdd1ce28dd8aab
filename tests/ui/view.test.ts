import { describe, expect, test } from 'vitest'
import { addressOfForm, readView, viewAddress } from '@/app/_filters/view'

const zone = 'Europe/Kyiv'
const now = '2026-03-25T10:00:00.000Z'
const form = (query: string) => addressOfForm(new URLSearchParams(query), zone, now)

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
