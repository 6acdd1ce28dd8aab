import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChangePage } from '@/lib/schema/change'
import { closeWorld, get, openWorld } from './world'

const read = async (query: string) => ChangePage.parse(await (await get(`/api/v1/changes${query}`)).json())

describe('the changes of the shipped records', () => {
  beforeAll(() => openWorld({ seed: 'records' }))
  afterAll(closeWorld)

  it('come page by page, each entry once, and end', async () => {
    const whole = await read('?limit=1000')
    expect(whole.data.length).toBeGreaterThan(400)
    expect(whole.more).toBe(false)
    const paged = []
    let page = await read('?limit=150')
    for (; page.more; page = await read(`?limit=150&since=${page.next}`)) paged.push(...page.data)
    expect([...paged, ...page.data].map(({ cursor: _, ...change }) => change)).toEqual(whole.data.map(({ cursor: _, ...change }) => change))
    expect(page.next).toBe(whole.next)
    expect(await read(`?since=${whole.next}`)).toEqual({ data: [], next: whole.next, more: false })
  })

  it('hold corrections with what they replace', async () => {
    const { data } = await read('?limit=1000')
    const corrected = data.filter(({ kind }) => kind === 'corrected')
    expect(corrected.length).toBeGreaterThan(0)
    for (const { data: report } of corrected) expect(report).toMatchObject({ supersedes: expect.stringMatching(/^[0-9A-Z]{26}$/) })
  })

  it.each(['?since=x', '?since=eyJhIjoxfQ', '?since=', '?cursor=x', '?limit=0'])('refuse %s', async (query) => {
    const response = await get(`/api/v1/changes${query}`)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it('are 304 to who has them', async () => {
    const { next } = await read('')
    for (const query of ['', `?since=${next}`]) {
      const first = await get(`/api/v1/changes${query}`)
      const again = await get(`/api/v1/changes${query}`, { 'If-None-Match': first.headers.get('etag') ?? '' })
      expect(again.status).toBe(304)
    }
  })
})
