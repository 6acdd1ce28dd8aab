import { z } from 'zod'
import type { ZodOpenApiResponsesObject } from 'zod-openapi'
import { Problem, type ProblemName, problemStatus } from '@/lib/schema/problem'
import { exampleOf, examplesOf } from './examples'
import { mediaTypes } from './negotiate'
import {
  type AnyOperation,
  type ReadOperation,
  type StreamOperation,
  type UploadOperation,
  type WriteOperation,
  type WrittenStatus,
  writtenStatuses,
} from './operations'
import { problemHeaders, problemTitles } from './problem'

const readProblems: ProblemName[] = ['invalid-parameter', 'unauthorised', 'not-acceptable', 'too-many-requests', 'internal', 'unavailable']
const writeProblems: ProblemName[] = [
  'bad-request',
  'invalid-parameter',
  'malformed-body',
  'unauthorised',
  'forbidden',
  'too-large',
  'unsupported-media-type',
  'invalid-record',
  'too-many-requests',
  'internal',
  'unavailable',
]

/** Of who asks and of the store, which an answer that is always there does without. */
const openedProblems: ProblemName[] = ['unauthorised', 'too-many-requests', 'unavailable']

function problemsOfKind(operation: AnyOperation): ProblemName[] {
  if (operation.method === 'post') return writeProblems
  const isAlways = 'isAlways' in operation && operation.isAlways === true
  return isAlways ? readProblems.filter((name) => !openedProblems.includes(name)) : readProblems
}

/** Every problem that an operation may be answered with, each once: those of its kind and its own. */
export const problemsOf = (operation: AnyOperation): ProblemName[] => [...new Set([...problemsOfKind(operation), ...operation.problems])]

const header = (description: string) => z.string().meta({ description })
const everyHeader = { 'X-Request-Id': header('names this request; also in the body of every problem') }
const readHeaders = z.object({
  ...everyHeader,
  ETag: header('of exactly this answer, to be sent as If-None-Match'),
  'Cache-Control': header('how long the answer may be used again'),
  Vary: header('what of the request the answer depends on'),
})
const attachedHeaders = {
  'Content-Disposition': header('of GeoJSON, CSV and Parquet: that it is a file to keep, and its name').optional(),
}
const pagedHeaders = { Link: header('the address of the next page, with rel="next"; none on the last').optional() }
const locationHeaders = z.object({ ...everyHeader, Location: header('the address of what was made, or of the page to show') })
const streamHeaders = z.object({ ...everyHeader, 'Cache-Control': header('never kept, never rewritten on the way') })

/** What the headers that come with some problems say. */
const headerWords: Record<string, string> = {
  'Retry-After': 'after how many seconds to ask again',
  'WWW-Authenticate': 'how to say who one is',
}

const headersOf = (name: ProblemName) =>
  z.object({
    ...everyHeader,
    ...Object.fromEntries(Object.keys(problemHeaders[name] ?? {}).map((key) => [key, header(headerWords[key] ?? '')])),
  })

/** Answers that were such problems, each under its name. */
function problemExamples(names: readonly ProblemName[]) {
  const known = names.flatMap((name) => {
    const example = exampleOf(name)
    return example === undefined ? [] : [[name, { summary: problemTitles[name], value: example.answer }] as const]
  })
  return known.length === 0 ? {} : { examples: Object.fromEntries(known) }
}

/** What an operation once answered with this status and media type, as a member of the media type object. */
function exampleIn({ id }: AnyOperation, status: number, type: string): { example?: unknown } {
  const found = examplesOf(id).find((example) => example.status === status && example.type === type)
  return found === undefined ? {} : { example: found.answer }
}

/** One response per status; it says which problems have it, and its schema takes no other. */
function problemResponses(operation: AnyOperation): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, ProblemName[]>()
  for (const name of problemsOf(operation)) byStatus.set(problemStatus[name], [...(byStatus.get(problemStatus[name]) ?? []), name])
  const response = (status: number, names: ProblemName[]) => {
    const ofThese = z.looseObject({
      type: z.enum(names.map((name) => `/problems/${name}`)).meta({ description: 'which of them it is' }),
      status: z.literal(status).meta({ description: 'the HTTP status' }),
    })
    return {
      description: names.map((name) => `${name}: ${problemTitles[name]}.`).join(' '),
      headers: headersOf(names[0] ?? 'internal'),
      content: { 'application/problem+json': { schema: z.intersection(Problem, ofThese), ...problemExamples(names) } },
    }
  }
  return Object.fromEntries([...byStatus].map(([status, names]) => [String(status), response(status, names)]))
}

function readAnswers(operation: ReadOperation): ZodOpenApiResponsesObject {
  const content = Object.fromEntries(
    operation.formats.map((format) => {
      const type = mediaTypes[format]
      return [type, { schema: operation.also?.[format] ?? operation.answer, ...exampleIn(operation, 200, type) }]
    }),
  )
  const headers = readHeaders.extend({
    ...('cursor' in operation.query.shape && pagedHeaders),
    ...(operation.formats.includes('csv') && attachedHeaders),
  })
  return {
    200: { description: operation.summary, headers, content },
    304: { description: 'Nothing changed since the answer whose ETag If-None-Match names', headers: readHeaders },
  }
}

const done = { description: 'Done', headers: z.object(everyHeader) }
const writtenResponses: Record<WrittenStatus, { description: string; headers: z.ZodObject }> = {
  200: done,
  201: { description: 'Published', headers: locationHeaders },
  202: { description: 'Kept for review; nobody sees it before an editor has', headers: z.object(everyHeader) },
}

function writeAnswers(operation: WriteOperation): ZodOpenApiResponsesObject {
  const taken = writtenStatuses.flatMap((status) => {
    const schema = operation.answers[status]
    if (schema === undefined) return []
    const content = { 'application/json': { schema, ...exampleIn(operation, status, 'application/json') } }
    return [[status, { ...writtenResponses[status], content }] as const]
  })
  return {
    ...Object.fromEntries(taken),
    ...(operation.form !== undefined && {
      303: {
        description: 'To a form: the page to show, the record’s or the form again with what is to be put right',
        headers: locationHeaders,
      },
    }),
  }
}

const uploadAnswers = (operation: UploadOperation): ZodOpenApiResponsesObject => ({
  200: { ...done, content: { 'application/json': { schema: operation.answer, ...exampleIn(operation, 200, 'application/json') } } },
})

/** The text of a stream, and what it holds once its lines are read. */
function streamAnswers({ summary, event }: StreamOperation): ZodOpenApiResponsesObject {
  const data = event.data.meta()?.id
  const schema = {
    type: 'string' as const,
    description: `Server-Sent Events, without an end. Each event “${event.name}” has an id to resume from and as its data one ${data} as JSON. The first thing sent is an id without an event: where the reader stands. Comments are signs of life, at least every half minute.`,
    contentMediaType: mediaTypes.events,
    contentSchema: { type: 'array' as const, items: { $ref: `#/components/schemas/${data}` } },
  }
  return { 200: { description: summary, headers: streamHeaders, content: { [mediaTypes.events]: { schema } } } }
}

function goodAnswers(operation: AnyOperation): ZodOpenApiResponsesObject {
  if ('event' in operation) return streamAnswers(operation)
  if (operation.method === 'get') return readAnswers(operation)
  return 'files' in operation ? uploadAnswers(operation) : writeAnswers(operation)
}

/** Every answer of an operation by its status: those that are wanted, and one for each status of a problem. */
export const answersOf = (operation: AnyOperation): ZodOpenApiResponsesObject => ({
  ...goodAnswers(operation),
  ...problemResponses(operation),
})
