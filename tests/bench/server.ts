import { createServer } from 'node:http'

/**
 * The least that a server can do: gives at each path the very bytes that the product gives there (BASE), fetched once, and knows nothing
 * else. What a measured route is told against.
 */
const base = process.env.BASE ?? ''
const bodies = new Map<string, Buffer>()

const server = createServer(async ({ url = '/' }, response) => {
  const body = bodies.get(url) ?? Buffer.from(await (await fetch(base + url)).arrayBuffer())
  bodies.set(url, body)
  response.setHeader('Content-Type', 'text/plain')
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`listening ${address.port}`)
})
