import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, type IncomingMessage, request as send } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { Problem } from '@/lib/schema/problem'
import { type Prism, startPrism } from '../clients/prism'
import { runCommand } from '../server/command'
import { addressesOf, answeringOnDisk } from '../server/page-addresses'
import { publishAll } from '../support/hostile-records'
import { editorToken, type RunningServer, startServer } from '../support/server'
import { type FuzzRequest, type Known, requests } from './requests'

export interface Findings {
  requests: number
  /** How often each status was answered. */
  statuses: Record<number, number>
  /** What should not be, with the request that brought it about. */
  faults: string[]
}

interface Answer {
  status: number
  type: string
  text: string
}

/** Longer than any answer takes on a busy machine. */
const patience = 60_000
const agent = new Agent({ keepAlive: true, maxSockets: 8 })

/** What a body says: a made request may have asked for it packed. */
function unpacked(body: Buffer, encoding: string | undefined): string {
  if (body.length === 0) return ''
  if (encoding === 'br') return brotliDecompressSync(body).toString()
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString()
}

/** Sends a request as it is, which a client library would mend first. An answer without an end is left after its first bytes. */
function ask(baseUrl: string, { method, target, headers, body }: FuzzRequest): Promise<Answer> {
  const { hostname, port } = new URL(baseUrl)
  return new Promise((resolve, reject) => {
    const outgoing = { ...headers, ...(body && { 'content-length': String(body.length) }) }
    let isAnswered = false
    const read = (response: IncomingMessage) => {
      isAnswered = true
      const type = response.headers['content-type'] ?? ''
      const parts: Buffer[] = []
      const encoding = method === 'HEAD' ? undefined : response.headers['content-encoding']
      const done = () => {
        try {
          resolve({ status: response.statusCode ?? 0, type, text: unpacked(Buffer.concat(parts), encoding) })
        } catch (error) {
          reject(error)
        }
      }
      response.on('data', (part: Buffer) => {
        parts.push(part)
        if (type.startsWith('text/event-stream')) response.destroy()
      })
      response.on('close', done)
    }
    const asked = send({ hostname, port, method, path: target, headers: outgoing, agent, timeout: patience }, read)
    asked.on('timeout', () => asked.destroy(new Error(`no answer in ${patience} ms`)))
    asked.on('error', reject)
    asked.on('close', () => isAnswered || reject(new Error('closed without an answer')))
    asked.end(body)
  })
}

/** Tables in which something may stand though nothing was taken: what is counted, when a key was used, answers for who asks again. */
const besideTheLedger = /limit|idempotency|poll|key|sqlite_/

/** Sees whether anything in the store of a server has changed. */
class StoreWatch {
  readonly #database: Database.Database
  #version: unknown
  #digest: string

  constructor(dataDir: string) {
    this.#database = new Database(join(dataDir, 'outage-ledger.sqlite'), { readonly: true })
    this.#version = this.#readVersion()
    this.#digest = this.#readDigest()
  }

  #readVersion = () => this.#database.pragma('data_version', { simple: true })

  #readDigest(): string {
    const hash = createHash('sha256')
    const tables = this.#database.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all()
    for (const table of tables.map(String)) {
      if (besideTheLedger.test(table)) continue
      for (const row of this.#database.prepare(`select * from "${table}"`).raw().iterate()) hash.update(`${table}${JSON.stringify(row)}`)
    }
    return hash.digest('hex')
  }

  /** Whether what it holds is another than when this was asked last. */
  hasChanged(): boolean {
    const version = this.#readVersion()
    if (version === this.#version) return false
    this.#version = version
    const digest = this.#readDigest()
    const changed = digest !== this.#digest
    this.#digest = digest
    return changed
  }

  close() {
    this.#database.close()
  }
}

/** The request as a person can send it again. */
function inWords({ kind, method, target, headers, body }: FuzzRequest): string {
  const shown = Object.entries(headers).map(([name, value]) => `-H '${name}: ${value.slice(0, 200)}'`)
  return `${kind}: ${method} ${target.slice(0, 600)} ${shown.join(' ')}${body === null ? '' : ` --data '${body.toString().slice(0, 1500)}'`}`
}

/** What the server of HTTP refuses before any of ours hears of it: an expectation, a method that is none of the web's pages. */
const isRefusedBelow = ({ method, headers }: FuzzRequest, status: number) =>
  status === 417 || (status === 400 && (method === 'PROPFIND' || method === 'QUERY')) || (headers.expect !== undefined && status === 400)
/** Prism's own word for a request without the key that is needed. */
const isOfPrism = (status: number, text: string) => status === 401 && text.includes('stoplight.io/prism')

/** What is wrong with an answer; null where nothing is. 501 is for a method nobody knows. */
function faultOf(request: FuzzRequest, { status, type, text }: Answer): string | null {
  if (isRefusedBelow(request, status) || isOfPrism(status, text)) return null
  if (status >= 500 && status !== 501) return `${status} ${text.slice(0, 400)}`
  const isApi = /^\/api(\/|\?|$)/.test(request.target)
  if (!isApi || status < 400 || request.method === 'HEAD') return null
  if (!type.startsWith('application/problem+json')) return `${status} as ${type}`
  const problem = Problem.safeParse(JSON.parse(text))
  return problem.success && problem.data.status === status ? null : `${status} with another body: ${text.slice(0, 300)}`
}

/** A server of some records, Prism before it, and who may ask. */
async function open(): Promise<{ server: RunningServer; prism: Prism; known: Known; watch: StoreWatch; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'outage-ledger-fuzz-'))
  const dataDir = join(folder, 'data')
  const env = { SEED: 'none', WORK_AT_ONCE: '0', WEBHOOK_NETWORKS: '127.0.0.1', PUBLIC_URL: 'https://outages.example' }
  const server = await startServer({ dataDir, env })
  const published = await publishAll(server.baseUrl, ['One outage', 'Another outage', 'A third outage'])
  const tokenOf = async (role: string) =>
    /^\S{20,}$/m.exec((await runCommand('keys', ['create', '--role', role], { DATA_DIR: dataDir })).stdout)?.[0] ?? ''
  const tokens = [editorToken, await tokenOf('admin'), await tokenOf('contributor')]
  const [first] = published
  const of = { incident: first?.id ?? '', report: first?.reports[0] ?? '' }
  const pages = answeringOnDisk().flatMap((path) => addressesOf(path, of, {}))
  const prism = await startPrism(join(folder, 'openapi.json'), server.baseUrl, '--validate-request', 'false')
  const watch = new StoreWatch(dataDir)
  const close = async () => {
    watch.close()
    agent.destroy()
    await prism.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { server, prism, known: { ids: published.flatMap(({ id, reports }) => [id, ...reports]), tokens, pages }, watch, close }
}

/** What Prism can look at: it goes down into each part by itself, and comes to the end of its stack. */
const deepest = 100

const depthOf = (json: unknown): number =>
  typeof json === 'object' && json !== null ? 1 + Object.values(json).reduce((most, part) => Math.max(most, depthOf(part)), 0) : 0

function isShallowJson(body: Buffer): boolean {
  try {
    return depthOf(JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))) <= deepest
  } catch {
    return false
  }
}

/**
 * Whether a request goes by way of Prism, which knows the operations of the document, follows where a form is sent on, reads no odd letters,
 * refuses by itself what calls itself JSON and is none, and gives up on what is too deep.
 */
const isOfTheDocument = ({ kind, headers: { 'content-type': type }, body }: FuzzRequest) =>
  kind !== 'wild' && (type === undefined || (type === 'application/json' && (body === null || isShallowJson(body))))

/**
 * Sends as many requests as are wanted to a built server, by way of Prism where they are of an operation. Reads go out some at a time; a write
 * goes alone, and where it is refused the store must be as it was. The same seed sends the same requests.
 */
export async function fuzz({ runs, seed }: { runs: number; seed: number }): Promise<Findings> {
  const { server, prism, known, watch, close } = await open()
  const findings: Findings = { requests: 0, statuses: {}, faults: [] }
  const one = async (request: FuzzRequest) => {
    const answer = await ask(isOfTheDocument(request) ? prism.baseUrl : server.baseUrl, request).catch((error: Error) => error)
    findings.requests += 1
    if (answer instanceof Error) {
      findings.faults.push(`${answer.message}: ${inWords(request)}`)
      return 0
    }
    findings.statuses[answer.status] = (findings.statuses[answer.status] ?? 0) + 1
    const fault = faultOf(request, answer)
    if (fault !== null) findings.faults.push(`${fault}\n  ${inWords(request)}`)
    return answer.status
  }
  try {
    const reads: FuzzRequest[] = []
    const readAll = async () => {
      await Promise.all(reads.splice(0).map(one))
      if (watch.hasChanged()) findings.faults.push('a read changed the store')
    }
    for (const request of fc.sample(requests(known), { numRuns: runs, seed })) {
      if (request.body === null && ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) {
        reads.push(request)
        if (reads.length === 8) await readAll()
        continue
      }
      await readAll()
      const status = await one(request)
      const changed = watch.hasChanged()
      if (changed && (status >= 400 || status === 0)) findings.faults.push(`${status} changed the store: ${inWords(request)}`)
    }
    await readAll()
    const proxyEnd = prism.ended()
    if (proxyEnd !== null) findings.faults.push(`Prism ended, ${proxyEnd}`)
    const { stdout, code } = await runCommand('ledger', ['verify'], { DATA_DIR: server.dataDir })
    if (code !== 0) findings.faults.push(`the ledger does not hold: ${stdout}`)
    return findings
  } finally {
    await close()
  }
}
