import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openApiDocument } from '@/lib/http/openapi'
import { queryables } from '@/lib/ogc/queryable'
import { signedArea } from '@/lib/regions/topology'
import { Collections, Conformance, FeaturePage, LandingPage, LedgerFeature, Queryables } from '@/lib/schema/feature'
import { collectionIds } from '@/lib/schema/vocabulary'
import { conditionOn, incidentSubject, observationSubject } from '@/lib/store/record-condition'
import { ogcFolder } from '../support/ogc-folder'
import { closeWorld, get, openWorld } from './world'

beforeAll(() => openWorld({ seed: 'records' }))
afterAll(closeWorld)

const root = '/api/ogc'
const items = (collection: string, query = '') => `${root}/collections/${collection}/items${query}`

async function read<S extends z.ZodType>(schema: S, address: string): Promise<z.output<S>> {
  const response = await get(address)
  expect(response.status, address).toBe(200)
  return schema.parse(await response.json())
}
const page = (collection: string, query = '') => read(FeaturePage, items(collection, query))

/** Every feature by next links, a page at a time. */
async function walk(collection: string, query: string) {
  const pages: FeaturePage[] = []
  for (let at: string | undefined = items(collection, query); at !== undefined; ) {
    const one: FeaturePage = await read(FeaturePage, at)
    pages.push(one)
    at = one.links.find(({ rel }) => rel === 'next')?.href
  }
  return pages
}

const linked = (links: readonly { rel: string; href: string }[], rel: string) =>
  links.filter((link) => link.rel === rel).map(({ href }) => href)

const folder = ogcFolder('core-openapi/schemas')

/** The standard's own schemas by file name, as JSON Schema. */
function schemasOf(path: string): Ajv2020 {
  const yaml: { loadAll(text: string): unknown[] } = createRequire(import.meta.url)('js-yaml')
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  for (const name of readdirSync(path)) {
    // In these files the type null is written as YAML's own null.
    const text = readFileSync(join(path, name), 'utf8')
      .replace(/type: null\b/g, "type: 'null'")
      .replace(/^(\s+)- null\s*$/gm, "$1- 'null'")
    for (const schema of yaml.loadAll(text))
      if (typeof schema === 'object' && schema !== null && !ajv.getSchema(name)) ajv.addSchema(schema, name)
  }
  return ajv
}

const answersBySchema: [schema: string, address: string][] = [
  ['landingPage.yaml', root],
  ['confClasses.yaml', `${root}/conformance`],
  ['collections.yaml', `${root}/collections`],
  ...collectionIds.map((id): [string, string] => ['collection.yaml', `${root}/collections/${id}`]),
  ...collectionIds.map((id): [string, string] => ['featureCollectionGeoJSON.yaml', items(id, '?limit=40')]),
  ['featureGeoJSON.yaml', items('regions', '/UA-12')],
  ['featureGeoJSON.yaml', items('regions', '/MD')],
  ['featureGeoJSON.yaml', items('impact', '/UA-12:electricity')],
  ['exception.yaml', items('regions', '?nothing=1')],
]
describe.skipIf(folder === null)('the schemas of the standard take', () => {
  const ajv = folder === null ? new Ajv2020() : schemasOf(folder)
  it.each(answersBySchema)('as %s: %s', async (schema, address) => {
    const validate = ajv.getSchema(schema)
    await validate?.(await (await get(address)).json())
    expect(validate?.errors, address).toBeNull()
  })
})

const document = openApiDocument(undefined, 'closed')
const parameter = (name: string) => {
  const all = document.paths?.['/api/ogc/collections/{collectionId}/items']?.get?.parameters ?? []
  const shown = all.map((each) => ('$ref' in each ? document.components?.parameters?.[each.$ref.split('/').at(-1) ?? ''] : each))
  return shown.find((each) => each !== undefined && 'name' in each && each.name === name)
}

describe('the abstract tests of OGC API – Features', () => {
  it('/conf/core/root-op, root-success', async () => {
    const { links } = await read(LandingPage, root)
    for (const rel of ['service-desc', 'service-doc', 'conformance', 'data']) expect(linked(links, rel), rel).not.toEqual([])
    expect(links.every(({ rel, type }) => rel !== '' && type !== '')).toBe(true)
  })

  it('/conf/core/api-definition-op, /conf/oas30/oas-definition-1, /conf/oas31/oas-definition-1', async () => {
    const { links } = await read(LandingPage, root)
    for (const { href, type } of links.filter(({ rel }) => rel === 'service-desc')) {
      const response = await get(href, { Accept: type })
      expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
      expect(await response.json()).toHaveProperty('openapi', type.endsWith('3.0') ? '3.0.3' : '3.1.0')
    }
  })

  it('/conf/core/conformance-op, conformance-success', async () => {
    const { links } = await read(LandingPage, root)
    for (const href of [...linked(links, 'conformance'), `${root}/conformance`]) {
      const { conformsTo } = await read(Conformance, href)
      expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.1/conf/core')
      expect(conformsTo.join(' ')).not.toMatch(/conf\/(html|gmlsf|temporal|arithmetic|case-insensitive|spatial-functions)/)
    }
  })

  it('/conf/core/fc-md-op, fc-md-items, fc-md-links, crs84', async () => {
    const { collections, links } = await read(Collections, `${root}/collections`)
    expect(linked(links, 'self')).toHaveLength(1)
    expect(collections.map(({ id }) => id)).toEqual(collectionIds)
    for (const each of collections) {
      expect(each.crs[0]).toBe('http://www.opengis.net/def/crs/OGC/1.3/CRS84')
      expect(linked(each.links, 'items')).toHaveLength(1)
    }
  })

  it('/conf/core/sfc-md-op, sfc-md-success', async () => {
    const { collections } = await read(Collections, `${root}/collections`)
    for (const each of collections) expect(await (await get(`${root}/collections/${each.id}`)).json()).toEqual(each)
    expect((await get(`${root}/collections/none`)).status).toBe(404)
  })

  it.each(collectionIds)('/conf/core/fc-md-extent: %s lies within what it says', async (id) => {
    const { collections } = await read(Collections, `${root}/collections`)
    const extent = collections.find((each) => each.id === id)?.extent
    const [west = 0, south = 0, east = 0, north = 0] = extent?.spatial.bbox[0] ?? []
    const [from, until] = extent?.temporal.interval[0] ?? []
    for (const { geometry, properties } of (await walk(id, '?limit=1000')).flatMap(({ features }) => features)) {
      for (const [x = 0, y = 0] of geometry?.coordinates.flat(2) ?? []) {
        expect(x >= west && x <= east && y >= south && y <= north).toBe(true)
      }
      const time = queryables[id].time
      const [begins, ends] = [properties[`${time}From`], properties[`${time}Until`]]
      if (typeof begins === 'string' && typeof ends === 'string') expect(begins >= (from ?? '') && ends <= (until ?? '')).toBe(true)
    }
  })

  it.each(collectionIds)('/conf/core/fc-op, fc-response, fc-numberMatched, fc-numberReturned, fc-links: %s by next links', async (id) => {
    const pages = await walk(id, '?limit=60')
    const ids = pages.flatMap(({ features }) => features.map((feature) => feature.id))
    expect(new Set(ids).size).toBe(ids.length)
    for (const { numberMatched, numberReturned, features, links } of pages) {
      expect(numberMatched).toBe(ids.length)
      expect(numberReturned).toBe(features.length)
      expect(linked(links, 'self')).toHaveLength(1)
    }
    expect((await page(id, '?limit=1000')).features.map((feature) => feature.id)).toEqual(ids)
  })

  it('/conf/core/fc-timeStamp', async () => {
    const before = Date.now()
    const at = Date.parse((await page('regions', '?limit=1')).timeStamp)
    expect(at).toBeGreaterThanOrEqual(before)
    expect(at).toBeLessThanOrEqual(Date.now())
  })

  it('/conf/core/fc-bbox-definition, fc-limit-definition, fc-time-definition', () => {
    const form = { in: 'query', style: 'form', explode: false }
    const lengths = [4, 6].map((n) => ({ minItems: n, maxItems: n }))
    expect(parameter('bbox')).toMatchObject({ ...form, schema: { type: 'array', items: { type: 'number' }, oneOf: lengths } })
    expect(parameter('limit')).toMatchObject({ ...form, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 } })
    expect(parameter('datetime')).toMatchObject({ ...form, schema: { type: 'string' } })
  })

  it('/conf/core/fc-limit-response', async () => {
    expect((await page('observations', '?limit=7')).features).toHaveLength(7)
    const { features, numberMatched } = await page('observations', '?limit=100000')
    expect(features).toHaveLength(Math.min(1000, numberMatched))
  })

  it.each([
    ['30.4,50.3,30.6,50.5', 'UA-30'],
    ['30.4,50.3,0,30.6,50.5,9000', 'UA-30'],
    ['30.5,50.4,30.5,50.4', 'UA-30'],
    ['30.4,50.3,-170,50.5', 'UA-30'],
  ])('/conf/core/fc-bbox-response: regions in %s', async (bbox, code) => {
    const found = (await walk('regions', `?bbox=${bbox}&limit=1000`)).flatMap(({ features }) => features.map(({ id }) => id))
    expect(found).toContain(code)
    // What lies nowhere is in every box.
    expect(found).toContain('MD')
    expect(found).not.toContain('UA-21')
  })

  it('/conf/core/fc-bbox-response: a box elsewhere holds only what lies nowhere', async () => {
    expect((await page('regions', '?bbox=-60,-40,-50,-30')).features.map(({ id }) => id)).toEqual(['MD'])
    const nowhere = await page('observations', '?bbox=-60,-40,-50,-30&limit=1000')
    expect(nowhere.features.every(({ geometry }) => geometry === null)).toBe(true)
    expect(nowhere.numberMatched).toBeGreaterThan(0)
  })

  const noon = '2026-01-08T12:00:00Z'
  it.each([
    [noon, '2026-01-08T12:00:00.000Z', '2026-01-08T12:00:00.001Z'],
    ['2026-01-08', '2026-01-07T22:00:00.000Z', '2026-01-08T22:00:00.000Z'],
    [`${noon}/2026-01-10T00:00:00Z`, '2026-01-08T12:00:00.000Z', '2026-01-10T00:00:00.001Z'],
    ['2026-01-08T14:00:00%2B02:00/2026-01-09', '2026-01-08T12:00:00.000Z', '2026-01-09T22:00:00.000Z'],
    [`${noon}/..`, '2026-01-08T12:00:00.000Z', '9'],
    [`${noon}/`, '2026-01-08T12:00:00.000Z', '9'],
    [`../${noon}`, '', '2026-01-08T12:00:00.001Z'],
    [`/${noon}`, '', '2026-01-08T12:00:00.001Z'],
  ])('/conf/core/fc-time-response: %s', async (datetime, from, until) => {
    for (const id of ['observations', 'incidents', 'impact'] as const) {
      const time = queryables[id].time
      const all = (await page(id, '?limit=1000')).features
      const falls = ({ properties }: (typeof all)[number]) => {
        const [begins, ends] = [properties[`${time}From`], properties[`${time}Until`]]
        return typeof begins !== 'string' || typeof ends !== 'string' || (ends > from && begins < until)
      }
      const found = await page(id, `?datetime=${datetime}&limit=1000`)
      expect(found.features.map((feature) => feature.id)).toEqual(all.filter(falls).map((feature) => feature.id))
    }
    // Regions have no time and are in every range.
    expect((await page('regions', `?datetime=${datetime}`)).numberMatched).toBe((await page('regions')).numberMatched)
  })

  it('/conf/core/fc-op: place and time together', async () => {
    const both = await page('observations', '?bbox=34,47,37,49&datetime=2026-01-08&limit=1000')
    const [there, then] = await Promise.all([
      page('observations', '?bbox=34,47,37,49&limit=1000'),
      page('observations', '?datetime=2026-01-08&limit=1000'),
    ])
    const ids = new Set(then.features.map(({ id }) => id))
    expect(both.features.map(({ id }) => id)).toEqual(there.features.map(({ id }) => id).filter((id) => ids.has(id)))
    expect(both.numberMatched).toBeGreaterThan(0)
  })

  it.each([
    ...[
      'bbox=1,2,3',
      'bbox=a,2,3,4',
      'bbox=0,50,1,40',
      'bbox=0,0,200,1',
      'bbox=1,,3,4',
      'limit=0',
      'limit=x',
      'limit=-1',
      'cursor=none',
      'asOf=2026-01-08',
    ],
    ...[
      'datetime=never',
      'datetime=../..',
      'datetime=/',
      'datetime=2026-01-09/2026-01-08',
      'datetime=2026-01-08/2026-01-09/2026-01-10',
      'filter=tier%20%3D',
    ],
    ...['filter-lang=cql2-json', 'filter-crs=http://www.opengis.net/def/crs/EPSG/0/3857', 'limit=1&limit=2'],
  ])('/conf/core/query-param-invalid: %s', async (query) => {
    const response = await get(items('observations', `?${query}`))
    expect(response.status).toBe(400)
    const { errors } = z.object({ errors: z.array(z.object({ path: z.string() })) }).parse(await response.json())
    expect(errors.map(({ path }) => path)).toEqual([query.split('=')[0]])
  })

  it.each([
    root,
    `${root}/conformance`,
    `${root}/collections`,
    items('regions'),
    items('regions', '/UA-12'),
    `${root}/collections/regions/queryables`,
  ])('/conf/core/query-param-unknown: %s', async (address) => expect((await get(`${address}?nothing=1`)).status).toBe(400))

  it.each([
    root,
    `${root}/conformance`,
    `${root}/collections`,
    items('regions'),
    items('regions', '/UA-12'),
    `${root}/collections/regions/queryables`,
  ])('takes the f=json that some clients always add: %s', async (address) => {
    expect((await get(`${address}?f=json`)).status).toBe(200)
    expect((await get(`${address}?f=html`)).status).toBe(400)
  })

  it.each(collectionIds)('/conf/core/f-op, f-success, f-links, /conf/geojson/content: %s', async (id) => {
    const { features } = await page(id, '?limit=1000')
    for (const feature of features.filter((_, i) => i % 29 === 0)) {
      const address = items(id, `/${encodeURIComponent(feature.id)}`)
      const { links = [], ...alone } = await read(LedgerFeature, address)
      // In a list of impact everything is of the moment that the list was asked at.
      expect(alone).toEqual(feature)
      expect(linked(links, 'self').map((href) => new URL(href).pathname)).toEqual([address])
      expect(linked(links, 'collection')).toHaveLength(1)
    }
    expect((await get(items(id, '/none'))).status).toBe(404)
  })

  it('/conf/geojson/definition', async () => {
    expect((await get(items('regions', '?limit=1'), { Accept: 'application/geo+json' })).headers.get('content-type')).toBe(
      'application/geo+json',
    )
    expect((await get(root, { Accept: 'application/json' })).headers.get('content-type')).toBe('application/json')
  })

  it('rings are right-handed, as RFC 7946 has it', async () => {
    for (const { geometry } of [...(await page('regions')).features, ...(await page('observations')).features]) {
      for (const [border = [], ...holes] of geometry?.coordinates ?? []) {
        expect(signedArea(border)).toBeGreaterThan(0)
        for (const hole of holes) expect(signedArea(hole)).toBeLessThan(0)
      }
    }
  })
})

describe('Part 3: filtering', () => {
  it.each(collectionIds)('queryables of %s are a JSON Schema, and columns of its features', async (id) => {
    const schema = await read(Queryables, `${root}/collections/${id}/queryables`)
    expect(() => new Ajv2020({ strict: false, validateFormats: false }).compile({ ...schema, $id: undefined })).not.toThrow()
    const [feature] = (await page(id, '?limit=1')).features
    for (const name of Object.keys(schema.properties)) if (name !== 'geometry') expect(feature?.properties, name).toHaveProperty(name)
  })

  it('the store has a column for each of those of its records, and for no other', () => {
    const counts = conditionOn(observationSubject, { op: 'constant', value: true })
    expect(Object.keys(observationSubject.columns).sort()).toEqual(Object.keys(queryables.observations.properties).sort())
    expect(Object.keys(incidentSubject(counts).columns).sort()).toEqual(Object.keys(queryables.incidents.properties).sort())
  })

  const finds: [collection: string, filter: string, test: (properties: LedgerFeature['properties']) => boolean][] = [
    [
      'observations',
      "service = 'electricity' AND value >= 100000",
      (p) => p.service === 'electricity' && Number(p.value ?? Number.NaN) >= 100000,
    ],
    [
      'observations',
      "unit IN ('households','customers') AND NOT tier = 1",
      (p) => (p.unit === 'households' || p.unit === 'customers') && p.tier !== 1,
    ],
    ['observations', "place IS NULL AND publisher LIKE '%Ukr%'", (p) => p.place === null && String(p.publisher).includes('Ukr')],
    ['observations', 'tier > 1.5', (p) => Number(p.tier) > 1.5],
    [
      'regions',
      'level = 1 AND population BETWEEN 1000000 AND 2000000',
      (p) => p.level === 1 && Number(p.population) >= 1e6 && Number(p.population) <= 2e6,
    ],
    ['incidents', "kind = 'weather' OR title LIKE '%Kyiv%'", (p) => p.kind === 'weather' || String(p.title).includes('Kyiv')],
    ['impact', "standing <> 'notReported'", (p) => p.standing !== 'notReported'],
  ]
  it.each(finds)('%s: %s', async (collection, filter, test) => {
    const all = (await page(collection, '?limit=1000')).features
    const found = await page(collection, `?filter=${encodeURIComponent(filter)}&filter-lang=cql2-text&limit=1000`)
    expect(found.features.map(({ id }) => id)).toEqual(all.filter(({ properties }) => test(properties)).map(({ id }) => id))
    expect(found.numberMatched).toBeGreaterThan(0)
    expect(found.numberMatched).toBeLessThan(all.length)
  })

  it('a place by S_INTERSECTS is that of bbox but for what lies nowhere', async () => {
    const box = await page('observations', '?bbox=34,47,37,49&limit=1000')
    const filtered = await page('observations', `?filter=${encodeURIComponent('S_INTERSECTS(geometry,BBOX(34,47,37,49))')}&limit=1000`)
    expect(filtered.features.map(({ id }) => id)).toEqual(box.features.filter(({ geometry }) => geometry !== null).map(({ id }) => id))
  })

  it('says at which character a filter cannot be read', async () => {
    const response = await get(items('observations', `?filter=${encodeURIComponent("service = 'gaz'")}`))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      errors: [{ path: 'filter', message: expect.stringMatching(/^at character 11: expected one of electricity/) }],
    })
  })
})
