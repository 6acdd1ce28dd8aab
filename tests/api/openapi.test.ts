import Ajv2020 from 'ajv/dist/2020'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '@/lib/http/openapi'
import { exampleIncident, exampleReport, operations } from '@/lib/http/operations'
import { NewIncident } from '@/lib/schema/incident'
import { problemStatus } from '@/lib/schema/problem'
import { NewReport } from '@/lib/schema/report'
import { ReviewRequest } from '@/lib/schema/review'
import { routesOnDisk, send } from './world'

const document = openApiDocument()
const paths = Object.keys(document.paths ?? {})
const inBraces = (path: string) => path.replaceAll('[', '{').replaceAll(']', '}')
const files = routesOnDisk().filter(({ path }) => !path.includes('[['))

describe('the document and the routes', () => {
  it('name the same addresses', () => {
    expect(files.map(({ path }) => inBraces(path)).sort()).toEqual([...paths].sort())
    expect(paths.length).toBeGreaterThanOrEqual(11)
  })

  it.each(files)('$path answers the verbs that the document says and no other', async ({ path }) => {
    const item: object = document.paths?.[inBraces(path)] ?? {}
    const documented = Object.keys(item).flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]))
    const preflight = await send(path.replace('[id]', 'x').replace('[code]', 'x'), { method: 'OPTIONS' })
    expect(preflight.headers.get('allow')?.split(', ').sort()).toEqual([...documented, 'OPTIONS'].sort())
  })

  it('give every operation a name of its own', () => {
    expect(Object.values(operations).map(({ id }) => id)).toEqual(Object.keys(operations))
  })

  it('name every problem that a route can have', () => {
    const text = JSON.stringify(document)
    const elsewhere = ['method-not-allowed', 'too-many-requests']
    for (const name of Object.keys(problemStatus).filter((problem) => !elsewhere.includes(problem)))
      expect(text, name).toContain(`${name}: `)
  })
})

describe('the document', () => {
  it('is the one that is served, without a store', async () => {
    const response = await send('/api/v1/openapi.json')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument(new URL('http://localhost')))))
    expect(document.openapi).toBe('3.1.0')
  })

  it('holds schemas that compile and references that lead somewhere', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'api', components: document.components })
    const references = JSON.stringify(document).match(/#\/components\/schemas\/\w+/g) ?? []
    expect(references.length).toBeGreaterThan(30)
    for (const reference of new Set(references)) expect(ajv.getSchema(`api${reference}`), reference).toBeTypeOf('function')
  })

  it('shows examples that its own schemas take', () => {
    expect(NewIncident.safeParse(exampleIncident).error).toBeUndefined()
    expect(NewReport.safeParse(exampleReport).error).toBeUndefined()
    expect(ReviewRequest.safeParse(operations.reviewIncident.example).error).toBeUndefined()
  })

  it('says of each filter what it does', () => {
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      for (const parameter of item.get?.parameters ?? []) {
        const named = '$ref' in parameter ? document.components?.parameters?.[parameter.$ref.split('/').at(-1) ?? ''] : parameter
        expect(named, path).toHaveProperty('description')
      }
    }
  })
})

describe('what clients may find in answers', () => {
  const schemasOf = (answers: 'open' | 'closed') => openApiDocument(undefined, answers).components?.schemas ?? {}
  const withoutExamples = (key: string, value: unknown) => (key.startsWith('example') ? undefined : value)
  const isClosed = (part: unknown) => JSON.stringify(part ?? null, withoutExamples).includes('"additionalProperties":false')

  it('may be more than is named, which is promised; what they send may not', () => {
    const closed = Object.entries(schemasOf('open')).filter(([, schema]) => isClosed(schema))
    const sent = ['NewIncident', 'NewObservation', 'NewReport', 'NewSource', 'NewWebhook', 'ReviewRequest', 'WebhookAction']
    expect(closed.map(([name]) => name).sort()).toEqual(sent)
    for (const item of Object.values(document.paths ?? {}))
      for (const operation of [item.get, item.post]) expect(isClosed(operation?.responses), operation?.operationId).toBe(false)
  })

  it('is no more than is named where this server is held to it', () => {
    const closed = schemasOf('closed')
    expect(Object.keys(closed)).toEqual(Object.keys(schemasOf('open')))
    expect(Object.values(closed).filter(isClosed).length).toBeGreaterThan(50)
  })
})
