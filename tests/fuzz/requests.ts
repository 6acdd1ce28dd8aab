import fc from 'fast-check'
import { openApiDocument } from '@/lib/http/openapi'
import { type AnyOperation, operations } from '@/lib/http/operations'
import { arbitraryOf, oddTexts, oddValues, type Schema, spoiled } from './schema-arbitrary'

/** How far a request is from one that the document describes. */
export const kinds = ['as described', 'nearly so', 'wild'] as const
export type Kind = (typeof kinds)[number]

export interface FuzzRequest {
  kind: Kind
  /** The operation it is of; null for what is aimed at none. */
  operation: string | null
  method: string
  /** The path and the query as they stand in the request line. */
  target: string
  headers: Record<string, string>
  body: Buffer | null
}

/** What of the ledger requests can name, and who may send them. */
export interface Known {
  ids: readonly string[]
  /** Tokens of every role. */
  tokens: readonly string[]
  /** Addresses of pages, which wild requests go to as well. */
  pages: readonly string[]
}

const document = openApiDocument(undefined, 'closed')
const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>
const shared = (document.components?.parameters ?? {}) as Record<string, Parameter>

interface Parameter {
  $ref?: string
  name: string
  in: string
  schema: Schema
}

const regions = fc.constantFrom('UA-12', 'UA-23', 'UA-30', 'UA-43', 'UA', 'UA1202', 'UA12', 'XX-99')
const days = fc.constantFrom('2026-01-08', '2026-01-09', '2026-01-08T18:00:00Z', '2025-12-01', '2026-02')
const filters = fc.constantFrom(
  "service = 'electricity'",
  "title LIKE '%a_%'",
  'value > 1e3 AND NOT (value < 5)',
  'S_INTERSECTS(geometry, POINT(35 48))',
  "T_DURING(time, INTERVAL('2026-01-01','..'))",
  "region IN ('UA-12','UA-23') OR value IS NULL",
  'value BETWEEN 1 AND 2',
  '((((',
  "CASEI(title) = CASEI('x')",
)

/** Words of the ledger by the names of parameters, fields and schemas. */
const knownWords = ({ ids }: Known): Record<string, fc.Arbitrary<unknown>> => {
  const id = fc.constantFrom(...ids, '01ARZ3NDEKTSV4RRFFQ69G5FAV')
  return {
    ...{ id, supersedes: fc.option(id), wave: fc.option(id), into: id, report: id, featureId: id, code: regions, RegionCode: regions },
    ...{ collectionId: fc.constantFrom('incidents', 'observations', 'impact', 'nothing'), from: days, to: days, asOf: days, knownAt: days },
    ...{ bbox: fc.constantFrom('30,45,40,52', '-180,-90,180,90', '40,52,30,45', '1,2,3', 'NaN,0,0,0'), filter: filters, publishedBy: days },
    ...{
      datetime: fc.constantFrom('2026-01-01/2026-01-20', '../..', '2026-01-08', '/', '2026-01-20/2026-01-01'),
      q: fc.constantFrom('Dnipro', '%', '_', '"', 'а б'),
    },
    url: fc.constantFrom('https://example.org/a', 'http://127.0.0.1:1/', 'https://example.org/b?c=d'),
  }
}

/** Without the times that impact and series are asked at, which are no fields of records. */
const fieldWords = (known: Known) => {
  const { asOf: _a, from: _f, to: _t, report: _r, ...words } = knownWords(known)
  return words
}

const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

function parametersOf({ path, method }: AnyOperation): Parameter[] {
  const item = document.paths?.[path]?.[method]
  return ((item?.parameters ?? []) as Parameter[]).map((one) =>
    one.$ref === undefined ? one : (shared[one.$ref.split('/').at(-1) ?? ''] ?? one),
  )
}

/** A query of some parameters, each once or more; nearly right ones with something odd among them. */
function queryOf(parameters: readonly Parameter[], known: Known, kind: Kind): fc.Arbitrary<string> {
  const words = knownWords(known)
  const pairs = parameters
    .filter(({ in: place }) => place === 'query')
    .map(({ name, schema }) =>
      (words[name] ?? arbitraryOf(schema.type === 'array' ? (schema.items ?? {}) : schema, schemas, words)).map(
        (value) => `${name}=${encoded(String(value))}`,
      ),
    )
  const odd = fc.oneof(
    fc.tuple(fc.constantFrom(...parameters.map(({ name }) => name), 'unheard'), oddTexts).map(([name, text]) => `${name}=${encoded(text)}`),
    fc.constantFrom(
      '=',
      '&&',
      'a',
      '%',
      '%ff=%fe',
      'limit=1&limit=2',
      'format=csv&format=json',
      'region[]=UA-12',
      'q=%00',
      'asOf=',
      'cursor=e30',
      'cursor=WzEsMl0',
    ),
  )
  const some = pairs.length === 0 ? fc.constant([]) : fc.array(fc.oneof(...pairs), { maxLength: 3 })
  if (kind === 'as described') return some.map((parts) => parts.join('&'))
  return fc.tuple(some, fc.array(odd, { minLength: 0, maxLength: 2 })).map(([parts, odds]) => [...parts, ...odds].join('&'))
}

function pathOf({ path }: AnyOperation, known: Known, kind: Kind): fc.Arbitrary<string> {
  const words = knownWords(known)
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const values = names.map((name) => {
    const right = words[name] ?? fc.constant('x')
    return kind === 'as described' ? right : fc.oneof({ weight: 3, arbitrary: right }, { weight: 1, arbitrary: oddTexts })
  })
  return fc
    .tuple(...values)
    .map((found) => names.reduce((made, name, i) => made.replace(`{${name}}`, encoded(String(found[i])) || '%20'), path))
}

const depth = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels)
const oddBodies = fc.oneof(
  fc
    .constantFrom(
      '',
      '{',
      'null',
      '[]',
      '""',
      '{"a":1,"a":2}',
      '{"__proto__":{"role":"admin"}}',
      '\ufeff{}',
      '1e999',
      depth(39, '[', ']'),
      depth(5000, '[', ']'),
      depth(300, '{"a":', '}'),
      `"${'x'.repeat(100_000)}"`,
    )
    .map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  oddValues.map((value) => Buffer.from(JSON.stringify(value) ?? '')),
)

/** A body of the operation: of its schema, spoiled, or of no kind at all. */
function bodyOf(operation: AnyOperation, known: Known, kind: Kind): fc.Arbitrary<{ type: string; body: Buffer } | null> {
  if (operation.method === 'get') return fc.constant(null)
  const content = document.paths?.[operation.path]?.post?.requestBody
  const described = (content && 'content' in content ? content.content : {}) as Record<string, { schema?: Schema; example?: unknown }>
  const bodies = Object.entries(described).map(([type, { schema = {}, example }]) => {
    if (type !== 'application/json' && type !== 'application/x-www-form-urlencoded') {
      const file = String(example ?? '')
      const cut = fc.nat(file.length).map((at) => file.slice(0, at) + file.slice(at + 3))
      return (kind === 'as described' ? fc.constant(file) : cut).map((text) => ({ type, body: Buffer.from(text) }))
    }
    const right = fc.oneof(
      arbitraryOf(schema, schemas, fieldWords(known)),
      fc.constant('example' in operation ? operation.example : example),
    )
    const value = kind === 'as described' ? right : right.chain((one) => fc.oneof(spoiled(one), spoiled(one).chain(spoiled)))
    const text = (one: unknown) => {
      if (type === 'application/json') return JSON.stringify(one) ?? ''
      return new URLSearchParams(
        Object.entries(Object(one)).map(([name, field]) => [name, String(typeof field === 'object' ? JSON.stringify(field) : field)]),
      ).toString()
    }
    return value.map((one) => ({ type, body: Buffer.from(text(one)) }))
  })
  const wild = fc
    .tuple(
      fc.constantFrom(...Object.keys(described), 'text/plain', 'application/json; charset=utf-16', 'multipart/form-data; boundary=x', ''),
      oddBodies,
    )
    .map(([type, body]) => ({ type, body }))
  return kind === 'wild'
    ? fc.oneof(wild, ...bodies)
    : kind === 'nearly so'
      ? fc.oneof({ weight: 4, arbitrary: fc.oneof(...bodies) }, { weight: 1, arbitrary: wild })
      : fc.oneof(...bodies)
}

/** Headers that a server reads, with values that it would rather not. */
const oddHeaders = (known: Known): fc.Arbitrary<Record<string, string>> =>
  fc.dictionary(
    fc.constantFrom(
      ...[
        'accept',
        'accept-language',
        'accept-encoding',
        'authorization',
        'cookie',
        'if-none-match',
        'if-modified-since',
        'range',
        'origin',
        'referer',
      ],
      ...[
        'content-type',
        'content-encoding',
        'idempotency-key',
        'last-event-id',
        'sec-fetch-site',
        'x-forwarded-for',
        'x-forwarded-host',
        'forwarded',
      ],
      ...[
        'x-forwarded-proto',
        'x-http-method-override',
        'x-middleware-subrequest',
        'x-request-id',
        'purpose',
        'rsc',
        'next-router-prefetch',
        'next-url',
        'next-action',
      ],
      ...[
        'next-router-state-tree',
        'next-router-segment-prefetch',
        'x-nextjs-data',
        'x-action-redirect',
        'x-prerender-revalidate',
        'x-matched-path',
        'x-invoke-path',
        'expect',
        'te',
        'traceparent',
      ],
    ),
    fc.oneof(
      fc.constantFrom(
        '',
        '*',
        '*/*;q=0',
        'text/html',
        'a/b;q=x, ,;;',
        'W/"x"',
        '"',
        'bytes=0-0',
        'Bearer x',
        'Bearer ',
        'Basic YTpi',
        'session=x; session=y',
        '1',
        '127.0.0.1',
        '[::1]:x',
        'null',
      ),
      fc.constantFrom(
        'gzip',
        'identity',
        'application/json',
        'application/x-www-form-urlencoded',
        '%5B%22%22%5D',
        '[]',
        '{"a"',
        'x'.repeat(4000),
        'utf-8',
        '😀',
        'cross-site',
        'GET',
        'https://evil.example',
        '/en',
      ),
      fc.constantFrom(...known.tokens.map((token) => `Bearer ${token}`)),
      fc.string({ maxLength: 20 }),
    ),
    { maxKeys: 5 },
  )

/** What Node lets stand in a header: the rest never leaves a client. */
const sendable = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      [...Buffer.from(value)]
        .filter((byte) => byte > 31 && byte < 127)
        .map((byte) => String.fromCharCode(byte))
        .join('')
        .trim(),
    ]),
  )

const described = Object.values(operations) as readonly AnyOperation[]
/** A stream has no end; wild requests open one and leave. */
const ending = described.filter((operation) => !('event' in operation))

function ofOperation(operation: AnyOperation, kind: Kind, known: Known): fc.Arbitrary<FuzzRequest> {
  const parameters = parametersOf(operation)
  const who = fc.constantFrom(...known.tokens, '')
  const more = kind === 'wild' ? oddHeaders(known) : fc.constant({})
  const method =
    kind === 'wild'
      ? fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'QUERY')
      : fc.constant(operation.method.toUpperCase())
  return fc
    .tuple(pathOf(operation, known, kind), queryOf(parameters, known, kind), bodyOf(operation, known, kind), who, more, method)
    .map(([path, query, body, token, odd, verb]) => ({
      ...{
        kind,
        operation: operation.id,
        method: verb,
        target: query === '' ? path : `${path}?${query}`,
        body: verb === 'GET' || verb === 'HEAD' ? null : (body?.body ?? null),
      },
      headers: sendable({
        ...(token !== '' && { authorization: `Bearer ${token}` }),
        ...(body && body.type !== '' && { 'content-type': body.type }),
        ...odd,
      }),
    }))
}

/** Requests to pages, and to addresses that are none. */
function ofPages(known: Known): fc.Arbitrary<FuzzRequest> {
  const odd = fc.constantFrom(
    '/%00',
    '/%',
    '/%ff',
    '//en',
    '/en//',
    '/en/..%2f..%2fetc',
    '/api/v1/%2e%2e/x',
    '/_next/image?url=x&w=1&q=1',
    '/_next/static/x',
    '/en/incidents/%ZZ',
    '/*',
    '/api',
    `/${'a/'.repeat(500)}`,
    '/en?asOf=%',
    '/en/share.png?w=1',
  )
  const query = fc.oneof(
    fc.constant(''),
    fc
      .tuple(fc.constantFrom('asOf', 'q', 'region', 'service', 'from', 'to', 'unit', 'level', 'unheard', 'cursor'), oddTexts)
      .map(([name, text]) => `?${name}=${encoded(text)}`),
  )
  const target = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...known.pages), query).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: odd },
  )
  return fc
    .tuple(target, fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'OPTIONS'), oddHeaders(known), oddBodies)
    .map(([to, method, headers, body]) => ({
      ...{
        kind: 'wild' as const,
        operation: null,
        method,
        target: to,
        headers: sendable(headers),
        body: method === 'POST' || method === 'PUT' ? body : null,
      },
    }))
}

/** Requests of every operation and kind, and of the pages. */
export function requests(known: Known): fc.Arbitrary<FuzzRequest> {
  const each = (kind: Kind, of: readonly AnyOperation[]) => fc.constantFrom(...of).chain((operation) => ofOperation(operation, kind, known))
  return fc.oneof(
    { weight: 3, arbitrary: each('as described', ending) },
    { weight: 4, arbitrary: each('nearly so', ending) },
    { weight: 2, arbitrary: each('wild', described) },
    { weight: 1, arbitrary: ofPages(known) },
  )
}
