import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/**
 * A line to a server elsewhere that can be cut, as a cable or a server that goes away, and joined again at the same port; or that hangs: it
 * stands, and nothing comes through any more.
 */
export class TcpProxy {
  /** Each end of each connection, and the other one. */
  readonly #sockets = new Map<Socket, Socket>()
  #hangs = false
  #server: Server | null = null
  #port = 0

  constructor(private readonly target: { host: string; port: number }) {}

  get port(): number {
    return this.#port
  }

  /** Listens, the first time at a free port and later at that. */
  async join(): Promise<void> {
    const server = createServer((near) => {
      const far = connect(this.target.port, this.target.host)
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.set(socket, other)
        socket.on('error', () => undefined)
        socket.on('close', () => {
          this.#sockets.delete(socket)
          other.destroy()
        })
        if (this.#hangs) socket.resume()
        else socket.pipe(other)
      }
    })
    await once(server.listen(this.#port, '127.0.0.1'), 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
    this.#port = address.port
    this.#server = server
  }

  /** Swallows what either side sends, on the connections that stand and on new ones. */
  hang(): void {
    this.#hangs = true
    for (const [socket, other] of this.#sockets) socket.unpipe(other).resume()
  }

  /** Lets what is sent on new connections through again; what was swallowed stays lost. */
  flow(): void {
    this.#hangs = false
  }

  /** Breaks every connection and takes no new one. */
  async cut(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server === null) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of this.#sockets.keys()) socket.destroy()
    await closed
  }
}
