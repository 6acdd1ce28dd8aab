import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { guardedPost, type Resolve, targetRefusal } from '@/lib/outgoing/guarded-post'
import { Receiver } from './receiver'

const loopback = ['127.0.0.1/32']
/** Names as a resolver of the tests knows them. */
const names: Record<string, string[]> = {
  'inside.example': ['10.0.0.7'],
  'metadata.example': ['169.254.169.254'],
  'mixed.example': ['193.0.6.139', '127.0.0.1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'outside.example': ['193.0.6.139', '2a00:1450::1'],
  'receiver.example': ['127.0.0.1'],
}
const resolve: Resolve = async (host) => {
  const found = names[host]
  if (!found) throw new Error('ENOTFOUND')
  return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}

describe('a target', () => {
  it.each([
    ['http://127.0.0.1/', 'address'],
    ['http://2130706433/', 'address'],
    ['http://0x7f.1/', 'address'],
    ['http://017700000001/', 'address'],
    ['http://127.1/', 'address'],
    ['http://[::1]/', 'address'],
    ['http://[::ffff:127.0.0.1]/', 'address'],
    ['http://0/', 'address'],
    ['http://0x0/', 'address'],
    ['http://0177.0.0.1/', 'address'],
    ['http://127.0.0.1./', 'address'],
    ['http://１２７.０.０.１/', 'address'],
    ['http://127。0。0。1/', 'address'],
    ['http://①⑥⑨.254.169.254/', 'address'],
    ['http://outside.example@127.0.0.1/', 'address'],
    ['http://outside.example:443@[::1]/', 'address'],
    ['http://127.0.0.1#@outside.example/', 'address'],
    ['http://127.0.0.1\\@outside.example/', 'address'],
    ['http://[::]/', 'address'],
    ['http://[0:0:0:0:0:ffff:7f00:1]/', 'address'],
    ['http://[::7f00:1]/', 'address'],
    ['http://[64:ff9b::127.0.0.1]/', 'address'],
    ['http://[64:ff9b:1::a9fe:a9fe]/', 'address'],
    ['http://[2002:a9fe:a9fe::]/', 'address'],
    ['http://[fe80::1]/', 'address'],
    ['http://[fd00:ec2::254]/', 'address'],
    ['http://INSIDE.example/', 'address'],
    ['http://169.254.169.254/latest/meta-data', 'address'],
    ['https://inside.example/', 'address'],
    ['https://metadata.example/', 'address'],
    ['https://mapped.example/', 'address'],
    ['https://mixed.example/', 'address'],
    ['https://nobody.example/', 'name'],
    ['https://outside.example:6379/', 'port'],
    ['https://outside.example/', null],
    ['http://outside.example:8080/', null],
  ])('%s: %s', async (url, refusal) => {
    expect(await targetRefusal(new URL(url), [], resolve)).toBe(refusal)
  })
})

describe('posting', () => {
  let receiver: Receiver
  beforeEach(async () => {
    receiver = await new Receiver().open()
  })
  afterEach(() => receiver.close())
  const post = (url: string, open = loopback, by = resolve) => guardedPost(open, by)(new URL(url), { 'X-Said': 'yes' }, 'тіло')

  it('sends the body as it is, to where the name was found, under the name', async () => {
    expect(await post(receiver.url('receiver.example'))).toEqual({ status: 204 })
    expect(receiver.received).toMatchObject([
      { path: '/hook', body: 'тіло', headers: { host: `receiver.example:${receiver.port}`, 'x-said': 'yes', 'content-length': '8' } },
    ])
  })

  it.each(['127.0.0.1', 'receiver.example', 'localhost'])('sends nothing to %s unless it is opened', async (host) => {
    names.localhost = ['127.0.0.1']
    expect(await post(receiver.url(host), [])).toEqual({ failure: 'address' })
    expect(receiver.received).toEqual([])
  })

  it('connects to the very address that was judged, whatever the name means a moment later', async () => {
    let asked = 0
    const rebinding: Resolve = async () => {
      asked += 1
      return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]
    }
    expect(await post(receiver.url('rebinding.example'), loopback, rebinding)).toEqual({ status: 204 })
    expect(asked).toBe(1)
    expect(await post(receiver.url('rebinding.example'), loopback, rebinding)).toEqual({ failure: 'address' })
  })

  it('follows no redirect', async () => {
    receiver.answer = (response) => response.writeHead(307, { Location: receiver.url('127.0.0.1', '/elsewhere') }).end()
    expect(await post(receiver.url())).toEqual({ status: 307 })
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook'])
  })

  it('tells of a target that breaks the line, and of none that listens', async () => {
    receiver.answer = (response) => response.destroy()
    expect(await post(receiver.url())).toEqual({ failure: 'connection' })
    const url = receiver.url()
    await receiver.close()
    expect(await post(url)).toEqual({ failure: 'connection' })
  })

  it('reads no more of an answer than it must', async () => {
    let cut: () => void = () => undefined
    const wasCut = new Promise<void>((done) => {
      cut = done
    })
    receiver.answer = (response) => {
      response.on('close', cut).writeHead(200)
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    }
    expect(await post(receiver.url())).toEqual({ status: 200 })
    await wasCut
  })
})
