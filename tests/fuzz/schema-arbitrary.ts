import fc from 'fast-check'

/** A schema of JSON Schema 2020-12 as the API's document writes it. */
export interface Schema {
  $ref?: string
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  items?: Schema
  minItems?: number
  maxItems?: number
  properties?: Record<string, Schema>
  required?: string[]
}

/** Texts that are none of what a field expects, and what has broken a parser somewhere. */
export const oddTexts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    'null',
    'true',
    '[]',
    '{}',
    '\0',
    '\ud800',
    '\u202e',
    '%',
    '%00',
    '%zz',
    "'",
    '"',
    '\\',
    '../..',
    '__proto__',
  ),
  fc.constantFrom(
    '1e999',
    '9007199254740993',
    'NaN',
    '-0',
    '0x10',
    '١٢',
    '2026-13-45',
    '2026-02-30T25:61:00Z',
    '0000-01-01',
    '9999-12-31T23:59:59Z',
  ),
  fc.constantFrom(
    'constructor',
    'toString',
    '<script>',
    '=1+1',
    'a'.repeat(5000),
    '🔌'.repeat(300),
    'UA-12,UA-23',
    'x\r\ny: z',
    '$where',
    '{{7*7}}',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

/** Any value of JSON, wrong in kind more often than not. */
export const oddValues: fc.Arbitrary<unknown> = fc.oneof(
  oddTexts,
  fc.constantFrom(null, true, 0, -1, 1e308, Number.MAX_SAFE_INTEGER, 0.1, [], {}, [[]], [null], { length: 1 }),
  fc.jsonValue({ maxDepth: 3 }),
)

const instants = fc
  .date({ min: new Date('1899-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString())
const months = instants.map((time) => time.slice(0, 7))
const formats: Record<string, fc.Arbitrary<string>> = {
  'date-time': instants,
  date: instants.map((time) => time.slice(0, 10)),
  uri: fc.webUrl({ withQueryParameters: true, withFragments: true }),
}

function textOf({ pattern, format, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  const known = formats[format ?? '']
  if (known) return known
  if (pattern?.startsWith('^\\d{4}-(0[1-9]')) return months
  if (pattern !== undefined && !/\(\?/.test(pattern)) return fc.stringMatching(new RegExp(pattern, 'u'))
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 60) })
}

/**
 * What a schema asks for, most of it right: ranges, lengths, patterns and choices are kept to, what two fields have to do with each other is not.
 * `known` gives words of the ledger for fields of these names, without which everything would be unheard of.
 */
export function arbitraryOf(
  schema: Schema,
  schemas: Record<string, Schema>,
  known: Record<string, fc.Arbitrary<unknown>>,
  depth = 0,
): fc.Arbitrary<unknown> {
  const of = (inner: Schema) => arbitraryOf(inner, schemas, known, depth + 1)
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return known[name] ?? of(schemas[name] ?? {})
  }
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(of))
  if (schema.allOf) return fc.tuple(...schema.allOf.map(of)).map((parts) => Object.assign({}, ...parts))
  const [type] = [schema.type].flat()
  switch (type) {
    case 'string':
      return textOf(schema)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? schema.exclusiveMinimum ?? -5, max: Math.min(schema.maximum ?? 1e6, 1e9) })
    case 'number':
      return fc.oneof(
        fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1e6 }),
        fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1e6, noNaN: true }),
      )
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(of(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + (depth > 4 ? 1 : 2)),
      })
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, known[name] ?? of(field)] as const)
      return fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] })
    }
    default:
      return oddValues
  }
}

/** A value with one thing wrong in it: another value somewhere, a field too few, too many. */
export function spoiled(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null) return oddValues
  const keys = Object.keys(value)
  const copy = (change: (of: Record<string, unknown>) => void) => {
    const made = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
    change(made)
    return made
  }
  const added = fc.tuple(fc.constantFrom('__proto__', 'constructor', 'id', 'extra', '', 'length'), oddValues).map(([name, odd]) =>
    copy((made) =>
      Object.defineProperty(made, name === 'length' && Array.isArray(made) ? '99' : name, {
        value: odd,
        enumerable: true,
        configurable: true,
        writable: true,
      }),
    ),
  )
  if (keys.length === 0) return fc.oneof(added, oddValues)
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(...keys).chain((key) => spoiled(Reflect.get(value, key)).map((odd) => copy((made) => (made[key] = odd)))),
    },
    { weight: 1, arbitrary: fc.constantFrom(...keys).map((key) => copy((made) => delete made[key])) },
    { weight: 1, arbitrary: added },
    { weight: 1, arbitrary: oddValues },
  )
}
