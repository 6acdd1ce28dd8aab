import { afterEach, describe, expect, it, vi } from 'vitest'
import { matches, ok, readable } from '@/lib/http/answer'
import { nothingHere, route } from '@/lib/http/handler'
import { Problem } from '@/lib/schema/problem'

const noParams = { params: Promise.resolve(undefined) }
const request = (method: string, headers: Record<string, string> = {}) =>
  new Request('http://ledger.test/api/thing?x=1', { method, headers })

const thing = route({
  GET: async (call) => readable(call.request, ok({ words: 'привіт' }), 'application/json', 'live'),
  POST: async () => {
    throw new Error('the password is swordfish')
  },
})

afterEach(() => vi.restoreAllMocks())

describe('verbs', () => {
  it('answers HEAD with the headers of GET and no body', async () => {
    const [get, head] = [await thing.GET(request('GET'), noParams), await thing.HEAD(request('HEAD'), noParams)]
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    for (const name of ['etag', 'content-type', 'cache-control', 'vary']) expect(head.headers.get(name)).toBe(get.headers.get(name))
  })

  it.each(['PUT', 'PATCH', 'DELETE'] as const)('answers %s, which does not apply, with 405 and what does', async (verb) => {
    const response = await thing[verb](request(verb), noParams)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS')
  })

  it('answers a preflight for every origin', async () => {
    const response = await thing.OPTIONS(request('OPTIONS'), noParams)
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST, OPTIONS')
    expect(response.headers.get('access-control-allow-headers')).toContain('Idempotency-Key')
  })

  it('answers 404 to every verb where nothing is', async () => {
    for (const [verb, handler] of Object.entries(nothingHere())) expect((await handler(request(verb), noParams)).status).toBe(404)
  })
})

it('says nothing of an unknown failure outside, and all of it in one line of the log', async () => {
  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const response = await thing.POST(request('POST'), noParams)
  const text = await response.text()
  const problem = Problem.parse(JSON.parse(text))
  expect(response.status).toBe(500)
  expect(text).not.toContain('swordfish')
  expect(log).toHaveBeenCalledTimes(1)
  const line = String(log.mock.calls[0]?.[0])
  expect(line.trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    requestId: problem.requestId,
    method: 'POST',
    err: { message: 'the password is swordfish' },
  })
  expect(line).not.toContain('x=1')
})

describe('tags', () => {
  it.each([
    [null, false],
    ['"abc"', true],
    ['W/"abc"', true],
    ['"x", W/"abc" , "y"', true],
    ['*', true],
    ['"ab"', false],
    ['abc', false],
    ['', false],
  ])('If-None-Match %j names "abc": %s', (header, expected) => {
    expect(matches(header, '"abc"')).toBe(expected)
  })

  it('answers 304 with the headers of the answer and no body', async () => {
    const first = await thing.GET(request('GET'), noParams)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{20,}"$/)
    const second = await thing.GET(request('GET', { 'If-None-Match': `"other", ${etag}` }), noParams)
    expect(second.status).toBe(304)
    expect(await second.text()).toBe('')
    for (const name of ['etag', 'cache-control', 'vary', 'access-control-allow-origin'])
      expect(second.headers.get(name)).toBe(first.headers.get(name))
  })
})
