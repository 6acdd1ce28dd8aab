import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import next from 'next'
import type { ReactNode } from 'react'
import { SettingsError } from '@/lib/config/settings'
import { openHeaders } from '@/lib/http/handler'
import { problemResponse } from '@/lib/http/problem'
import { closeProcessStore, context, processStore } from '@/lib/service/context'
import { type PageRequest, withPageRequest } from '@/lib/service/page-request'
import { seedRecords } from '@/lib/service/seed-records'
import { StoreInUse, StoreUnavailable } from '@/lib/store/store'

/** One clear line and exit 1: what an operator meets when something is set wrongly. */
function giveUp(line: string): never {
  console.error(line)
  process.exit(1)
}

/** Opens the store and takes in the shipped records on a first start, before anybody is answered. */
async function prepareStore(): Promise<void> {
  const ctx = await context({ role: 'system', key: null })
  const taken = await seedRecords(ctx)
  if (taken !== null) console.log(`took in ${taken.accepted} observations (${taken.quarantined.length} quarantined)`)
}

/** Whether the path can be decoded; the framework takes one that cannot for a fault of its own. */
function isReadable({ url = '/' }: IncomingMessage): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

/** Answers an address that nobody can have meant, in the one error body. */
async function refuse(response: ServerResponse): Promise<void> {
  const requestId = randomUUID()
  const problem = problemResponse('bad-request', 'The path is not percent-encoded UTF-8.', requestId)
  response.writeHead(problem.status, { ...Object.fromEntries(problem.headers), ...openHeaders, 'X-Request-Id': requestId })
  response.end(await problem.text())
}

/** How a page's still parts are written. React reads at its loading whether it is in production, which the framework has settled by then. */
async function writer(): Promise<PageRequest['write']> {
  const { renderToStaticMarkup } = await import('react-dom/server')
  return (node) => renderToStaticMarkup(node as ReactNode)
}

async function serve(): Promise<void> {
  const { settings } = processStore()
  await prepareStore()
  const dir = process.cwd()
  if (!existsSync(join(dir, '.next', 'BUILD_ID'))) giveUp('There is no build yet: run `npm run build` first.')
  const app = next({ dev: false, dir, hostname: settings.host, port: settings.port })
  await app.prepare()
  const handle = app.getRequestHandler()
  const write = await writer()
  const server = createServer((request, response) =>
    isReadable(request)
      ? withPageRequest({ isDocument: request.headers.rsc === undefined, write, laidAside: new Map() }, response, () =>
          handle(request, response),
        )
      : refuse(response),
  )
  server.on('error', (error) => giveUp(`cannot listen on ${settings.host}:${settings.port}: ${error.message}`))
  server.listen(settings.port, settings.host, () => {
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : settings.port
    console.log(`ready on http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`)
  })
  const stop = () => {
    server.close(() => {
      void closeProcessStore().then(() => process.exit(0))
    })
    server.closeIdleConnections()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

serve().catch((error: unknown) => {
  if (error instanceof SettingsError || error instanceof StoreInUse || error instanceof StoreUnavailable) giveUp(error.message)
  console.error(error)
  process.exit(1)
})
