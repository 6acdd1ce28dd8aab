import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import autocannon from 'autocannon'
import { impactAt } from '@/lib/impact/impact'
import { loadTerritory } from '@/lib/regions/territory'
import { busySeries, frameStep } from './frames'
import { benchMap } from './map-bench'
import { manyStatements } from './statements'

const rounds = 5
const seconds = 2
const connections = 8

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const spread = (values: number[]) => `${Math.min(...values).toFixed(3)}–${Math.max(...values).toFixed(3)}`
const row = (...cells: (string | number)[]) =>
  console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(46) : String(cell).padStart(16))).join(' '))

/** Milliseconds of one call. */
function timed(work: () => unknown): number {
  const begin = performance.now()
  work()
  return performance.now() - begin
}

/** Impact at one moment over growing histories, each round in turn, as a ratio to the smallest of its round. */
function benchImpact(): void {
  const { regions } = loadTerritory('ua')
  const codes = regions.filter(({ level }) => level === 1).map(({ code }) => code)
  const sizes = [1_000, 10_000, 100_000]
  const histories = sizes.map((size) => manyStatements(size, codes))
  const ask = { services: ['electricity'] as const, measures: [], level: 1 as const, regions: [] }
  const answer = (i: number) => impactAt(histories[i] ?? [], regions, ask, { asOf: '2026-01-08T18:00:00.000Z' })
  for (const i of sizes.keys()) answer(i)
  const times = Array.from({ length: rounds }, () => sizes.map((_, i) => timed(() => answer(i))))
  console.log(`\nimpact of 27 regions at one moment, ${rounds} rounds`)
  row('observations', 'median ms', 'ratio to 1k', 'ratio range')
  for (const [i, size] of sizes.entries()) {
    const ratios = times.map((round) => (round[i] ?? Number.NaN) / (round[0] ?? Number.NaN))
    row(size, median(times.map((round) => round[i] ?? Number.NaN)).toFixed(2), median(ratios).toFixed(2), spread(ratios))
  }
}

/** A step of the time slider without the browser's drawing; every area changes at every step. */
function benchFrames(): void {
  console.log('\na step of the time slider, every area changing: ms, without the browser’s own drawing')
  row('areas', 'median', 'slowest', 'most allowed')
  for (const { areas, allowed } of [
    { areas: 27, allowed: 16 },
    { areas: 3200, allowed: 50 },
  ]) {
    const series = busySeries(areas)
    const before = new Map()
    for (let at = 0; at < 30; at++) frameStep(series, at, before)
    const times = Array.from({ length: rounds * 30 }, (_, i) => timed(() => frameStep(series, i % 30, before)))
    row(areas, median(times).toFixed(2), Math.max(...times).toFixed(2), allowed)
  }
}

async function requestRate(url: string): Promise<number> {
  const result = await autocannon({ url, connections, duration: seconds })
  if (result.errors > 0 || result.non2xx > 0) throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} answers that were not 2xx`)
  return result.requests.average
}

/** Each route in turn with a constant of its own size, so that a ratio holds when the machine's speed drifts. */
async function benchRoutes(base: string): Promise<void> {
  console.log(`\nbuilt server, ${connections} connections, ${rounds} rounds of ${seconds} s each way`)
  row('route', 'requests/s', 'bytes', 'ratio to constant', 'ratio range')
  for (const path of ['/api/v1/impact?asOf=2026-01-08T18:00:00Z&service=electricity&unit=connections', '/en']) {
    const bytes = (await (await fetch(base + path)).arrayBuffer()).byteLength
    const rates: number[] = []
    const ratios: number[] = []
    for (let round = 0; round < rounds; round++) {
      const rate = await requestRate(base + path)
      const constant = await requestRate(`${base}/constant?bytes=${bytes}`)
      rates.push(rate)
      ratios.push(rate / constant)
    }
    row(path.slice(0, 45), median(rates).toFixed(1), bytes, median(ratios).toFixed(4), spread(ratios))
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-bench-'))
const server = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/server.ts'], {
  env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', NODE_ENV: 'production' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  console.log(
    `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}; shared machines are noisy: the ratios are what counts`,
  )
  benchImpact()
  benchFrames()
  let port: string | undefined
  for await (const line of createInterface(server.stdout)) {
    port = /^listening (\d+)$/.exec(line)?.[1]
    if (port !== undefined) break
  }
  if (port === undefined) throw new Error('the built server did not start: run `npm run build` first')
  await benchRoutes(`http://127.0.0.1:${port}`)
  await benchMap()
} finally {
  server.kill()
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
  await rm(dataDir, { recursive: true, force: true })
}
