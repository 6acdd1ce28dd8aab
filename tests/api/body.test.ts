import { describe, expect, it } from 'vitest'
import { readJsonBody } from '@/lib/http/body'

const post = (body: BodyInit, headers: Record<string, string> = { 'Content-Type': 'application/json' }) =>
  new Request('http://ledger.test/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

describe('the type of a body', () => {
  it.each([
    ['application/json', true],
    ['application/json; charset=UTF-8', true],
    ['Application/JSON;charset="utf-8"', true],
    ['application/json; charset=windows-1251', false],
    ['text/plain', false],
    ['application/jsonp', false],
  ])('%s is taken: %s', async (type, taken) => {
    const reading = readJsonBody(post('{}', { 'Content-Type': type }), 100)
    if (taken) expect(await reading).toEqual({})
    else await expect(reading).rejects.toMatchObject({ problem: 'unsupported-media-type' })
  })

  it('is not that of a compressed one', async () => {
    const request = post('{}', { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
    await expect(readJsonBody(request, 100)).rejects.toMatchObject({ problem: 'unsupported-media-type' })
  })
})

describe('the size of a body', () => {
  it('stops reading at the limit', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1024
        controller.enqueue(new Uint8Array(1024).fill(0x20))
      },
    })
    await expect(readJsonBody(post(endless), 10_000)).rejects.toMatchObject({ problem: 'too-large' })
    expect(sent).toBeLessThan(20_000)
  })

  it('takes a body of exactly the limit', async () => {
    expect(await readJsonBody(post('"12345678"'), 10)).toBe('12345678')
    await expect(readJsonBody(post('"123456789"'), 10)).rejects.toMatchObject({ problem: 'too-large' })
  })

  it('believes a Content-Length that is too large without reading', async () => {
    const request = post('{}', { 'Content-Type': 'application/json', 'Content-Length': '99999' })
    await expect(readJsonBody(request, 10)).rejects.toMatchObject({ problem: 'too-large' })
  })
})

describe('the text of a body', () => {
  it.each([
    ['nothing', ''],
    ['blanks', ' \n'],
    ['half an object', '{"title": '],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('%s is malformed', async (_what, body) => {
    await expect(readJsonBody(post(body), 1000)).rejects.toMatchObject({ problem: 'malformed-body' })
  })

  it('may begin with a byte order mark', async () => {
    expect(await readJsonBody(post('\uFEFF{"a":1}'), 1000)).toEqual({ a: 1 })
  })
})
