import { expect, it } from 'vitest'
import { GET } from '@/app/problems/[name]/route'
import { problemStatus } from '@/lib/schema/problem'

const ask = (name: string, language = '') =>
  GET(new Request(`http://ledger.test/problems/${name}`, { headers: { 'Accept-Language': language } }), {
    params: Promise.resolve({ name }),
  })

it.each(Object.keys(problemStatus))('the type of a problem leads to what is said of it: %s', async (name) => {
  const response = await ask(name)
  expect([response.status, response.headers.get('location')]).toEqual([302, `/en/data#problem-${name}`])
})

it.each([
  ['uk', 'uk'],
  ['uk-UA,en;q=0.5', 'uk'],
  ['en-GB,uk;q=0.8', 'en'],
  ['fr', 'en'],
])('in the language of the reader: %s', async (asked, locale) => {
  const response = await ask('not-found', asked)
  expect(response.headers.get('location')).toBe(`/${locale}/data#problem-not-found`)
  expect(response.headers.get('vary')).toBe('Accept-Language')
})

it.each(['nothing', 'constructor', 'toString', '..'])('a problem that there is not leads nowhere: %s', async (name) => {
  const response = await ask(name)
  expect([response.status, response.headers.get('location')]).toEqual([404, null])
})
