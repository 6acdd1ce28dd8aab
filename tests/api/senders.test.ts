import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import { context } from '@/lib/service/context'
import { createKey } from '@/lib/service/create-key'
import { revokeKey } from '@/lib/service/revoke-key'
import { sessionCookie, signIn, signOut, signOutEverywhere } from '@/lib/service/session'
import { closeWorld, openWorld, post, routesOnDisk, send } from './world'

const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Verb = (typeof verbs)[number]

/** Who may send a request; the last four come with a cookie alone. */
const senders = [
  ...(['anonymous', 'wrong token', 'contributor', 'editor', 'admin', 'revoked key', 'expired key'] as const),
  ...(['own page', 'own page by fetch metadata', 'another site', 'a cookie from nowhere'] as const),
]
type Sender = (typeof senders)[number]

const refused = new Set<Sender>(['wrong token', 'revoked key', 'expired key'])
const foreign = new Set<Sender>(['another site', 'a cookie from nowhere'])
const publishing = new Set<Sender>(['editor', 'admin', 'own page', 'own page by fetch metadata'])

type Expected = number | ((sender: Sender) => number)
/** Reading is open to everybody; only a token that is not in force is told. */
const open = (sender: Sender) => (refused.has(sender) ? 401 : 200)
/** A record: published for who may, waiting for an editor else; a cookie is not enough from another site. */
const writing = (sender: Sender) => (refused.has(sender) ? 401 : foreign.has(sender) ? 403 : publishing.has(sender) ? 201 : 202)

/** An editor's work. */
const asEditor = (sender: Sender) => {
  if (refused.has(sender) || sender === 'anonymous') return 401
  return publishing.has(sender) ? 200 : 403
}

/** An admin's work. */
const asAdmin = (done: number) => (sender: Sender) => {
  if (refused.has(sender) || sender === 'anonymous') return 401
  return sender === 'admin' ? done : 403
}

interface Row {
  /** The folder's path with its parts filled in, as asked; `{incident}` is a public incident, `{waiting}` a new one that waits for an editor. */
  path: string
  verbs: Partial<Record<Verb, Expected>>
  body?: () => unknown
  /** Of the body, where it is not JSON. */
  type?: string
}

let made = 0
const anIncident = () => {
  made += 1
  const source = { ...exampleReport.source, url: `https://example.org/${made}` }
  return { ...exampleIncident, reports: [{ ...exampleReport, source }] }
}

/** Every route file under app/api. What a row does not name is 405, and OPTIONS answers a preflight with 204. */
const table: Record<string, Row> = {
  '/api/[[...path]]': {
    path: '/api/nothing',
    verbs: { GET: 404, HEAD: 404, POST: 404, PUT: 404, PATCH: 404, DELETE: 404, OPTIONS: 404 },
  },
  '/api/health': { path: '/api/health', verbs: { GET: open, HEAD: open } },
  '/api/ready': { path: '/api/ready', verbs: { GET: open, HEAD: open } },
  '/api/ogc': { path: '/api/ogc', verbs: { GET: open, HEAD: open } },
  '/api/ogc/collections': { path: '/api/ogc/collections', verbs: { GET: open, HEAD: open } },
  '/api/ogc/collections/[collectionId]': { path: '/api/ogc/collections/incidents', verbs: { GET: open, HEAD: open } },
  '/api/ogc/collections/[collectionId]/items': { path: '/api/ogc/collections/incidents/items', verbs: { GET: open, HEAD: open } },
  '/api/ogc/collections/[collectionId]/items/[featureId]': {
    path: '/api/ogc/collections/incidents/items/{incident}',
    verbs: { GET: open, HEAD: open },
  },
  '/api/ogc/collections/[collectionId]/queryables': {
    path: '/api/ogc/collections/incidents/queryables',
    verbs: { GET: open, HEAD: open },
  },
  '/api/ogc/conformance': { path: '/api/ogc/conformance', verbs: { GET: open, HEAD: open } },
  '/api/ogc/openapi-3.0.json': { path: '/api/ogc/openapi-3.0.json', verbs: { GET: 200, HEAD: 200 } },
  '/api/v1/calendar.ics': { path: '/api/v1/calendar.ics', verbs: { GET: open, HEAD: open } },
  '/api/v1/catalog.jsonld': { path: '/api/v1/catalog.jsonld', verbs: { GET: open, HEAD: open } },
  '/api/v1/changes': { path: '/api/v1/changes', verbs: { GET: open, HEAD: open } },
  '/api/v1/datapackage.json': { path: '/api/v1/datapackage.json', verbs: { GET: open, HEAD: open } },
  '/api/v1/feed.atom': { path: '/api/v1/feed.atom', verbs: { GET: open, HEAD: open } },
  '/api/v1/feed.json': { path: '/api/v1/feed.json', verbs: { GET: open, HEAD: open } },
  '/api/v1/feeds': { path: '/api/v1/feeds', verbs: { GET: open, HEAD: open } },
  '/api/v1/impact': { path: '/api/v1/impact', verbs: { GET: open, HEAD: open } },
  '/api/v1/incidents': { path: '/api/v1/incidents', verbs: { GET: open, HEAD: open, POST: writing }, body: anIncident },
  '/api/v1/imports': {
    path: '/api/v1/imports?dryRun=true',
    verbs: { POST: asEditor },
    body: anIncident,
    type: 'application/x-ndjson',
  },
  '/api/v1/incidents/[id]': { path: '/api/v1/incidents/{incident}', verbs: { GET: open, HEAD: open } },
  '/api/v1/incidents/[id]/reports': { path: '/api/v1/incidents/{incident}/reports', verbs: { POST: writing }, body: () => exampleReport },
  '/api/v1/incidents/[id]/review': {
    path: '/api/v1/incidents/{waiting}/review',
    verbs: { POST: asEditor },
    body: () => ({ decision: 'publish', reason: 'read against the source' }),
  },
  '/api/v1/observations': { path: '/api/v1/observations', verbs: { GET: open, HEAD: open } },
  // The description of the API is the same for everybody and asks for nobody.
  '/api/v1/openapi.json': { path: '/api/v1/openapi.json', verbs: { GET: 200, HEAD: 200 } },
  '/api/v1/policy': { path: '/api/v1/policy', verbs: { GET: open, HEAD: open } },
  '/api/v1/readings': { path: '/api/v1/readings', verbs: { GET: open, HEAD: open } },
  '/api/v1/regions': { path: '/api/v1/regions', verbs: { GET: open, HEAD: open } },
  '/api/v1/regions/[code]': { path: '/api/v1/regions/UA-12', verbs: { GET: open, HEAD: open } },
  '/api/v1/regions/geometry': { path: '/api/v1/regions/geometry', verbs: { GET: open, HEAD: open } },
  '/api/v1/series': { path: '/api/v1/series', verbs: { GET: open, HEAD: open } },
  '/api/v1/stream': { path: '/api/v1/stream', verbs: { GET: open, HEAD: open } },
  '/api/v1/webhooks': {
    path: '/api/v1/webhooks',
    verbs: { GET: asAdmin(200), HEAD: asAdmin(200), POST: asAdmin(200) },
    body: () => ({ url: 'https://93.184.215.14/hook' }),
  },
  '/api/v1/webhooks/[id]': {
    path: '/api/v1/webhooks/01ARZ3NDEKTSV4RRFFQ69G5FAV',
    verbs: { POST: asAdmin(404) },
    body: () => ({ action: 'remove' }),
  },
}

const origin = 'http://ledger.test'
let headersOf: Record<Sender, Record<string, string>>
let incident = ''

beforeAll(async () => {
  await openWorld({ seed: 'none' })
  const ctx = await context()
  const key = async (role: 'contributor' | 'editor' | 'admin', clock = ctx.clock) =>
    createKey({ store: ctx.store, clock }, { role, label: null, days: 1 })
  const revoked = await key('admin')
  await revokeKey(ctx, revoked.key.id)
  const expired = await key('admin', () => '2020-01-01T00:00:00.000Z')
  const { cookie } = await signIn(ctx, (await key('editor')).token)
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
  const signedIn = { Cookie: `theme=dark; ${sessionCookie}=${cookie}`, Host: 'ledger.test' }
  headersOf = {
    anonymous: {},
    'wrong token': bearer('ol_aaaaaaaaaa_wrong'),
    contributor: bearer((await key('contributor')).token),
    editor: bearer((await key('editor')).token),
    admin: bearer((await key('admin')).token),
    'revoked key': bearer(revoked.token),
    'expired key': bearer(expired.token),
    'own page': { ...signedIn, Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
    'own page by fetch metadata': { ...signedIn, 'Sec-Fetch-Site': 'same-origin' },
    'another site': { ...signedIn, Origin: 'https://elsewhere.test', 'Sec-Fetch-Site': 'cross-site' },
    'a cookie from nowhere': signedIn,
  }
  const answer = await post('/api/v1/incidents', anIncident(), headersOf.editor)
  incident = (await answer.json()).id
})
afterAll(closeWorld)

async function aWaitingIncident(): Promise<string> {
  return (await (await post('/api/v1/incidents', anIncident())).json()).id
}

async function ask(row: Row, verb: Verb, sender: Sender): Promise<Response> {
  const takesBody = !['GET', 'HEAD', 'OPTIONS'].includes(verb)
  const body = takesBody ? { body: JSON.stringify(row.body?.() ?? {}) } : {}
  const headers = { ...headersOf[sender], ...(takesBody && { 'Content-Type': row.type ?? 'application/json' }) }
  const waiting = row.path.includes('{waiting}') ? await aWaitingIncident() : ''
  return send(row.path.replace('{incident}', incident).replace('{waiting}', waiting), { method: verb, headers, ...body })
}

function expected(row: Row, verb: Verb, sender: Sender): number {
  const said = row.verbs[verb] ?? (verb === 'OPTIONS' ? 204 : 405)
  return typeof said === 'function' ? said(sender) : said
}

describe('who may do what', () => {
  it('is told for every route there is', () => {
    expect(
      routesOnDisk()
        .map(({ path }) => path)
        .sort(),
    ).toEqual(Object.keys(table).sort())
  })

  describe.each(Object.entries(table))('%s', (_, row) => {
    it.each(verbs.flatMap((verb) => senders.map((sender) => [verb, sender] as const)))('%s by %s', async (verb, sender) => {
      expect((await ask(row, verb, sender)).status).toBe(expected(row, verb, sender))
    })
  })

  it('lets no other site read with a cookie either: every answer is the public one, for any origin without credentials', async () => {
    const answer = await send('/api/v1/incidents', { headers: headersOf['another site'] })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('takes the form of the page from another site as little as a record', async () => {
    const form = { method: 'POST', body: 'title=x', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }
    const sent = (sender: Sender) => send('/api/v1/incidents', { ...form, headers: { ...form.headers, ...headersOf[sender] } })
    expect((await sent('another site')).status).toBe(403)
    expect((await sent('own page')).status).toBe(303)
  })
})

describe('a session', () => {
  const asOwnPage = (cookie: string) => ({ Cookie: `${sessionCookie}=${cookie}`, Origin: origin, Host: 'ledger.test' })
  const status = async (cookie: string) => (await post('/api/v1/incidents', anIncident(), asOwnPage(cookie))).status
  const newKey = async () => createKey(await context(), { role: 'editor', label: 'desk', days: 1 })

  it('ends when it is signed out, and another of the same key does not', async () => {
    const ctx = await context()
    const { token } = await newKey()
    const [a, b] = [await signIn(ctx, token), await signIn(ctx, token)]
    await signOut(ctx, a.cookie)
    expect([await status(a.cookie), await status(b.cookie)]).toEqual([202, 201])
    await signOutEverywhere(ctx, b.cookie)
    expect(await status(b.cookie)).toBe(202)
    expect(await status((await signIn(ctx, token)).cookie)).toBe(201)
  })

  it('ends with its key, and by itself', async () => {
    const ctx = await context()
    const { key, token } = await newKey()
    const { cookie } = await signIn(ctx, token)
    expect(await status(cookie)).toBe(201)
    await revokeKey(ctx, key.id)
    expect(await status(cookie)).toBe(202)
    const yesterday = new Date(Date.now() - 86_400_000).toISOString()
    const old = await signIn({ ...ctx, clock: () => yesterday }, (await newKey()).token)
    expect(await status(old.cookie)).toBe(202)
  })

  it.each([
    ['another signature', (cookie: string) => `${cookie.split('.')[0]}.${'A'.repeat(43)}`],
    ['no signature', (cookie: string) => `${cookie.split('.')[0]}`],
    ['another id', (cookie: string) => `${'A'.repeat(43)}.${cookie.split('.')[1]}`],
  ])('with %s is nobody’s', async (_, forge) => {
    const { cookie } = await signIn(await context(), (await newKey()).token)
    expect(await status(forge(cookie))).toBe(202)
  })
})
