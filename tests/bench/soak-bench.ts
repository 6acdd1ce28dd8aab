import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setInterval as every } from 'node:timers/promises'
import autocannon from 'autocannon'
import { z } from 'zod'
import { exampleReport } from '@/lib/http/operations'
import { Health } from '@/lib/schema/answers'
import { anIncident, asEditor, ask, postIncident } from '../server/client'
import { startServer } from '../support/server'
import type { Figure } from './part'
import { firstAndLast, watch } from './process-watch'

/** Half an hour, where SOAK_SECONDS says nothing else. */
const seconds = Number(process.env.SOAK_SECONDS ?? 1800)
const rate = 20
/** Kept answers, compiled code and the first collections settle in the first third. */
const warmUp = 1 / 3
const megabyte = 1024 * 1024

const day = 'asOf=2026-01-08T18:00:00Z'
/** What readers of every kind ask for, in turn. */
const paths = [
  ...[
    '/en',
    '/uk',
    `/en?${day}`,
    '/en/regions/UA-12',
    '/uk/sources',
    '/en/method',
    '/en/data',
    '/en/report',
    `/embed/en?${day}`,
    '/en/incidents',
    '/en/share.png',
  ],
  ...[
    `/api/v1/impact?${day}`,
    '/api/v1/series?step=day&from=2026-01-01&to=2026-02-01',
    '/api/v1/incidents',
    '/api/v1/changes',
    '/api/v1/feeds',
  ],
  ...[
    '/api/v1/observations?format=csv',
    '/api/v1/observations?format=parquet',
    '/api/v1/incidents?format=geojson',
    '/api/v1/incidents?q=Dnipro',
  ],
  ...[
    '/api/ogc/collections/observations/items?limit=100',
    '/api/v1/feed.atom',
    '/api/v1/calendar.ics',
    '/api/v1/openapi.json',
    '/api/health',
  ],
]

const Posted = z.looseObject({ id: z.string(), reports: z.array(z.looseObject({ id: z.string() })).min(1) })

async function send(address: string, body: unknown): Promise<void> {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...asEditor } }
  const answer = await fetch(address, init)
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
}

/** The life of one record: posted, corrected, and in the end retracted or taken down. */
async function liveThrough(baseUrl: string, turn: number): Promise<void> {
  const answer = await postIncident(baseUrl, anIncident({ kind: 'weather' }), asEditor)
  if (answer.status !== 201) throw new Error(`a record was answered ${answer.status}`)
  const { id, reports } = Posted.parse(await answer.json())
  const incident = `${baseUrl}/api/v1/incidents/${id}`
  const [{ id: supersedes } = { id: '' }] = reports
  const source = { ...exampleReport.source, publisher: `Corrections ${turn}`, url: `https://dniprodaily.example.com/corrected/${turn}` }
  await send(`${incident}/reports`, { ...exampleReport, source, supersedes })
  const decision = turn % 2 === 0 ? { decision: 'retract', reason: 'It was counted twice.' } : { decision: 'takedown', reason: 'error' }
  await send(`${incident}/review`, decision)
}

/** Reads the stream of changes on a line of its own until its first words, and leaves. */
async function visitStream(baseUrl: string): Promise<void> {
  const asked = get(`${baseUrl}/api/v1/stream`, { agent: false })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  if (answer.statusCode !== 200) throw new Error(`the stream answered ${answer.statusCode}`)
  await once(answer, 'data')
  asked.destroy()
}

interface Turns {
  done: number
  faults: string[]
}

/** Does something again and again, each time so many milliseconds after the last began, until the signal says stop. */
async function repeat(pause: number, stop: AbortSignal, work: (turn: number) => Promise<void>): Promise<Turns> {
  const turns: Turns = { done: 0, faults: [] }
  const under: Promise<void>[] = []
  for await (const _ of every(pause)) {
    if (stop.aborted) break
    const turn = turns.done++
    under.push(work(turn).catch((error: unknown) => void turns.faults.push(`${new Date().toISOString()} ${error}`)))
  }
  await Promise.all(under)
  return turns
}

/** Reads, writes, corrections, retractions, takedowns, exports and streams for half an hour on the built product, embedded store. */
export async function benchSoak(): Promise<Record<string, Figure>> {
  const server = await startServer({ env: { LOG_LEVEL: 'error' } })
  try {
    const { baseUrl, pid } = server
    const stop = new AbortController()
    const watching = watch(pid, stop.signal)
    const writing = repeat(5000, stop.signal, (turn) => liveThrough(baseUrl, turn))
    const visiting = repeat(500, stop.signal, () => visitStream(baseUrl))
    const read = await autocannon({
      ...{ url: baseUrl, connections: 8, overallRate: rate, duration: seconds, timeout: 60 },
      requests: paths.map((path) => ({ path })),
    })
    stop.abort()
    const [samples, written, visited] = await Promise.all([watching, writing, visiting])
    const resident = firstAndLast(
      samples.map((sample) => sample.resident / megabyte),
      warmUp,
    )
    const handles = firstAndLast(
      samples.map((sample) => sample.handles),
      warmUp,
    )
    const faults = [...written.faults, ...visited.faults]
    for (const fault of faults) console.error(fault)
    const { problems } = await ask(Health, `${baseUrl}/api/health`)
    const failed = read.errors + read.timeouts + read.non2xx
    return {
      'reads that failed': { figure: `${failed} of ${read.requests.total}` },
      'records and streams that failed': { figure: `${faults.length} of ${written.done} and ${visited.done}` },
      'problems in health at the end': { figure: String(problems.length) },
      'resident memory, first to last quarter': {
        figure: `${resident.first.toFixed(0)} to ${resident.last.toFixed(0)} MB`,
        ratio: `${(resident.last / resident.first).toFixed(2)} ×`,
      },
      'open handles, first to last quarter': {
        figure: `${handles.first} to ${handles.last}`,
        ratio: `${(handles.last / handles.first).toFixed(2)} ×`,
      },
    }
  } finally {
    await server.stop()
  }
}
