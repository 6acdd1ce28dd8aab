import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { log } from '@/lib/log/log'

/** The answer to what came to be no request, by the code that Node gives the fault. */
const statuses: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413 }

/**
 * Whether nothing was ever asked on a line: clients open some ahead of need. An answer that nobody asked for would be taken for that to the
 * request that is just on its way.
 */
export const isUnused = (socket: Duplex): boolean => 'bytesRead' in socket && socket.bytesRead === 0

/**
 * Ends a connection on which no request came to be: its head was malformed, too large or too slow, or its body was. It is told so where
 * nothing was answered on it yet, as a problem that is none of a route (RFC 9457, `about:blank`).
 */
export function endBroken(error: Error, socket: Duplex, isAnswered: boolean, headers: Record<string, string>): void {
  const code = 'code' in error ? String(error.code) : ''
  const status = statuses[code] ?? 400
  if (code !== 'ECONNRESET') log().debug({ code, status }, 'broken request')
  if (!socket.writable || isAnswered || code === 'ECONNRESET' || isUnused(socket)) {
    socket.destroy()
    return
  }
  const body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status })
  const told = {
    ...{ ...headers, 'Content-Type': 'application/problem+json', 'Content-Length': Buffer.byteLength(body) },
    ...{ 'Cache-Control': 'no-store', Connection: 'close' },
  }
  const lines = Object.entries(told).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`, () => socket.destroy())
}
