import type { oas31 } from 'zod-openapi'

type Schema = oas31.SchemaObject | oas31.ReferenceObject

/** A parameter or a field: its name, what may stand there, and what it means. `says` is empty where the document says nothing. */
export interface Named {
  name: string
  /** Of a parameter: where it is sent. */
  place: string
  type: TypeWords
  required: boolean
  preset: string | undefined
  says: string
}

/** A type in words, with the kinds of objects that it names, each of which has a place of its own. */
export interface TypeWords {
  words: string
  kinds: readonly string[]
}

/** One status of an operation. `types` are the media types of its body, each with the type of what it holds. */
export interface Answered {
  status: string
  says: string
  types: { media: string; type: TypeWords; example: unknown }[]
}

export interface Described {
  id: string
  method: string
  path: string
  summary: string
  about: string
  tag: string
  needsKey: boolean
  /** Keys of parameters that stand in the table of shared ones. */
  shared: readonly string[]
  own: readonly Named[]
  body: { media: string; type: TypeWords; example: unknown }[]
  answers: readonly Answered[]
  /** The last parts of the problems' types. */
  problems: readonly string[]
}

/** The document of the API as a page reads it. */
export interface Reference {
  tags: readonly { name: string; says: string; operations: readonly Described[] }[]
  /** `key` is the name in the document, which tells apart two of one name. */
  shared: readonly (Named & { key: string })[]
  kinds: readonly { name: string; says: string; fields: readonly Named[]; type: TypeWords }[]
}

const nameOf = (reference: string): string => reference.split('/').at(-1) ?? ''
const isReference = (part: object): part is oas31.ReferenceObject => '$ref' in part

const plain = (words: string): TypeWords => ({ words, kinds: [] })
const joined = (types: readonly TypeWords[], between: string): TypeWords => ({
  words: [...new Set(types.map(({ words }) => words))].join(between),
  kinds: [...new Set(types.flatMap(({ kinds }) => kinds))],
})

/** `1–1000`, `at least 0`: the bounds of a number or a length. */
function bounds(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return ` ${least}–${most}`
  if (least !== undefined) return ` ≥ ${least}`
  return most === undefined ? '' : ` ≤ ${most}`
}

function textWords({ format, maxLength, minLength, pattern }: oas31.SchemaObject): string {
  if (format !== undefined) return format
  if (pattern !== undefined && pattern.length < 60) return `text ${pattern}`
  return maxLength === undefined ? 'text' : `text,${bounds(minLength, maxLength)} characters`
}

/** What may stand where a schema is asked for, in words short enough for a cell. */
export function typeOf(schema: Schema): TypeWords {
  if (isReference(schema)) return { words: nameOf(schema.$ref), kinds: [nameOf(schema.$ref)] }
  const { type, enum: values, const: only, anyOf, oneOf, allOf, items, additionalProperties } = schema
  if (only !== undefined) return plain(JSON.stringify(only))
  if (values !== undefined) return plain(values.map(String).join(' | '))
  const either = anyOf ?? oneOf
  if (either !== undefined) return joined(either.map(typeOf), ' or ')
  if (allOf !== undefined) return joined(allOf.slice(0, 1).map(typeOf), ' and ')
  if (type === 'array') {
    const inside = typeOf((items as Schema | undefined) ?? {})
    return { ...inside, words: `list of ${inside.words}` }
  }
  if (type === 'object' && typeof additionalProperties === 'object') {
    const inside = typeOf(additionalProperties)
    return { ...inside, words: `map to ${inside.words}` }
  }
  if (type === 'string') return plain(textWords(schema))
  if (type === 'integer' || type === 'number') return plain(`${type}${bounds(schema.minimum, schema.maximum)}`)
  return plain(typeof type === 'string' ? type : 'anything')
}

const wordsOf = (value: unknown): string | undefined =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? undefined : String(value)

function parameterOf(parameter: oas31.ParameterObject): Named {
  const { name, in: place, schema = {}, required = false, description = '' } = parameter
  const preset = isReference(schema) ? undefined : wordsOf(schema.default)
  const ofSchema = isReference(schema) ? '' : (schema.description ?? '')
  return { name, place, type: typeOf(schema), required, preset, says: description || ofSchema }
}

/** The fields of an object, those of objects inside it under it with a dot between. */
function fieldsOf(schema: Schema, before = ''): Named[] {
  if (isReference(schema)) return []
  const { properties = {}, required = [], items, additionalProperties, anyOf, oneOf } = schema
  const own = Object.entries(properties).flatMap(([key, field]) => {
    const says = isReference(field) ? ((field as { description?: string }).description ?? '') : (field.description ?? '')
    const preset = isReference(field) ? undefined : wordsOf(field.default)
    const name = `${before}${key}`
    return [{ name, place: '', type: typeOf(field), required: required.includes(key), preset, says }, ...fieldsOf(field, `${name}.`)]
  })
  const inside = [items, typeof additionalProperties === 'object' ? additionalProperties : undefined, ...(anyOf ?? []), ...(oneOf ?? [])]
  const deeper = inside.flatMap((one) => (one === undefined ? [] : fieldsOf(one as Schema, before)))
  const seen = new Set<string>()
  return [...own, ...deeper].filter(({ name }) => !seen.has(name) && seen.add(name))
}

function contentOf(content: oas31.ContentObject = {}) {
  return Object.entries(content).map(([media, { schema = {}, example, examples }]) => {
    const [first] = Object.values(examples ?? {})
    return { media, type: typeOf(schema), example: example ?? (first && !isReference(first) ? first.value : undefined) }
  })
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** Reads the document into what the page shows of it, in the document's order. */
export function readReference({ paths = {}, tags = [], components = {} }: oas31.OpenAPIObject): Reference {
  const answerIn = (response: oas31.ResponseObject | oas31.ReferenceObject): oas31.ResponseObject => {
    const found = isReference(response) ? components.responses?.[nameOf(response.$ref)] : response
    return found === undefined || isReference(found) ? { description: '' } : found
  }
  const described = (path: string, method: string, operation: oas31.OperationObject): Described => {
    const parameters = operation.parameters ?? []
    const answers = Object.entries(operation.responses ?? {}).map(([status, response]) => {
      const { description = '', content } = answerIn(response)
      return { status, says: description, types: contentOf(content) }
    })
    const refused = answers.filter(({ types }) => types.some(({ media }) => media === 'application/problem+json'))
    const { requestBody } = operation
    return {
      id: operation.operationId ?? '',
      method: method.toUpperCase(),
      path,
      summary: operation.summary ?? '',
      about: (operation.description ?? '').replace(`${operation.summary}. `, ''),
      tag: operation.tags?.[0] ?? '',
      needsKey: (operation.security ?? []).every((way) => Object.keys(way).length > 0),
      shared: parameters.flatMap((one) => (isReference(one) ? [nameOf(one.$ref)] : [])),
      own: parameters.flatMap((one) => (isReference(one) ? [] : [parameterOf(one)])),
      body: requestBody === undefined || isReference(requestBody) ? [] : contentOf(requestBody.content),
      answers: answers.filter((answer) => !refused.includes(answer)),
      problems: refused.flatMap(({ says }) => [...says.matchAll(/(?:^|\. )([a-z-]+): /g)].map(([, name]) => name ?? '')),
    }
  }
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => (item[method] === undefined ? [] : [described(path, method, item[method])])),
  )
  const shared = Object.entries(components.parameters ?? {}).flatMap(([key, one]) =>
    isReference(one) ? [] : [{ ...parameterOf(one), key }],
  )
  const kinds = Object.entries(components.schemas ?? {}).map(([name, schema]) => ({
    name,
    says: isReference(schema) ? '' : (schema.description ?? ''),
    fields: fieldsOf(schema),
    type: typeOf(schema),
  }))
  return {
    tags: tags.map(({ name, description = '' }) => ({ name, says: description, operations: operations.filter(({ tag }) => tag === name) })),
    shared,
    kinds,
  }
}
