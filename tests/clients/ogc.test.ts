import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { FeaturePage } from '@/lib/schema/feature'
import { collectionIds } from '@/lib/schema/vocabulary'
import { type RunningServer, startServer } from '../support/server'
import { clientModules } from './client-modules'
import { readWithPython } from './read-with-python'
import { clientSuite } from './suite'

const run = async (command: string, ...args: string[]): Promise<string> =>
  (await promisify(execFile)(command, args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })).stdout

const ReadFeatures = z.object({
  features: z.array(z.object({ properties: z.looseObject({}), geometry: z.object({ type: z.string() }).nullable() })),
})

let server: RunningServer | undefined
const root = () => `${server?.baseUrl}/api/ogc`
const page = async (collection: string, query: string): Promise<FeaturePage> =>
  FeaturePage.parse(await (await fetch(`${root()}/collections/${collection}/items?${query}`)).json())
const sorted = (ids: readonly unknown[]) => ids.map(String).sort()

const clients = [{ command: 'ogr2ogr' }, { command: 'ogrinfo' }, { python: 'owslib' }, { npm: '@ogcapi-js/features' }]
clientSuite('readers of OGC API – Features', clients, () => {
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.stop())

  describe('GDAL', () => {
    const read = async (collection: string, ...args: string[]) =>
      ReadFeatures.parse(JSON.parse(await run('ogr2ogr', '-f', 'GeoJSON', '/vsistdout/', `OAPIF:${root()}`, collection, ...args))).features

    it('lists the collections', async () => {
      const listed = await run('ogrinfo', '-q', `OAPIF:${root()}`)
      expect([...listed.matchAll(/^\d+: (\w+)/gm)].map(([, name]) => name)).toEqual(collectionIds)
    })

    it.each(collectionIds)('reads every feature of %s by next links', async (collection) => {
      const features = await read(collection)
      expect(features).toHaveLength((await page(collection, 'limit=1')).numberMatched)
      expect(features.length).toBeGreaterThan(10)
    })

    it.each(['regions', 'observations'])('finds in a box what the API finds: %s', async (collection) => {
      const { features, numberMatched } = await page(collection, 'bbox=34,47,37,49&limit=1000')
      const placed = features.filter(({ geometry }) => geometry !== null)
      const found = await read(collection, '-spat', '34', '47', '37', '49')
      // GDAL looks once more at what it was given, and lets go of what has no area.
      expect(sorted(found.map(({ properties }) => properties.id))).toEqual(sorted(placed.map(({ id }) => id)))
      expect(numberMatched).toBeLessThan((await page(collection, 'limit=1')).numberMatched)
    })
  })

  describe('owslib', () => {
    const script = `
import sys, json
from owslib.ogcapi.features import Features
w = Features(sys.argv[1])
query = dict(bbox=[34, 47, 37, 49], datetime='2026-01-08T00:00:00Z/2026-01-09T00:00:00Z', limit=1000)
ids = lambda answer: [feature['id'] for feature in answer['features']]
print(json.dumps({
    'conformance': w.conformance()['conformsTo'], 'api': w.api()['openapi'], 'collections': w.feature_collections(),
    'queryables': {name: sorted(w.collection_queryables(name)['properties']) for name in w.feature_collections()},
    'extent': w.collection('observations')['extent'],
    'found': ids(w.collection_items('observations', **query)),
    'filtered': ids(w.collection_items('observations', filter="service = 'heating'", limit=1000)),
    'region': w.collection_item('regions', 'UA-12')['properties']['nameEn']}))`
    const Read = z.object({
      ...{ conformance: z.array(z.string()), api: z.string(), collections: z.array(z.string()), region: z.string() },
      ...{ queryables: z.record(z.string(), z.array(z.string())), found: z.array(z.string()), filtered: z.array(z.string()) },
      extent: z.object({ spatial: z.object({}), temporal: z.object({}) }),
    })

    it('reads conformance, the document, collections, queryables and items', async () => {
      const told = await readWithPython(Read, script, root())
      expect(told.conformance).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core')
      expect(told.api).toBe('3.0.3')
      expect(told.collections).toEqual(collectionIds)
      expect(told.queryables.observations).toContain('service')
      expect(told.region).toMatch(/Dnipropetrovsk/)
      const both = await page('observations', 'bbox=34,47,37,49&datetime=2026-01-08T00:00:00Z/2026-01-09T00:00:00Z&limit=1000')
      expect(told.found).toEqual(both.features.map(({ id }) => id))
      expect(told.found.length).toBeGreaterThan(0)
      const filtered = await page('observations', `filter=${encodeURIComponent("service = 'heating'")}&limit=1000`)
      expect(told.filtered).toEqual(filtered.features.map(({ id }) => id))
    })
  })

  describe('@ogcapi-js/features', () => {
    const load = createRequire(join(clientModules, 'package.json'))
    const { FeatureService }: typeof import('@ogcapi-js/features') = load('@ogcapi-js/features')
    const { request }: typeof import('@ogcapi-js/shared') = load('@ogcapi-js/shared')

    it('lists the collections and pages through one', async () => {
      const service = new FeatureService({ baseUrl: root() })
      expect((await service.getCollections()).collections.map(({ id }) => id)).toEqual(collectionIds)
      expect(Object.keys((await service.getQueryables('impact')).properties ?? {})).toContain('standing')
      const ids: string[] = []
      let at = FeaturePage.parse(await service.getFeatures('observations', { limit: 150 }))
      for (const matched = at.numberMatched; ; ) {
        ids.push(...at.features.map(({ id }) => id))
        const next = at.links.find(({ rel }) => rel === 'next')
        if (next === undefined) {
          expect(new Set(ids).size).toBe(matched)
          break
        }
        at = FeaturePage.parse(await request({ url: next.href }))
      }
      expect((await service.getFeature('observations', ids[0] ?? '')).id).toBe(ids[0])
    })

    it('finds by place and time what the API finds', async () => {
      const service = new FeatureService({ baseUrl: root() })
      const datetime = { start: new Date('2026-01-08T00:00:00Z'), end: new Date('2026-01-09T00:00:00Z') }
      const { features } = await service.getFeatures('observations', { bbox: [34, 47, 37, 49], datetime, limit: 1000 })
      const asked = await page('observations', 'bbox=34,47,37,49&datetime=2026-01-08T00:00:00Z/2026-01-09T00:00:00Z&limit=1000')
      expect(features.map(({ id }) => id)).toEqual(asked.features.map(({ id }) => id))
    })
  })
})
