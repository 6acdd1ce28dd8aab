import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import autocannon from 'autocannon'
import { startServer } from '../support/server'
import { type Figure, median, ratioOf, rounds } from './part'

const seconds = 2
const connections = 8
/** Counted for every answer as in a real server, and more than can be sent. */
const counting = { REQUESTS_PER_MINUTE: '1000000' }
const paths = { impact: '/api/v1/impact?asOf=2026-01-08T18:00:00Z&service=electricity&unit=connections', 'first page': '/en' }

interface Measured {
  rate: number
  p99: number
}

async function measure(url: string): Promise<Measured> {
  const result = await autocannon({ url, connections, duration: seconds })
  if (result.errors > 0 || result.non2xx > 0) throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} answers that were not 2xx`)
  return { rate: result.requests.average, p99: result.latency.p99 }
}

/** A bare server of what the product at `base` says. */
async function bareServer(base: string): Promise<{ baseUrl: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/server.ts'], {
    env: { ...process.env, BASE: base },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface(child.stdout)) {
    const port = /^listening (\d+)$/.exec(line)?.[1]
    if (port !== undefined) return { baseUrl: `http://127.0.0.1:${port}`, child }
  }
  throw new Error('the bare server did not start')
}

/** Each route in turn with the bare server. */
async function measureRoutes(how: string, env: Record<string, string>): Promise<Record<string, Figure>> {
  const figures: Record<string, Figure> = {}
  const product = await startServer({ env: { ...counting, ...env } })
  try {
    const bare = await bareServer(product.baseUrl)
    try {
      for (const [name, path] of Object.entries(paths)) {
        const measured: (Measured & { ratio: number })[] = []
        for (let round = 0; round < rounds; round++) {
          const { rate: constant } = await measure(bare.baseUrl + path)
          const ours = await measure(product.baseUrl + path)
          measured.push({ ...ours, ratio: ours.rate / constant })
        }
        const [rate, p99] = [median(measured.map((each) => each.rate)), median(measured.map((each) => each.p99))]
        figures[`${name}, ${how}`] = {
          figure: `${rate.toFixed(0)} requests/s, 99 % within ${p99} ms`,
          ratio: ratioOf(measured.map(({ ratio }) => ratio)),
        }
      }
    } finally {
      bare.child.kill()
      if (bare.child.exitCode === null && bare.child.signalCode === null) await once(bare.child, 'exit')
    }
  } finally {
    await product.stop()
  }
  return figures
}

/** The built product's reads, kept and worked out each time, against a bare server of the same bytes. */
export async function benchRoutes(): Promise<Record<string, Figure>> {
  return { ...(await measureRoutes('kept', {})), ...(await measureRoutes('anew', { ANSWERS_BYTES: '0' })) }
}
