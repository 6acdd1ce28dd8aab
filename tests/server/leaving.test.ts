import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { eventually } from '../support/eventually'
import { startServer } from '../support/server'
import { serverSuite } from './suite'

/** The status of an answer, and whether its connection is to be used again. */
async function ask(address: string, agent: Agent): Promise<{ status: number | undefined; connection: string | undefined }> {
  const [response] = await once(request(address, { agent }).end(), 'response')
  response.resume()
  await once(response, 'end')
  return { status: response.statusCode, connection: response.headers.connection }
}

serverSuite('a process that is told to end', () => {
  it('says so to balancers and answers until they have heard it, then ends its streams and itself', async () => {
    const server = await startServer({ env: { SEED: 'none', DRAIN_SECONDS: '2' } })
    const agent = new Agent({ keepAlive: true })
    expect(await ask(`${server.baseUrl}/api/ready`, agent)).toEqual({ status: 200, connection: 'keep-alive' })
    const stream = await fetch(`${server.baseUrl}/api/v1/stream`)
    const told = stream.text()
    process.kill(server.pid, 'SIGTERM')
    await eventually(async () => (await ask(`${server.baseUrl}/api/ready`, agent)).status).toBe(503)
    expect(await ask(`${server.baseUrl}/api/health`, agent)).toEqual({ status: 200, connection: 'close' })
    // When to come back stands at the beginning of every stream.
    expect(await told).toMatch(/^retry: \d+\n\n/)
    expect(await server.ended).toBe(0)
    expect(server.output()).toContain('"msg":"left"')
    await server.stop()
  })

  it('answers what is under way before it goes', async () => {
    const server = await startServer({ env: { SEED: 'none' } })
    const { hostname, port } = new URL(server.baseUrl)
    const socket = connect(Number(port), hostname)
    const body = '{}'
    const head = `POST /api/v1/incidents HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
    socket.write(head + body.slice(0, 1))
    // Whatever was sent on the line before this is with the server when it is answered.
    await fetch(`${server.baseUrl}/api/health`)
    process.kill(server.pid, 'SIGTERM')
    await eventually(() => server.output()).toContain('"msg":"leaving"')
    socket.write(body.slice(1))
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 422 /)
    expect(await server.ended).toBe(0)
    await server.stop()
  })

  it('does not wait for a connection that nothing was ever asked on', async () => {
    const server = await startServer({ env: { SEED: 'none' } })
    const { hostname, port } = new URL(server.baseUrl)
    const socket = connect(Number(port), hostname)
    const cut = once(socket, 'close')
    await once(socket, 'connect')
    // Whatever was opened before this is with the server when it is answered.
    await fetch(`${server.baseUrl}/api/health`)
    process.kill(server.pid, 'SIGTERM')
    expect(await server.ended).toBe(0)
    await cut
    await server.stop()
  })

  it('goes after its time is over, whatever is under way', async () => {
    const server = await startServer({ env: { SEED: 'none', SHUTDOWN_SECONDS: '1' } })
    const { hostname, port } = new URL(server.baseUrl)
    const socket = connect(Number(port), hostname)
    const cut = once(socket, 'close')
    socket.on('error', () => undefined)
    socket.write('POST /api/v1/incidents HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{')
    await fetch(`${server.baseUrl}/api/health`)
    process.kill(server.pid, 'SIGTERM')
    expect(await server.ended).toBe(1)
    await cut
    await eventually(() => server.output()).toContain('left with work under way')
    await server.stop()
  })
})
