import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { productionEnv, unlimited } from '../support/environment'
import { freePort } from '../support/server'
import { writeManyRecords } from './many-records'
import type { Figure } from './part'
import { residentOf } from './process-watch'

const observations = 200_000
const megabyte = 1024 * 1024
const asked = {
  'observations as CSV': 'observations?format=csv',
  'observations as Parquet': 'observations?format=parquet',
  'observations as GeoJSON': 'observations?format=geojson',
  'incidents as CSV': 'incidents?format=csv',
}

interface Measured {
  bytes: number
  firstByte: number
  all: number
  /** The most above what was resident before, in bytes. */
  grown: number
}

/** Reads an address to its end at full speed while the memory of its process is watched. */
async function measure(address: string, pid: number): Promise<Measured> {
  const idle = residentOf(pid)
  let most = idle
  const watch = setInterval(() => {
    most = Math.max(most, residentOf(pid))
  }, 20)
  const asked = performance.now()
  const response = await fetch(address, { headers: { 'Accept-Encoding': 'identity' } })
  if (response.status !== 200 || response.body === null) throw new Error(`${address} answers ${response.status}`)
  let bytes = 0
  let firstByte = 0
  const reader = response.body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (bytes === 0) firstByte = performance.now() - asked
    bytes += part.value.byteLength
  }
  clearInterval(watch)
  return { bytes, firstByte, all: performance.now() - asked, grown: most - idle }
}

/** What a database does by itself soon after so much was written, unless it was told not to: looks at its tables, to plan by what is in them. */
async function analyze(databaseUrl: string): Promise<void> {
  const client = new Client(databaseUrl)
  await client.connect()
  await client.query('analyze')
  await client.end()
}

async function benchOn(engine: string, settings: { dataDir: string; databaseUrl?: string }): Promise<Record<string, Figure>> {
  const figures: Record<string, Figure> = {}
  await writeManyRecords(settings, observations)
  if (settings.databaseUrl !== undefined) await analyze(settings.databaseUrl)
  const port = await freePort()
  const env = { HOST: '127.0.0.1', PORT: String(port), DATA_DIR: settings.dataDir, SEED: 'none', DATABASE_URL: settings.databaseUrl ?? '' }
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/commands/start.ts'], {
    env: productionEnv({ ...unlimited, ...env }),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    for await (const text of child.stdout) if (String(text).includes('ready on')) break
    const base = `http://127.0.0.1:${port}/api/v1`
    const { pid } = child
    if (pid === undefined) throw new Error('the server did not start')
    await measure(`${base}/observations?region=UA-12&from=2024-12-01&format=csv`, pid)
    for (const [name, address] of Object.entries(asked)) {
      const { bytes, firstByte, all, grown } = await measure(`${base}/${address}`, pid)
      const [sent, more] = [bytes, grown].map((size) => (size / megabyte).toFixed(0))
      figures[`${name}, ${engine}`] = {
        figure: `first byte in ${firstByte.toFixed(0)} ms, ${sent} MB in ${(all / 1000).toFixed(1)} s, ${more} MB above idle`,
      }
    }
  } finally {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  return figures
}

/** Exports of a large ledger from the built product, on each engine; PostgreSQL where BENCH_DATABASE_URL names an empty database. */
export async function benchExports(): Promise<Record<string, Figure>> {
  const databaseUrl = process.env.BENCH_DATABASE_URL
  const figures: Record<string, Figure> = {}
  for (const engine of databaseUrl === undefined ? ['embedded'] : ['embedded', 'PostgreSQL']) {
    const dataDir = mkdtempSync(join(tmpdir(), 'outage-ledger-exports-'))
    try {
      const settings = { dataDir, ...(engine === 'PostgreSQL' && databaseUrl !== undefined && { databaseUrl }) }
      Object.assign(figures, await benchOn(engine, settings))
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
  return figures
}
