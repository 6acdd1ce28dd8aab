import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { mediaTypes } from '@/lib/http/negotiate'
import { openApiDocument } from '@/lib/http/openapi'
import { type AnyOperation, exampleReport, operations } from '@/lib/http/operations'
import { IncidentPage } from '@/lib/schema/answers'
import { anIncident, asEditor, ask } from '../server/client'
import { runCommand } from '../server/command'
import { type RunningServer, startServer } from '../support/server'
import { type Prism, startPrism } from './prism'
import { clientSuite } from './suite'

/*
 * Prism stands between this test and the server, holds the document, and answers 500 in the server’s place where an answer is not what the
 * document says. One Prism judges requests too and gets those that are right; the other does not and gets those that are wrong, which the
 * first would refuse itself. Every status that the document gives an operation has to be seen, but for these:
 *
 *   500, 503       nobody can ask for them (tests/api/problems.test.ts brings them about)
 *   HEAD, OPTIONS, 405   are no operation of a document, and Prism answers for itself where it finds none
 *   streams        have no end, which Prism waits for (tests/clients/stream.test.ts reads one)
 */
const all: readonly AnyOperation[] = Object.values(operations).filter((operation) => !('event' in operation))

/** What else is not asked for, and why. */
const notAsked: Record<string, Record<number, string>> = {
  importRecords: { 409: 'two would have to send one file at the same moment' },
  createWebhook: { 409: 'there would have to be as many as may be' },
  createIncident: { 303: 'Prism follows it and judges the page (tests/server/posting.test.ts sends forms)' },
}

interface Case {
  operation: AnyOperation
  what: string
  status: number
  address: string
  init?: RequestInit
  /** Whether the request is as the document wants it. */
  right: boolean
  /** What is done first by the same sender; what it gives is added to the headers. */
  before?: (headers: Record<string, string>) => Promise<Record<string, string>>
}

/** One value of each parameter that reads take; a parameter without one fails the test. */
const values: Record<string, string> = {
  region: 'UA-12',
  service: 'electricity',
  measure: 'without',
  unit: 'connections',
  kind: 'strike',
  standing: 'stale',
  tier: '1',
  from: '2026-01-01',
  to: '2026-01-20',
  q: 'Dnipro',
  asOf: '2026-01-08T18:00:00Z',
  knownAt: '2036-01-01',
  publishedBy: '2026-01-09',
  level: '2',
  limit: '2',
  lang: 'uk',
  step: 'day',
  detail: 'detailed',
  f: 'json',
  bbox: '30,45,40,52',
  datetime: '2026-01-01/2026-01-20',
  filter: "service = 'electricity'",
  'filter-lang': 'cql2-text',
  'filter-crs': 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
}
/** Parameters whose values are asked for elsewhere: those of formats and of earlier answers, and feeds, of which this server asks none. */
const elsewhere = ['format', 'cursor', 'since', 'feed']
/** What a parameter is asked together with. */
const asked: Record<string, Record<string, string>> = { listReadings: { from: `&to=${values.to}` } }
/** Shared filters that a route refuses. */
const notTaken: Record<string, readonly string[]> = { listObservations: ['standing'] }

const noUlid = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const withQuery = (path: string, query: string) => (query === '' ? path : `${path}?${query}`)
const posted = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { 'Content-Type': 'application/json', ...headers },
})
const headersOf = (init: RequestInit = {}) => ({ ...(init.headers as Record<string, string>) })

clientSuite('the contract, through Prism', [{ npm: '@stoplight/prism-cli' }], () => {
  let server: RunningServer
  let folder: string
  const proxies: Prism[] = []
  let strict = ''
  let lenient = ''
  let asAdmin: Record<string, string> = {}
  let asContributor: Record<string, string> = {}
  /** Ids of records by what became of them. */
  let ids = { standing: '', other: '', gone: '', webhook: '', feature: '' }
  let senders = 0

  /** Each case is somebody else’s, so that who is to reach a limit does, and nobody besides. */
  const sender = (): Record<string, string> => {
    senders += 1
    return { 'X-Forwarded-For': `2001:db8:${senders.toString(16)}::1` }
  }

  const Made = z.object({ id: z.string() })
  const make = async (path: string, body: unknown) => {
    const answer = await fetch(`${server.baseUrl}${path}`, posted(body, { ...asAdmin, ...sender() }))
    expect(answer.status, path).toBeLessThan(300)
    return answer.json()
  }
  const incident = () => {
    const { publisher: _publisher, ...body } = anIncident()
    return body
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'outage-ledger-contract-'))
    const dataDir = join(folder, 'data')
    const env = { TRUST_PROXY: '1', REQUESTS_PER_MINUTE: '4', IMPORT_LIMIT_BYTES: '2000000', WEBHOOK_NETWORKS: '127.0.0.1' }
    server = await startServer({ dataDir, env })
    const keyOf = async (role: string) => {
      const { stdout } = await runCommand('keys', ['create', '--role', role], { DATA_DIR: dataDir })
      return { Authorization: `Bearer ${/^\S{20,}$/m.exec(stdout)?.[0]}` }
    }
    ;[asAdmin, asContributor] = [await keyOf('admin'), await keyOf('contributor')]
    proxies.push(
      ...(await Promise.all([
        startPrism(join(folder, 'strict.json'), server.baseUrl),
        startPrism(join(folder, 'lenient.json'), server.baseUrl, '--validate-request', 'false'),
      ])),
    )
    ;[strict = '', lenient = ''] = proxies.map(({ baseUrl }) => baseUrl)
    const { data } = await ask(IncidentPage, `${server.baseUrl}/api/v1/incidents?region=UA-12&limit=1`)
    const made = async () => Made.parse(await make('/api/v1/incidents?allowDuplicate=true', incident())).id
    const [other, gone] = [await made(), await made()]
    await make(`/api/v1/incidents/${gone}/review`, { decision: 'takedown', reason: 'error' })
    const hook = z.object({ webhook: Made }).parse(await make('/api/v1/webhooks', { url: 'http://127.0.0.1:8443/hook' }))
    const Items = z.object({ features: z.array(z.object({ id: z.string() })).min(1) })
    const { features } = await ask(Items, `${server.baseUrl}/api/ogc/collections/impact/items?limit=1`)
    ids = { standing: data[0]?.id ?? '', other, gone, webhook: hook.webhook.id, feature: features[0]?.id ?? '' }
  }, 180_000)
  afterAll(async () => {
    for (const proxy of proxies) await proxy.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  // The collection of impact takes every parameter that any of them does.
  const filled = (path: string, of: string) =>
    path
      .replace('{id}', of)
      .replace('{code}', 'UA-12')
      .replace('{collectionId}', 'impact')
      .replace('{featureId}', encodeURIComponent(ids.feature))
  const addressOf = ({ id, path }: AnyOperation, of = id === 'actOnWebhook' ? ids.webhook : ids.standing) => filled(path, of)
  /** The address of an operation whose last name in the path is nobody’s. */
  const nowhere = ({ path }: AnyOperation) => filled(path.replace(/\{\w+\}(?!.*\{)/, noUlid), ids.standing)

  /** A request of the operation that is in order, as an admin. */
  function inOrder(operation: AnyOperation): RequestInit {
    if (operation.method === 'get') return { headers: asAdmin }
    if (!('files' in operation)) return posted(operation.example, asAdmin)
    const [[type, { example }] = ['', { example: '' }]] = Object.entries(operation.files)
    return { method: 'POST', body: example, headers: { ...asAdmin, 'Content-Type': type } }
  }

  /** Every format of a read, every parameter that it takes, and what one has already. */
  function readCases(operation: AnyOperation): Case[] {
    if (operation.method !== 'get' || 'event' in operation) return []
    const address = addressOf(operation)
    const who = operation.role === undefined ? {} : asAdmin
    const named = 'format' in operation.query.shape
    const ok = { operation, status: 200, right: true }
    const formats = operation.formats.map((format) => {
      const headers = named ? who : { ...who, Accept: mediaTypes[format] }
      return { ...ok, what: format, address: withQuery(address, named ? `format=${format}` : ''), init: { headers } }
    })
    const taken = Object.keys(operation.query.shape).filter((key) => !elsewhere.includes(key) && !notTaken[operation.id]?.includes(key))
    const before = async (headers: Record<string, string>) => {
      const answer = await fetch(server.baseUrl + address, { headers: { ...who, ...headers } })
      return { 'If-None-Match': answer.headers.get('etag') ?? '' }
    }
    return [
      ...formats,
      ...taken.map((key) => ({
        ...ok,
        what: key,
        address: withQuery(address, `${key}=${values[key]}${asked[operation.id]?.[key] ?? ''}`),
        init: { headers: who },
      })),
      { ...ok, what: 'what one has', status: 304, address, init: { headers: who }, before },
    ]
  }

  /** What writes answer when all is well, or nearly. */
  function writeCases(operation: AnyOperation): Case[] {
    if (operation.method === 'get') return []
    const take = (status: number, init: RequestInit, what = 'in order', address = addressOf(operation)): Case => ({
      ...{ operation, what, status, address, init },
      right: true,
    })
    const key = { 'Idempotency-Key': `contract-${operation.id}` }
    const twice = (body: unknown, address = addressOf(operation)): Case => ({
      ...take(409, posted(body, { ...asAdmin, ...key }), 'the key of another request', address),
      before: async (headers) => {
        const [first, init] = [operation.id === 'createIncident' ? incident() : exampleReport, { ...asAdmin, ...key, ...headers }]
        await fetch(server.baseUrl + address, posted(first, init))
        return {}
      },
    })
    const cases: Record<string, () => Case[]> = {
      createIncident: () => [take(201, posted(incident(), asAdmin)), take(202, posted(incident())), twice(incident())],
      addReport: () => [
        take(201, inOrder(operation)),
        take(202, posted('example' in operation ? operation.example : {})),
        twice(incident().reports[0]),
      ],
      reviewIncident: () => [
        take(200, posted({ decision: 'retract', reason: 'The source took it back' }, asAdmin), 'in order', addressOf(operation, ids.other)),
        take(409, posted({ decision: 'publish', reason: 'Read against the source', seenSeq: 1 }, asAdmin), 'what one has not seen'),
      ],
      importRecords: () => [take(200, inOrder(operation), 'in order', `${addressOf(operation)}?dryRun=true`)],
      createWebhook: () => [take(200, posted({ url: 'http://127.0.0.1:8443/another' }, asAdmin))],
      actOnWebhook: () => [take(200, posted({ action: 'retry' }, asAdmin))],
    }
    return cases[operation.id]?.() ?? []
  }

  /** What is wrong with a request, whichever it is. */
  function wrongCases(operation: AnyOperation): Case[] {
    const address = addressOf(operation)
    const right = inOrder(operation)
    const wrong = (what: string, status: number, more: RequestInit = {}, at = address): Case => ({
      ...{ operation, what, status, address: at, right: false },
      init: { ...right, ...more },
    })
    const other = (headers: Record<string, string>): RequestInit => ({ headers: { ...headersOf(right), ...headers } })
    const { Authorization: _key, ...nobody } = headersOf(right)
    const needsKey = 'files' in operation || operation.role !== undefined
    const limit: Case = {
      ...wrong('too often', 429),
      before: async (headers) => {
        for (let i = 0; i < 4; i += 1) await fetch(`${server.baseUrl}/api/v1/policy`, { headers })
        return {}
      },
    }
    const writes: Case[] = [
      wrong('another media type', 415, other({ 'Content-Type': 'application/yaml' })),
      // Prism itself refuses who sends no key where one is needed.
      needsKey
        ? wrong('a contributor', 403, other(asContributor))
        : wrong('a page of somebody else', 403, {
            headers: { ...nobody, Cookie: 'session=of-somebody', 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elsewhere.test' },
          }),
      wrong('too large', 413, { body: `"${'x'.repeat(2_100_000)}"` }),
      'files' in operation ? wrong('no such table', 422, { body: 'colour\r\nred\r\n' }) : wrong('no record', 422, { body: '{}' }),
    ]
    return [
      wrong('an unknown parameter', 400, {}, withQuery(address, 'colour=red')),
      ...('isAlways' in operation && operation.isAlways
        ? []
        : [wrong('a key of nobody', 401, other({ Authorization: 'Bearer nobody-gave-this-out' })), limit]),
      ...(operation.problems.includes('not-found') ? [wrong('nothing there', 404, {}, nowhere(operation))] : []),
      ...(operation.problems.includes('gone') ? [wrong('taken down', 410, {}, addressOf(operation, ids.gone))] : []),
      ...(operation.role === 'admin' ? [wrong('an editor', 403, other(asEditor))] : []),
      ...(operation.method === 'get' ? [wrong('another format', 406, { headers: { ...asAdmin, Accept: 'image/png' } })] : writes),
    ]
  }

  /** Sends a case through a Prism; what there is against the answer, or null. */
  async function fault({ operation, what, address, init = {}, status, right, before }: Case): Promise<string | null> {
    const headers = { ...headersOf(init), ...sender() }
    const more = (await before?.(headers)) ?? {}
    const response = await fetch((right ? strict : lenient) + address, { ...init, headers: { ...headers, ...more }, redirect: 'manual' })
    const text = await response.text()
    return response.status === status ? null : `${operation.id}, ${what}: ${response.status} and not ${status}: ${text.slice(0, 500)}`
  }

  it('has a value for every parameter of a read', () => {
    const parameters = all.flatMap(({ method, query }) => (method === 'get' ? Object.keys(query.shape) : []))
    expect([...new Set(parameters)].filter((key) => values[key] === undefined && !elsewhere.includes(key))).toEqual([])
  })

  it('is kept by every operation in every answer that it may give', async () => {
    const faults: string[] = []
    const seen = new Map<string, Set<number>>()
    for (const operation of all) {
      for (const one of [...readCases(operation), ...writeCases(operation), ...wrongCases(operation)]) {
        const found = await fault(one)
        if (found === null) seen.set(operation.id, (seen.get(operation.id) ?? new Set()).add(one.status))
        else faults.push(found)
      }
    }
    expect(faults).toEqual([])
    const document = openApiDocument(undefined, 'closed')
    const unseen = all.flatMap(({ id, path, method }) => {
      const statuses = Object.keys(document.paths?.[path]?.[method]?.responses ?? {}).map(Number)
      const wanted = statuses.filter((status) => ![500, 503].includes(status) && notAsked[id]?.[status] === undefined)
      return wanted.filter((status) => !seen.get(id)?.has(status)).map((status) => `${id}: ${status}`)
    })
    expect(unseen).toEqual([])
  }, 300_000)
})
