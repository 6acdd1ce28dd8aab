import { describe, expect, it } from 'vitest'
import { GET } from '@/app/route'

const open = (path: string, language?: string) =>
  GET(new Request(`http://ledger.test${path}`, { headers: language === undefined ? {} : { 'Accept-Language': language } }))

describe('the front door', () => {
  it.each([
    [undefined, '/en'],
    ['', '/en'],
    ['uk', '/uk'],
    ['uk-UA,uk;q=0.9,en-US;q=0.8,en;q=0.7', '/uk'],
    ['en-GB,en;q=0.9,uk;q=0.8', '/en'],
    ['de-DE,de;q=0.9,uk;q=0.5,en;q=0.4', '/uk'],
    ['fr, *;q=0.1', '/en'],
    ['uk;q=0, en;q=0.1', '/en'],
  ])('leads a reader of %j to %s', async (language, location) => {
    const response = await open('/', language)
    expect(response.status).toBe(307)
    expect(response.headers.get('location')).toBe(location)
    expect(response.headers.get('vary')).toBe('Accept-Language')
  })

  it('keeps what the address asked for', async () => {
    expect((await open('/?asOf=2026-01-08&region=UA-12', 'uk')).headers.get('location')).toBe('/uk?asOf=2026-01-08&region=UA-12')
  })
})
