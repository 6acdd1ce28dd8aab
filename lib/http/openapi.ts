import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi'
import { Problem, type ProblemName, problemStatus } from '@/lib/schema/problem'
import { formType } from './body'
import { mediaTypes } from './negotiate'
import { operations, type ReadOperation, type WriteOperation } from './operations'
import { problemTitles } from './problem'

type AnyOperation = ReadOperation | WriteOperation

const readProblems: ProblemName[] = ['invalid-parameter', 'unauthorised', 'not-acceptable', 'internal', 'unavailable']
const writeProblems: ProblemName[] = [
  'bad-request',
  'invalid-parameter',
  'malformed-body',
  'unauthorised',
  'conflict',
  'too-large',
  'unsupported-media-type',
  'invalid-record',
  'internal',
  'unavailable',
]

const requestIdHeader = z.string().meta({ description: 'also in the body of every problem' })
const everyHeader = { 'X-Request-Id': requestIdHeader }
const readHeaders = z.object({ ...everyHeader, ETag: z.string(), 'Cache-Control': z.string() })
const attachedHeaders = {
  'Content-Disposition': z.string().optional().meta({ description: 'of CSV: that it is a file to keep, and its name' }),
}
const locationHeaders = z.object({ ...everyHeader, Location: z.string() })

/** One response per status; its description names the problems that have it. */
function problemResponses(names: readonly ProblemName[]): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, ProblemName[]>()
  for (const name of new Set(names)) byStatus.set(problemStatus[name], [...(byStatus.get(problemStatus[name]) ?? []), name])
  const response = (ofStatus: ProblemName[]) => ({
    description: ofStatus.map((name) => `${name}: ${problemTitles[name]}.`).join(' '),
    headers: z.object(everyHeader),
    content: { 'application/problem+json': { schema: Problem } },
  })
  return Object.fromEntries([...byStatus].map(([status, ofStatus]) => [String(status), response(ofStatus)]))
}

function readResponses(operation: ReadOperation): ZodOpenApiResponsesObject {
  const content = Object.fromEntries(
    operation.formats.map((format) => [mediaTypes[format], { schema: operation.also?.[format] ?? operation.answer }]),
  )
  const headers = operation.formats.includes('csv') ? readHeaders.extend(attachedHeaders) : readHeaders
  return {
    200: { description: operation.summary, headers, content },
    304: { description: 'Nothing changed since the answer whose ETag If-None-Match names', headers: readHeaders },
    ...problemResponses([...readProblems, ...operation.problems]),
  }
}

function writeResponses(operation: WriteOperation): ZodOpenApiResponsesObject {
  const json = (schema: z.ZodType) => ({ 'application/json': { schema } })
  return {
    201: { description: 'Published', headers: locationHeaders, content: json(operation.answers[201]) },
    202: { description: 'Kept for review; nobody sees it before an editor has', content: json(operation.answers[202]) },
    ...(operation.form !== undefined && {
      303: {
        description: 'To a form: the page to show, the record’s or the form again with what is to be put right',
        headers: locationHeaders,
      },
    }),
    ...problemResponses([...writeProblems, ...operation.problems]),
  }
}

const hasFields = ({ shape }: z.ZodObject) => Object.keys(shape).length > 0

function parametersOf({ query, params }: AnyOperation, header?: z.ZodObject) {
  return { ...(hasFields(params) && { path: params }), ...(hasFields(query) && { query }), ...(header && { header }) }
}

const ReadHeaders = z.object({ 'If-None-Match': z.string().optional().meta({ description: 'the ETag of an earlier answer' }) })
const WriteHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[!-~]{1,200}$/)
    .optional()
    .meta({ description: 'makes a repeated POST answer the first result' }),
})

function describe(operation: AnyOperation): ZodOpenApiOperationObject {
  const { id: operationId, summary } = operation
  if (operation.method === 'get') {
    return { operationId, summary, requestParams: parametersOf(operation, ReadHeaders), responses: readResponses(operation) }
  }
  return {
    operationId,
    summary,
    security: [{}, { token: [] }],
    requestParams: parametersOf(operation, WriteHeaders),
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: operation.body, example: operation.example },
        ...(operation.form !== undefined && { [formType]: { schema: operation.form } }),
      },
    },
    responses: writeResponses(operation),
  }
}

function pathsOf(all: readonly AnyOperation[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const operation of all) paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  return paths
}

/** The OpenAPI 3.1 document of the API, from the table of operations and the schemas. */
export function openApiDocument() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Outage Ledger',
      version: '1.0.0',
      description:
        'Sourced, append-only records of energy outages and what they do to people. Reading is open. An unknown or malformed parameter is a 400. Every error is RFC 9457 problem details.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: pathsOf(Object.values(operations)),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An editor’s token; without one a record waits for review' },
      },
    },
  })
}
