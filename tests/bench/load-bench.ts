import { setInterval as every, setTimeout as pause } from 'node:timers/promises'
import autocannon from 'autocannon'
import { ChangePage } from '@/lib/schema/change'
import { anIncident, asEditor, ask, postIncident } from '../server/client'
import { startServer } from '../support/server'
import type { Figure } from './part'
import { firstAndLast, watch } from './process-watch'
import { numberOf, StreamReaders } from './stream-readers'

const streams = 1000
const rate = 200
const idleSeconds = 20
/** Five minutes, where LOAD_SECONDS says nothing else. */
const seconds = Number(process.env.LOAD_SECONDS ?? 300)
// An evening before those that the writes tell of: each write makes the answer be worked out anew, and none makes it longer.
const path = '/api/v1/impact?asOf=2026-01-05T18:00:00Z&service=electricity&unit=connections'
const megabyte = 1024 * 1024

const reading = (baseUrl: string, duration: number) =>
  autocannon({ url: baseUrl + path, connections: 20, overallRate: rate, duration, timeout: 30 })

/** Writes a record every second until the signal says stop; answers how many were acknowledged. */
async function write(baseUrl: string, stop: AbortSignal): Promise<number> {
  let written = 0
  const writes: Promise<void>[] = []
  const one = async () => {
    const { status } = await postIncident(baseUrl, anIncident({ kind: 'weather' }), asEditor)
    if (status !== 201) throw new Error(`a write was answered ${status}`)
    written += 1
  }
  for await (const _ of every(1000)) {
    if (stop.aborted) break
    writes.push(one())
  }
  await Promise.all(writes)
  return written
}

async function allChanges(baseUrl: string, since: string): Promise<ChangePage['data']> {
  const { data, next, more } = await ask(ChangePage, `${baseUrl}/api/v1/changes?limit=1000&since=${encodeURIComponent(since)}`)
  return more ? [...data, ...(await allChanges(baseUrl, next))] : data
}

/** Where a reader stands who has seen everything. */
async function endOfChanges(baseUrl: string): Promise<string> {
  for (let since: string | undefined; ; ) {
    const asked = since === undefined ? '' : `&since=${encodeURIComponent(since)}`
    const { next, more } = await ask(ChangePage, `${baseUrl}/api/v1/changes?limit=1000${asked}`)
    if (!more) return next
    since = next
  }
}

/** Many streams, reads and writes at once on the built product, embedded store. */
export async function benchLoad(): Promise<Record<string, Figure>> {
  const server = await startServer()
  const readers = new StreamReaders()
  try {
    const { baseUrl, pid } = server
    await reading(baseUrl, 5)
    const idle = await reading(baseUrl, idleSeconds)
    const since = await endOfChanges(baseUrl)
    await readers.open(`${baseUrl}/api/v1/stream`, streams)
    const stop = new AbortController()
    const [writing, watching] = [write(baseUrl, stop.signal), watch(pid, stop.signal)]
    const loaded = await reading(baseUrl, seconds)
    stop.abort()
    const [written, memory] = [await writing, await watching]
    const changes = await allChanges(baseUrl, since)
    const expected = { changes: changes.length, sum: changes.reduce((sum, change) => (sum + numberOf(change)) | 0, 0) }
    const isWhole = () => readers.heard.every(({ changes, sum }) => changes === expected.changes && sum === expected.sum)
    for (let wait = 0; wait < 100 && !isWhole(); wait += 1) await pause(100)
    const missing = readers.heard.filter(({ changes, sum }) => changes !== expected.changes || sum !== expected.sum).length
    const failed = loaded.errors + loaded.timeouts + loaded.non2xx
    // The streams and the first collections settle in the first fifth.
    const resident = memory.map((sample) => sample.resident / megabyte)
    const { first, last } = firstAndLast(resident, 1 / 5)
    return {
      'reads that failed': { figure: `${failed} of ${loaded.requests.total}, ${loaded.requests.average.toFixed(0)} a second` },
      'streams that ended, or missed or repeated a change': {
        figure: `${readers.lost + missing} of ${readers.heard.length}, ${expected.changes} changes each`,
      },
      'changes of records that were acknowledged': { figure: `${changes.length} of ${written} records` },
      '99 % of reads, ms': {
        figure: `within ${loaded.latency.p99} ms; idle ${idle.latency.p99} ms`,
        ratio: `${(loaded.latency.p99 / Math.max(1, idle.latency.p99)).toFixed(1)} ×`,
      },
      'resident memory, first to last quarter': {
        figure: `${first.toFixed(0)} to ${last.toFixed(0)} MB`,
        ratio: `${(last / first).toFixed(2)} ×`,
      },
    }
  } finally {
    readers.close()
    await server.stop()
  }
}
