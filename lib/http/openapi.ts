import { z } from 'zod'
import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
} from 'zod-openapi'
import { WebhookMessage } from '@/lib/schema/webhook'
import { formType } from './body'
import { describeFields } from './field-words'
import { answersOf } from './openapi-answers'
import { openAnswers } from './openapi-open'
import { withSharedParts } from './openapi-shared'
import { operationWords } from './operation-words'
import { type AnyOperation, operations, tags } from './operations'

const ReadHeaders = z.object({ 'If-None-Match': z.string().optional().meta({ description: 'the ETag of an earlier answer' }) })
const StreamHeaders = z.object({
  'Last-Event-ID': z.string().optional().meta({ description: 'the id of the last event that was had; browsers send it by themselves' }),
})
const WriteHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[!-~]{1,200}$/)
    .optional()
    .meta({ description: 'makes a repeated POST answer the first result' }),
})

const headersFor = (operation: AnyOperation): z.ZodObject | undefined => {
  if ('event' in operation) return StreamHeaders
  if (operation.method === 'get') return ReadHeaders
  return 'files' in operation ? undefined : WriteHeaders
}

const hasFields = ({ shape }: z.ZodObject) => Object.keys(shape).length > 0

function parametersOf(operation: AnyOperation) {
  const { query, params } = operation
  const header = headersFor(operation)
  return { ...(hasFields(params) && { path: params }), ...(hasFields(query) && { query }), ...(header && { header }) }
}

function bodyOf(operation: AnyOperation): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (operation.method === 'get') return {}
  if ('files' in operation) return { requestBody: { required: true, content: operation.files } }
  const { body, example, form } = operation
  const content = {
    'application/json': { schema: body, example },
    ...(form !== undefined && { [formType]: { schema: form } }),
  }
  return { requestBody: { required: true, content } }
}

const describe = (operation: AnyOperation): ZodOpenApiOperationObject => ({
  operationId: operation.id,
  tags: [operation.tag],
  summary: operation.summary,
  description: operationWords(operation),
  // What is open to everybody takes a key too, and refuses a wrong one.
  security: 'files' in operation || operation.role !== undefined ? [{ token: [] }] : [{}, { token: [] }],
  requestParams: parametersOf(operation),
  ...bodyOf(operation),
  responses: answersOf(operation),
})

function pathsOf(all: readonly AnyOperation[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const operation of all) paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  return paths
}

type JsonSchema = Parameters<ZodOpenApiOverride>[0]['jsonSchema']

/** A list of so many values, all of one kind, without `prefixItems`. */
function plainTuple(schema: JsonSchema): void {
  const { prefixItems, items } = schema
  const [first, ...others] = Array.isArray(prefixItems) ? prefixItems : []
  if (first === undefined || items || others.some((item) => JSON.stringify(item) !== JSON.stringify(first))) return
  delete schema.prefixItems
  Object.assign(schema, { items: first, minItems: others.length + 1, maxItems: others.length + 1 })
}

/** An object whose names are a closed list, with each of them as a property. */
function plainRecord(schema: JsonSchema): void {
  const { propertyNames, additionalProperties } = schema
  const names = typeof propertyNames === 'object' ? propertyNames.enum : undefined
  if (names === undefined) return
  delete schema.propertyNames
  const one = typeof additionalProperties === 'object' ? additionalProperties : {}
  schema.properties = Object.fromEntries(names.map((name) => [String(name), { ...one, description: `of ${name}` }]))
  schema.additionalProperties = false
}

/** The schemas as tools know them that read less of JSON Schema, and without the bounds that every integer of JSON has. */
const plainly: ZodOpenApiOverride = ({ jsonSchema }) => {
  plainTuple(jsonSchema)
  plainRecord(jsonSchema)
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

const all: readonly AnyOperation[] = Object.values(operations)

/** What the events of streams carry, which no answer's schema names. */
const eventSchemas = Object.fromEntries(
  all.flatMap((operation) => ('event' in operation ? [[operation.event.data.meta()?.id ?? operation.id, operation.event.data]] : [])),
)

/** What is posted to those who subscribed. */
const postedChange: ZodOpenApiOperationObject = {
  operationId: 'postChange',
  tags: ['Following'],
  summary: 'One change, posted to a subscription',
  description:
    'Posted until a 2xx comes back, so that it may come twice, under one webhook-id. Signed as Standard Webhooks has it: HMAC-SHA256 over `webhook-id.webhook-timestamp.body`, with the bytes that the secret is base64 of behind `whsec_`. No redirect is followed.',
  security: [],
  requestParams: {
    header: z.object({
      'webhook-id': z.string().meta({ description: 'of the change: the same at every attempt' }),
      'webhook-timestamp': z.string().meta({ description: 'when this attempt was made, in seconds' }),
      'webhook-signature': z.string().meta({ description: '`v1,` and the signature in base64' }),
    }),
  },
  requestBody: { required: true, content: { 'application/json': { schema: WebhookMessage } } },
  responses: {
    '204': { description: 'Any 2xx is a receipt' },
    '410': { description: 'Nothing more is wanted: the subscription ends' },
  },
}

const description = [
  'Sourced, append-only records of energy outages and what they do to people.',
  'Reading is open to everybody and every origin. Times are ISO 8601 in UTC, region codes ISO 3166-2 (P-codes are understood too).',
  'An unknown or malformed parameter is a 400 and never ignored. Every error is a problem by RFC 9457, its `type` one of a closed list.',
  'Every readable answer but a stream has an ETag, and is a 304 to who has it.',
  'What may come new in v1: routes, parameters, fields of answers, values of lists. What is there keeps its meaning. Cursors are opaque.',
].join('\n\n')

/** Whether answers are described as what may come to have more fields, which is promised, or as what they are: nothing but their fields. */
type Answers = 'open' | 'closed'

/** Each drawn once in a process, when it is first asked for. */
const drawn: Partial<Record<Answers, oas31.OpenAPIObject>> = {}

/** Everything but where the site stands. */
function draw(answers: Answers): oas31.OpenAPIObject {
  const used = new Set(all.map(({ tag }) => tag))
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Outage Ledger', version: '1.0.0' },
      tags: Object.entries(tags).flatMap(([name, words]) => (used.has(name as keyof typeof tags) ? [{ name, description: words }] : [])),
      paths: pathsOf(all),
      webhooks: { change: { post: postedChange } },
      components: {
        schemas: eventSchemas,
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'An editor’s key; without one a record waits for review' },
        },
      },
    },
    { override: plainly },
  )
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) describeFields(schema, name)
  if (answers === 'open') openAnswers(document)
  return withSharedParts(document)
}

/**
 * The OpenAPI 3.1 document of the API at a site, from the table of operations and the schemas. Clients are given the open one; in the closed
 * one an answer has no field that it does not name, which is what this server is held to.
 */
export function openApiDocument(site = new URL('http://localhost:3000'), answers: Answers = 'open'): oas31.OpenAPIObject {
  const document = drawn[answers] ?? draw(answers)
  drawn[answers] = document
  const page = new URL('/en/data', site).href
  return {
    ...document,
    info: {
      title: 'Outage Ledger',
      version: '1.0.0',
      description,
      termsOfService: `${page}#terms`,
      contact: { name: 'About the data of this site', url: page },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: site.origin, description: 'This site' }],
  }
}
