import { describe, expect, it } from 'vitest'
import { openApiDocument } from '@/lib/http/openapi'
import { openApi30 } from '@/lib/http/openapi-3.0'

/** One schema on its way through. */
function written(schema: object): unknown {
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, components: { schemas: { It: schema } } }
  return JSON.parse(JSON.stringify(openApi30(document))).components.schemas.It
}

describe('a schema of 3.1 as one of 3.0', () => {
  const cases: [object, object][] = [
    [{ type: ['string', 'null'] }, { type: 'string', nullable: true }],
    [{ type: ['string', 'number', 'null'] }, { anyOf: [{ type: 'string' }, { type: 'number' }], nullable: true }],
    [{ type: 'null' }, { nullable: true, enum: [null] }],
    [{ anyOf: [{ $ref: '#/a' }, { type: 'null' }] }, { anyOf: [{ $ref: '#/a' }], nullable: true }],
    [
      { const: 'Feature', type: 'string' },
      { type: 'string', enum: ['Feature'] },
    ],
    [
      { type: 'number', exclusiveMinimum: 0 },
      { type: 'number', minimum: 0, exclusiveMinimum: true },
    ],
    [
      { type: 'string', examples: ['UA-12'] },
      { type: 'string', example: 'UA-12' },
    ],
    [
      { $ref: '#/a', description: 'said' },
      { allOf: [{ $ref: '#/a' }], description: 'said' },
    ],
    [
      { type: 'array', prefixItems: [{ type: 'string' }] },
      { type: 'array', items: {} },
    ],
    [{ type: 'object', propertyNames: { pattern: 'x' } }, { type: 'object' }],
    // Properties may be called as keywords are.
    [
      { type: 'object', properties: { const: { type: ['number', 'null'] }, type: { const: 1 } } },
      { type: 'object', properties: { const: { type: 'number', nullable: true }, type: { enum: [1] } } },
    ],
  ]
  it.each(cases)('%j', (schema, expected) => expect(written(schema)).toEqual(expected))
})

describe('the document as 3.0', () => {
  const newer = JSON.parse(JSON.stringify(openApiDocument()))
  const older = JSON.parse(JSON.stringify(openApi30(newer)))

  it('has the same addresses, verbs and names, and says its version', () => {
    expect(older.openapi).toBe('3.0.3')
    expect(Object.keys(older.paths)).toEqual(Object.keys(newer.paths))
    expect(Object.keys(older.components.schemas)).toEqual(Object.keys(newer.components.schemas))
    expect(older.info.license).toEqual({ name: 'MIT' })
  })

  it('holds nothing that only 3.1 knows', () => {
    const text = JSON.stringify(older)
    expect(text).not.toMatch(/"type":(\[|"null")/)
    expect(text).not.toMatch(/"(prefixItems|propertyNames|contentMediaType|contentSchema|patternProperties)":/)
    expect(text).not.toMatch(/"exclusiveM(in|ax)imum":\d/)
  })

  it('leads every reference somewhere', () => {
    for (const [, path = ''] of JSON.stringify(older).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = path.split('/').reduce((part, name) => part?.[name.replaceAll('~1', '/')], older)
      expect(found, path).toBeDefined()
    }
  })
})
