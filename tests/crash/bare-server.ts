import { createServer, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import * as imports from '@/app/api/v1/imports/route'
import * as reports from '@/app/api/v1/incidents/[id]/reports/route'
import * as review from '@/app/api/v1/incidents/[id]/review/route'
import * as incident from '@/app/api/v1/incidents/[id]/route'
import * as incidents from '@/app/api/v1/incidents/route'
import { context } from '@/lib/service/context'

/**
 * The handlers that a crash is about in a process of their own, without the framework around them: what makes a round long is the start of
 * the whole product. It opens the store as that does, and ends the same way.
 */
const routes = [
  [/^\/api\/v1\/incidents$/, incidents],
  [/^\/api\/v1\/incidents\/([^/]+)$/, incident],
  [/^\/api\/v1\/incidents\/([^/]+)\/reports$/, reports],
  [/^\/api\/v1\/incidents\/([^/]+)\/review$/, review],
  [/^\/api\/v1\/imports$/, imports],
] as const

async function answer(request: IncomingMessage, base: string): Promise<Response> {
  const { pathname } = new URL(request.url ?? '/', base)
  for (const [pattern, handlers] of routes) {
    const found = pattern.exec(pathname)
    if (found === null) continue
    const headers = new Headers(Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]))
    const body = request.method === 'POST' ? { body: Readable.toWeb(request) as BodyInit, duplex: 'half' } : {}
    const handler = request.method === 'POST' ? handlers.POST : handlers.GET
    return handler(new Request(base + pathname, { method: request.method ?? 'GET', headers, ...body }), {
      params: Promise.resolve({ ...(found[1] !== undefined && { id: found[1] }) }),
    })
  }
  return new Response(null, { status: 404 })
}

await context({ role: 'system', key: null })
const base = `http://127.0.0.1:${process.env.PORT}`
createServer(async (request, response) => {
  const answered = await answer(request, base)
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  response.end(Buffer.from(await answered.arrayBuffer()))
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write(`ready on ${base}\n`))
