/** A JSON value of a document. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Part = { [key: string]: Json }

const isPart = (value: Json | undefined): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

/** What JSON Schema has and OpenAPI 3.0 has not: what only narrows is left out, so that nothing good is refused. */
const unknownThere = new Set([
  '$schema',
  '$id',
  '$comment',
  '$defs',
  'contains',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  'dependentRequired',
  'dependentSchemas',
  'else',
  'if',
  'patternProperties',
  'prefixItems',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
])

const isNull = (schema: Json): boolean => isPart(schema) && schema.type === 'null'
const members = (schemas: Json | undefined): Json[] =>
  listOf(schemas)
    .filter((schema) => !isNull(schema))
    .map(schemaIn30)

/** `["string", "null"]` as a type that may be null; several types as alternatives. */
function typed(type: Json | undefined): Part {
  const types = listOf(type)
  const some = types.filter((each) => each !== 'null')
  const nullable: Part = types.includes('null') ? { nullable: true } : {}
  if (some.length === 0) return types.length === 0 ? {} : { nullable: true, enum: [null] }
  const [only = null] = some
  return some.length === 1 ? { type: only, ...nullable } : { anyOf: some.map((each) => ({ type: each })), ...nullable }
}

/** `exclusiveMinimum: 0` as `minimum: 0` of which the bound itself is not taken. */
function bounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Part): Part {
  return {
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(typeof exclusiveMinimum === 'number' && { minimum: exclusiveMinimum, exclusiveMinimum: true }),
    ...(typeof exclusiveMaximum === 'number' && { maximum: exclusiveMaximum, exclusiveMaximum: true }),
  }
}

/** Alternatives without the null among them; one that is left alone is still an alternative, so that a reference may stand in it. */
function alternatives(schema: Part): Part {
  const found = (['anyOf', 'oneOf', 'allOf'] as const).filter((key) => schema[key] !== undefined)
  const orNull = found.some((key) => key !== 'allOf' && listOf(schema[key]).some(isNull))
  return { ...Object.fromEntries(found.map((key) => [key, members(schema[key])])), ...(orNull && { nullable: true }) }
}

function shapes({ properties, items, additionalProperties, not }: Part): Part {
  const named = isPart(properties) ? Object.entries(properties).map(([name, schema]) => [name, schemaIn30(schema)] as const) : null
  return {
    ...(named !== null && { properties: Object.fromEntries(named) }),
    ...(items !== undefined && { items: schemaIn30(items) }),
    ...(additionalProperties !== undefined && { additionalProperties: schemaIn30(additionalProperties) }),
    ...(not !== undefined && { not: schemaIn30(not) }),
  }
}

const rewritten = new Set([
  ...['type', 'const', 'examples', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['anyOf', 'oneOf', 'allOf', 'properties', 'items', 'additionalProperties', 'not'],
])

/** A schema as OpenAPI 3.0 writes it. */
function schemaIn30(schema: Json): Json {
  if (!isPart(schema)) return schema
  const { $ref, ...beside } = schema
  // 3.0 reads nothing that stands beside a reference.
  if ($ref !== undefined) return Object.keys(beside).length === 0 ? { $ref } : { allOf: [{ $ref }], ...asRecord(schemaIn30(beside)) }
  const kept = Object.entries(schema).filter(([key]) => !unknownThere.has(key) && !rewritten.has(key))
  const [example] = listOf(schema.examples)
  const type = typed(schema.type)
  const written: Part = {
    ...Object.fromEntries(kept),
    ...type,
    ...(schema.const !== undefined && { enum: [schema.const] }),
    ...(example !== undefined && { example }),
    ...bounds(schema),
    ...alternatives(schema),
    ...shapes(schema),
  }
  // An array of anything has to say so there.
  return written.type === 'array' && written.items === undefined ? { ...written, items: {} } : written
}

const asRecord = (value: Json): Part => (isPart(value) ? value : {})

/** Schemas stand under `schema` and in the list of components; what is shown as an example is nobody's schema. */
function partIn30(part: Json, key = ''): Json {
  if (key === 'schema') return schemaIn30(part)
  if (key === 'example' || key === 'examples') return part
  if (Array.isArray(part)) return part.map((each) => partIn30(each))
  if (!isPart(part)) return part
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, partIn30(value, name)]))
}

/**
 * A document of OpenAPI 3.1 as one of 3.0.3, for tools that look for the older one. What 3.0 cannot say is left out where it only narrows:
 * whatever the 3.1 document allows, this one allows too.
 */
export function openApi30(document: object): Part {
  const { info, components, webhooks: _events, jsonSchemaDialect: _dialect, ...rest }: Part = JSON.parse(JSON.stringify(document))
  const { license, summary: _summary, ...said } = asRecord(info ?? null)
  const { identifier: _spdx, ...named } = asRecord(license ?? null)
  const { schemas, ...shared } = asRecord(components ?? null)
  const described = Object.entries(asRecord(schemas ?? null)).map(([name, schema]) => [name, schemaIn30(schema)] as const)
  return {
    ...asRecord(partIn30(rest)),
    openapi: '3.0.3',
    info: { ...said, ...(license !== undefined && { license: named }) },
    components: { ...asRecord(partIn30(shared)), schemas: Object.fromEntries(described) },
  }
}
