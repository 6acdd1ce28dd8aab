import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { guardedGet } from '@/lib/outgoing/guarded-get'
import type { Resolve } from '@/lib/outgoing/guarded-post'
import { Receiver } from './receiver'

const names: Record<string, string[]> = { 'source.example': ['127.0.0.1'], 'inside.example': ['10.0.0.7'] }
const resolve: Resolve = async (host) => {
  const found = names[host]
  if (found === undefined) throw new Error('no such name')
  return found.map((address) => ({ address, family: 4 }))
}
const limits = { patience: 20_000, mostBytes: 100_000 }

describe('reading from a source', () => {
  let source: Receiver
  beforeEach(async () => {
    source = await new Receiver().open()
  })
  afterEach(() => source.close())
  const get = (url = source.url('source.example'), headers = {}, open = ['127.0.0.1/32'], bounds = limits) =>
    guardedGet(open, resolve, bounds)(new URL(url), headers)

  it('gives what it answers, unpacked, with what to ask again by', async () => {
    source.answer = (response) =>
      response
        .writeHead(200, { 'Content-Encoding': 'gzip', ETag: '"one"', 'Last-Modified': 'Fri, 27 Nov 2026 10:00:00 GMT' })
        .end(gzipSync('тіло'))
    const answer = await get(undefined, { 'If-None-Match': '"none"' })
    expect(answer).toMatchObject({ status: 200, etag: '"one"', lastModified: 'Fri, 27 Nov 2026 10:00:00 GMT', retryAfter: null })
    expect('body' in answer && answer.body.toString()).toBe('тіло')
    expect(source.received).toMatchObject([{ headers: { 'if-none-match': '"none"', 'accept-encoding': 'gzip' } }])
  })

  it('tells when it asks to be left alone', async () => {
    source.answer = (response) => response.writeHead(503, { 'Retry-After': '120' }).end()
    expect(await get()).toMatchObject({ status: 503, retryAfter: 120 })
  })

  it('asks nothing inside unless it is opened', async () => {
    expect(await get(undefined, {}, [])).toEqual({ failure: 'address' })
    expect(await get('http://inside.example/')).toEqual({ failure: 'address' })
    expect(await get('http://nobody.example/')).toEqual({ failure: 'name' })
    expect(source.received).toEqual([])
  })

  it('follows where it is sent, judged anew each time, and not for ever', async () => {
    source.answer = (response, { path }) =>
      path === '/hook' ? response.writeHead(302, { Location: '/there' }).end() : response.writeHead(200).end('there')
    const answer = await get()
    expect('body' in answer && answer.body.toString()).toBe('there')
    source.answer = (response) => response.writeHead(302, { Location: 'http://inside.example/secret' }).end()
    expect(await get()).toEqual({ failure: 'address' })
    source.answer = (response) => response.writeHead(302, { Location: 'file:///etc/passwd' }).end()
    expect(await get()).toEqual({ failure: 'redirect' })
    source.answer = (response) => response.writeHead(302, { Location: '/again' }).end()
    expect(await get()).toEqual({ failure: 'redirect' })
  })

  it('takes no more than it may, however small it was packed', async () => {
    source.answer = (response) => response.writeHead(200).end('x'.repeat(100_001))
    expect(await get()).toEqual({ failure: 'size' })
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    expect(bomb.length).toBeLessThan(limits.mostBytes)
    source.answer = (response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb)
    expect(await get()).toEqual({ failure: 'size' })
  })

  it('takes no half answer for a whole one', async () => {
    source.answer = (response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('half')
      response.destroy()
    }
    expect(await get()).toEqual({ failure: 'connection' })
    source.answer = (response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('whole').subarray(0, 12))
    expect(await get()).toEqual({ failure: 'connection' })
  })

  it('waits no longer than it may', async () => {
    source.answer = (response) => void response.writeHead(200).write('and then nothing')
    expect(await get(undefined, {}, ['127.0.0.1/32'], { ...limits, patience: 200 })).toEqual({ failure: 'timeout' })
  })
})
