import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { join } from 'node:path'
import compression from 'compression'
import next from 'next'
import { getBotType } from 'next/dist/shared/lib/router/utils/is-bot'
import type { ReactNode } from 'react'
import { frontOf } from '@/lib/answers/front'
import { SettingsError } from '@/lib/config/settings'
import { contentPolicy } from '@/lib/http/content-policy'
import { logConsole } from '@/lib/log/console-lines'
import { log, openLog } from '@/lib/log/log'
import { metricsOf } from '@/lib/metrics/metrics-server'
import { guardedPost } from '@/lib/outgoing/guarded-post'
import { type Context, context, processStore } from '@/lib/service/context'
import { forgetContacts } from '@/lib/service/forget-contacts'
import { type PageRequest, withPageRequest } from '@/lib/service/page-request'
import { addressOf, withAddress } from '@/lib/service/request-address'
import { seedRecords } from '@/lib/service/seed-records'
import { WebhookRounds } from '@/lib/service/webhook-rounds'
import { StoreInUse, StoreUnavailable } from '@/lib/store/store'
import { scheduleBackups } from './backup-schedule'
import { feedRounds, tellPolls } from './feed-polls'
import { finishDocument } from './finished-document'
import { leave } from './leave'
import { routePatterns } from './route-patterns'
import { tellStoreAway } from './store-away'
import { webServer } from './web-server'

/** One clear line and exit 1: what an operator meets when something is set wrongly. */
function giveUp(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

/** Opens the store and takes in the shipped records on a first start, before anybody is answered. */
async function prepareStore(): Promise<Context> {
  const ctx = await context({ role: 'system', key: null })
  const taken = await seedRecords(ctx)
  if (taken !== null) console.log(`took in ${taken.accepted} observations (${taken.quarantinedTotal} quarantined)`)
  const hasKey = ctx.settings.editorTokens.length > 0 || (await ctx.store.keys.list()).length > 0
  if (!hasKey) console.log('There is no key yet, so nobody can publish: npm run keys -- create --role admin')
  return ctx
}

/** Delivers webhooks until the signal says stop. What goes wrong with one is told in its subscription; what goes wrong here, in the log. */
async function deliverWebhooks(stop: AbortSignal): Promise<void> {
  const ctx = await context({ role: 'system', key: null })
  const courier = { ...ctx, post: guardedPost(ctx.settings.webhookNetworks), random: Math.random }
  await new WebhookRounds(courier, (error) => log().error({ err: error }, 'webhooks')).run(stop)
}

/** Asks the sources that are named, until the signal says stop. How each stands is told on the page of sources; here, what went wrong. */
async function pollFeeds(stop: AbortSignal): Promise<void> {
  const ctx = await context({ role: 'system', key: null })
  if (ctx.settings.feeds.length > 0) await feedRounds(ctx, tellPolls).run(stop)
}

/** Forgets contacts in time, until the signal says stop. */
async function keepContactsShort(stop: AbortSignal): Promise<void> {
  const ctx = await context({ role: 'system', key: null })
  await forgetContacts(ctx, stop, (error) => log().error({ err: error }, 'contacts'))
}

/** Has a server listen, and answers the address that it is reached at; a port that cannot be had ends the process. */
async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  server.on('error', (error) => giveUp(`cannot listen on ${host}:${port}: ${error.message}`))
  await once(server.listen(port, host), 'listening')
  const address = server.address()
  const taken = typeof address === 'object' && address !== null ? address.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`
}

/** How a page's still parts are written. React reads at its loading whether it is in production, which the framework has settled by then. */
async function writer(): Promise<PageRequest['write']> {
  const { renderToStaticMarkup } = await import('react-dom/server')
  return (node) => renderToStaticMarkup(node as ReactNode)
}

async function serve(): Promise<void> {
  const { settings } = processStore()
  // A person before a terminal reads how it began; whoever keeps a log has it told of every request.
  openLog(settings.logLevel ?? (process.stderr.isTTY ? 'warn' : 'info'))
  logConsole()
  const ctx = await prepareStore()
  const dir = process.cwd()
  if (!existsSync(join(dir, '.next', 'BUILD_ID'))) giveUp('There is no build yet: run `npm run build` first.')
  const app = next({ dev: false, dir, hostname: settings.host, port: settings.port })
  await app.prepare()
  const handle = app.getRequestHandler()
  const write = await writer()
  const reader = ({ socket, headers }: IncomingMessage) =>
    addressOf(socket.remoteAddress ?? '', String(headers['x-forwarded-for'] ?? ''), settings.trustProxy)
  const nonce = randomBytes(16).toString('hex')
  const policyOf = (scripts: string[]) => contentPolicy({ scripts, tiles: settings.tiles })
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const isDocument = request.headers.rsc === undefined
    // So the framework is told what to mark its scripts with; what a client says there is nobody's business.
    if (isDocument) request.headers['content-security-policy'] = `script-src 'nonce-${nonce}'`
    else delete request.headers['content-security-policy']
    delete request.headers['content-security-policy-report-only']
    finishDocument(response, request.url ?? '/', nonce, policyOf)
    // The API tells by itself what was in the way.
    if (!request.url?.startsWith('/api/')) tellStoreAway(response, () => ctx.store.outages().length > 0)
    return withPageRequest({ isDocument, write, laidAside: new Map() }, response, () => handle(request, response))
  }
  const front = frontOf(ctx, { dispatch: answer, addressOf: reader, botOf: getBotType })
  // What leaves is rewritten before it is compressed, so the framework leaves compressing to us.
  const compress = compression()
  const answerBehind: RequestListener = (request, response) =>
    front(request, response, ({ isCounted }) =>
      compress(request, response, () =>
        isCounted ? answer(request, response) : withAddress(reader(request), () => answer(request, response)),
      ),
    )
  const metrics = settings.metrics && metricsOf(ctx)
  const server = webServer({ answer: answerBehind, routeOf: routePatterns(dir), count: metrics?.count ?? (() => undefined) }, settings)
  if (settings.metrics && metrics) console.log(`metrics on ${await listen(metrics.server, settings.metrics)}/metrics`)
  console.log(`ready on ${await listen(server, settings)}`)
  const stop = new AbortController()
  const rounds = [deliverWebhooks, pollFeeds, keepContactsShort].map((run) => run(stop.signal))
  const worked = Promise.all([...rounds, scheduleBackups(settings, stop.signal)])
  const stopInOrder = () => void leave({ server, stopWorking: () => stop.abort(), worked }, settings)
  process.once('SIGTERM', stopInOrder)
  process.once('SIGINT', stopInOrder)
}

serve().catch((error: unknown) => {
  if (error instanceof SettingsError || error instanceof StoreInUse || error instanceof StoreUnavailable) giveUp(error.message)
  console.error(error)
  process.exit(1)
})
