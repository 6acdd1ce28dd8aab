import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeManyRecords } from '../bench/many-records'
import { type RunningServer, startServer } from '../support/server'
import { serverSuite } from './suite'

/** More than is on the line at once, by far. */
const observations = 20_000

serverSuite('an export through the whole server', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'outage-ledger-exports-'))
  let server: RunningServer
  beforeAll(async () => {
    await writeManyRecords({ dataDir }, observations)
    server = await startServer({ dataDir, env: { SEED: 'none' } })
  })
  afterAll(async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const ask = (format: string, coding = 'identity', signal?: AbortSignal) =>
    fetch(`${server.baseUrl}/api/v1/observations?format=${format}`, { headers: { 'Accept-Encoding': coding }, signal: signal ?? null })

  /** What the store cannot read any more while this runs. */
  async function without(table: string, work: () => Promise<void>): Promise<void> {
    const store = new Database(join(dataDir, 'outage-ledger.sqlite'))
    const rename = (from: string, to: string) => store.exec(`alter table ${from} rename to ${to}`)
    rename(table, `${table}_away`)
    try {
      await work()
    } finally {
      rename(`${table}_away`, table)
      store.close()
    }
  }

  it('lets go of readers who leave, and is whole for those who stay', async () => {
    const before = Buffer.from(await (await ask('csv')).arrayBuffer())
    const leaving = Array.from({ length: 30 }, async (_, i) => {
      const leave = new AbortController()
      const response = await ask(['csv', 'geojson', 'parquet'][i % 3] ?? 'csv', 'identity', leave.signal)
      await response.body?.getReader().read()
      leave.abort()
    })
    const staying = ask('csv', 'gzip').then((response) => response.arrayBuffer())
    await Promise.all(leaving)
    const after = Buffer.from(await staying)
    expect(before.toString().split('\r\n')).toHaveLength(observations + 2)
    expect(after.equals(before)).toBe(true)
    expect(server.output()).not.toMatch(/error/i)
  })

  it.each([
    ['csv', 'identity'],
    ['csv', 'gzip'],
    ['geojson', 'identity'],
    ['geojson', 'br'],
    ['parquet', 'identity'],
  ])('is cut, and never a short file, when the store fails in the middle of it: %s, %s', async (format, coding) => {
    const response = await ask(format, coding)
    expect(response.status).toBe(200)
    const reader = response.body?.getReader()
    expect((await reader?.read())?.done).toBe(false)
    await without('observations', async () => {
      const toItsEnd = async () => {
        for (let part = await reader?.read(); part && !part.done; part = await reader?.read());
      }
      await expect(toItsEnd()).rejects.toThrow()
    })
  })

  it('is refused where the store fails before it begins', async () => {
    await without('observations', async () => {
      const response = await ask('csv')
      expect([response.status, response.headers.get('content-type')]).toEqual([500, 'application/problem+json'])
    })
  })
})
