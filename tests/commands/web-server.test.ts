import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { AnsweredRequest } from '@/lib/commands/request-log'
import { webServer } from '@/lib/commands/web-server'
import { readSettings } from '@/lib/config/settings'
import { eventually } from '../support/eventually'

const limits = { HEAD_SECONDS: '0.2', REQUEST_SECONDS: '0.4', KEEP_ALIVE_SECONDS: '0.1', CONNECTIONS: '5', LOG_LEVEL: 'silent' }
/** Reads the whole body and answers how much it was. */
const weigh: RequestListener = (request, response) => {
  let size = 0
  request.on('data', (part: Buffer) => (size += part.length))
  request.once('end', () => response.end(String(size)))
}

let server: Server | undefined
const counted: AnsweredRequest[] = []
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  counted.length = 0
})

async function serve(answer: RequestListener, env: Record<string, string> = {}): Promise<() => Socket> {
  const count = (answered: AnsweredRequest) => void counted.push(answered)
  server = webServer({ answer, routeOf: () => '/[locale]/data', count }, readSettings({ ...limits, ...env }))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  // What is cut is told by its end; who goes on writing then meets an error.
  return () => connect(address.port, '127.0.0.1').on('error', () => undefined)
}

/** Sends what is sent and answers everything that came until the server ended the line. */
async function untilCut(socket: Socket, text = ''): Promise<string> {
  let answer = ''
  socket.on('data', (part) => (answer += String(part)))
  if (text !== '') socket.write(text)
  // Whatever it is ended by: a reset is an end, too.
  await new Promise((resolve) => socket.once('close', resolve))
  return answer
}

/** Writes a little now and again, for as long as it may. */
function dripping(socket: Socket, text: string): Socket {
  const timer = setInterval(() => socket.write(text), 20)
  return socket.once('close', () => clearInterval(timer))
}

const status = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
const post = (length: number | string, ...headers: string[]) =>
  ['POST / HTTP/1.1', 'Host: x', `Content-Length: ${length}`, ...headers, '', ''].join('\r\n')

describe('a line is ended', () => {
  it('whose head does not come to its end, however it drips', async () => {
    const open = await serve(weigh)
    expect(status(await untilCut(dripping(open(), 'X-A: b\r\n'), 'GET / HTTP/1.1\r\n'))).toBe(408)
  })
  it('whose body does not', async () => {
    const open = await serve(weigh)
    expect(status(await untilCut(dripping(open(), ' '), post(20_000)))).toBe(408)
  })
  it('that says nothing, without an answer that a late request would take for its own', async () => {
    const open = await serve(weigh)
    expect(await untilCut(open())).toBe('')
  })
  it('that has been answered and asks nothing more', async () => {
    const open = await serve(weigh)
    expect(await untilCut(open(), `${post(2)}{}`)).toMatch(/^HTTP\/1\.1 200 .*\r\n\r\n2$/s)
  })
  it('whose head is too large, with what a browser is told of every answer', async () => {
    const open = await serve(weigh, { PUBLIC_URL: 'https://outages.example' })
    const answer = await untilCut(open(), `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`)
    expect(status(answer)).toBe(431)
    for (const line of ['Content-Type: application/problem+json', 'X-Content-Type-Options: nosniff', 'Strict-Transport-Security: max-age='])
      expect(answer).toContain(line)
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual({
      type: 'about:blank',
      title: 'Request Header Fields Too Large',
      status: 431,
    })
  })
  it.each([
    ['is no request', 'hello\r\n\r\n'],
    ['has two lengths', `${post(2, 'Content-Length: 3')}{}`],
    ['has a length beside chunks', `${post(2, 'Transfer-Encoding: chunked')}0\r\n\r\n`],
    ['has a header that goes on in the next line', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n'],
    ['has a line break alone in a header', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: b\nSet-Cookie: c\r\n\r\n'],
  ])('whose text %s', async (_, text) => {
    const open = await serve(weigh)
    expect(status(await untilCut(open(), text))).toBe(400)
    expect(counted).toEqual([])
  })
  it('that goes on sending what nobody reads, after it has been answered', async () => {
    const open = await serve((_, response) => response.writeHead(413).end('too large'), { REQUEST_SECONDS: '600' })
    const answer = await untilCut(dripping(open(), 'x'.repeat(1000)), post(1_000_000_000))
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*too large/s)
  })
})

it('lines that are too many are closed, and there is room again when others are gone', async () => {
  const open = await serve(weigh)
  const answers = await Promise.all(Array.from({ length: 20 }, () => untilCut(open(), 'GET / HTTP/1.1\r\n')))
  expect(answers.map(status).filter((each) => each === 408)).toHaveLength(5)
  expect(answers.filter((answer) => answer === '')).toHaveLength(15)
  expect(status(await untilCut(open(), `${post(2)}{}`))).toBe(200)
})

describe('what is posted to a page', () => {
  const ask = async (path: string, ...headers: string[]) => {
    const open = await serve(weigh, { PUBLIC_URL: 'https://ledger.example' })
    const lines = [`POST ${path} HTTP/1.1`, 'Host: outages.example', 'Content-Length: 2', 'Connection: close', ...headers, '', '{}']
    return status(await untilCut(open(), lines.join('\r\n')))
  }
  it.each([['https://elsewhere.example'], ['outages.example'], ['Bearer x'], ['https://outages.example:8443'], ['']])(
    'from %s is refused: that is another site, or none',
    async (origin) => {
      expect(await ask('/en/report', `Origin: ${origin}`)).toBe(403)
      expect(await ask('/en/report', `Origin: ${origin}`, 'Next-Action: x')).toBe(403)
    },
  )
  it.each([
    ['by a page of ours', ['Origin: https://outages.example']],
    ['by a page of ours, as a proxy calls us', ['Origin: https://public.example', 'X-Forwarded-Host: public.example, outages.example']],
    ['by a page of ours, of which the proxy says nothing', ['Origin: https://ledger.example']],
    ['by a page that hides its address', ['Origin: null']],
    ['by what is no browser', []],
  ])('%s is passed on', async (_, headers) => {
    expect(await ask('/en/report', ...headers)).toBe(200)
  })
  it('reaches the framework under the name that readers know', async () => {
    const seen: unknown[] = []
    const open = await serve(
      (request, response) => {
        seen.push(request.headers['x-forwarded-host'])
        response.end()
      },
      { PUBLIC_URL: 'https://ledger.example' },
    )
    const lines = [
      'POST /en/report HTTP/1.1',
      'Host: 10.0.0.7:3000',
      'Content-Length: 0',
      'Connection: close',
      'Origin: https://ledger.example',
    ]
    await untilCut(open(), [...lines, '', ''].join('\r\n'))
    expect(seen).toEqual(['ledger.example'])
  })
  it('is not the interface for machines, which anybody may ask from anywhere', async () => {
    expect(await ask('/api/v1/incidents', 'Origin: https://elsewhere.example')).toBe(200)
  })
})

it('each request is counted once, by its route, with what it came to', async () => {
  const open = await serve(weigh)
  await untilCut(open(), `${post(2)}{}`)
  await eventually(() => counted).toMatchObject([{ method: 'POST', route: '/[locale]/data', status: 200, way: 'own' }])
})

it('each answer says what it is called, and that a page is nobody else’s', async () => {
  const open = await serve(weigh)
  const answer = await untilCut(open(), `${post(2, 'X-Request-Id: chosen-by-a-stranger')}{}`)
  expect(answer).toMatch(/^X-Request-Id: [0-9a-f-]{36}\r$/m)
  expect(answer).toMatch(/^Cross-Origin-Resource-Policy: same-origin\r$/m)
  expect(answer).not.toContain('Strict-Transport-Security')
})
