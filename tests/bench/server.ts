import { createServer } from 'node:http'
import next from 'next'
import { context } from '@/lib/service/context'
import { seedRecords } from '@/lib/service/seed-records'

/**
 * The built product, with one route beside it that answers as many bytes as it is asked for (`/constant?bytes=`), in the same
 * process behind the same listener: the baseline that a measured route is told against.
 */
await seedRecords(await context({ role: 'system', key: null }))
const app = next({ dev: false, dir: process.cwd() })
await app.prepare()
const handle = app.getRequestHandler()
const constants = new Map<string, Buffer>()

const server = createServer((request, response) => {
  const bytes = /^\/constant\?bytes=(\d+)$/.exec(request.url ?? '')?.[1]
  if (bytes === undefined) return handle(request, response)
  const body = constants.get(bytes) ?? Buffer.alloc(Number(bytes), 'x')
  constants.set(bytes, body)
  response.setHeader('Content-Type', 'text/plain')
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`listening ${address.port}`)
})
