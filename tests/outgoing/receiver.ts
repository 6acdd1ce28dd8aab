import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'

export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** A server of somebody who is sent messages: takes down each, and answers as it is told to; 204 where it is not. */
export class Receiver {
  readonly received: Received[] = []
  /** How it answers; one that does not end its answer is a target that keeps silent. */
  answer: (response: ServerResponse, received: Received) => void = (response) => response.writeHead(204).end()
  readonly #server: Server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      const received = { path: request.url ?? '', headers: request.headers, body }
      this.received.push(received)
      this.answer(response, received)
    })
  })
  #port = 0

  async open(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('the receiver has no port')
    this.#port = address.port
    return this
  }

  get port(): number {
    return this.#port
  }

  url(host = '127.0.0.1', path = '/hook'): string {
    return `http://${host}:${this.#port}${path}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    if (!this.#server.listening) return
    this.#server.close()
    await once(this.#server, 'close')
  }
}
