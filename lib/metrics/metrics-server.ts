import { createServer, type Server } from 'node:http'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Context } from '@/lib/service/context'
import manifest from '@/package.json'
import { ledgerMetrics } from './ledger-metrics'
import { requestMetrics } from './request-metrics'

/** What an operator watches, and where it is asked for. */
export interface Metrics {
  count: ReturnType<typeof requestMetrics>
  /** Answers `/metrics` in the format of Prometheus, and nothing else. */
  server: Server
}

/**
 * Figures for the operator on a port of their own, which nobody outside reaches: no token has to be kept for them, no balancer can let
 * the public at them by mistake, and they are told when the public port has as many connections as it may.
 */
export function metricsOf(ctx: Pick<Context, 'store' | 'clock'>): Metrics {
  const registry = new Registry()
  // Memory, processor and the lag of the event loop.
  collectDefaultMetrics({ register: registry })
  const build = { name: 'outage_ledger_build_info', help: 'What runs', labelNames: ['version', 'node', 'store'], registers: [registry] }
  new Gauge(build).set({ version: manifest.version, node: process.version, store: ctx.store.engine }, 1)
  const look = ledgerMetrics(registry, ctx)
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5000 }, (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    void look()
      .then(() => registry.metrics())
      .then(
        (text) => response.writeHead(200, { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' }).end(text),
        () => response.destroy(),
      )
  })
  return { count: requestMetrics(registry), server }
}
