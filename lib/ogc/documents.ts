import { impactTable } from '@/lib/export/impact-columns'
import { incidentTable } from '@/lib/export/incident-columns'
import { observationTable } from '@/lib/export/observation-columns'
import type { Column } from '@/lib/export/table'
import type { Territory } from '@/lib/regions/territory'
import type {
  Collection,
  CollectionId,
  Collections,
  Conformance,
  Extent,
  LandingPage,
  LedgerFeature,
  Link,
  Queryables,
} from '@/lib/schema/feature'
import { CollectionId as Id } from '@/lib/schema/feature'
import { crs84 } from '@/lib/schema/feature-query'
import type { Instant } from '@/lib/schema/time'
import { geometryName, type Queryable, queryables } from './queryable'
import { regionTable } from './region-columns'

const json = 'application/json'
const geojson = 'application/geo+json'

/** What has to be said beside a map of this. */
const attributionOf = ({ credit, licence }: Territory['boundaries']) =>
  `Boundaries ${credit} (${licence.title}). Statements: the sources named in each, as held by Outage Ledger.`

const part1 = ['core', 'geojson', 'oas30']
/** What is kept of the standards; each of these is held by tests. */
const conformsTo = [
  ...part1.map((name) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`),
  ...[...part1, 'oas31'].map((name) => `http://www.opengis.net/spec/ogcapi-features-1/1.1/conf/${name}`),
  ...['queryables', 'filter', 'features-filter'].map((name) => `http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/${name}`),
  ...['cql2-text', 'basic-cql2', 'advanced-comparison-operators', 'basic-spatial-functions'].map(
    (name) => `http://www.opengis.net/spec/cql2/1.0/conf/${name}`,
  ),
]

export const conformance = (): Conformance => ({ conformsTo })

/** Where readers begin. `root` is the address of the API of features, without a slash at its end. */
export function landingPage(root: string, boundaries: Territory['boundaries']): LandingPage {
  const site = new URL(root).origin
  const links: Link[] = [
    { href: root, rel: 'self', type: json, title: 'This document' },
    {
      href: `${site}/api/v1/openapi.json`,
      rel: 'service-desc',
      type: 'application/vnd.oai.openapi+json;version=3.1',
      title: 'OpenAPI 3.1',
    },
    { href: `${root}/openapi-3.0.json`, rel: 'service-desc', type: 'application/vnd.oai.openapi+json;version=3.0', title: 'OpenAPI 3.0' },
    { href: `${site}/en/data`, rel: 'service-doc', type: 'text/html', hreflang: 'en', title: 'How to use the data' },
    { href: `${site}/uk/data`, rel: 'service-doc', type: 'text/html', hreflang: 'uk', title: 'Як користуватися даними' },
    { href: `${root}/conformance`, rel: 'conformance', type: json, title: 'Which standards are kept' },
    { href: `${root}/collections`, rel: 'data', type: json, title: 'The collections' },
  ]
  return {
    title: 'Outage Ledger',
    description: 'Sourced records of energy outages and what they do to people, as features on the map of regions.',
    attribution: attributionOf(boundaries),
    links,
  }
}

const about: Record<CollectionId, { title: string; description: string }> = {
  regions: {
    title: 'Regions',
    description:
      'The territory: its regions with names, codes, counts of people and homes, and boundaries. They have no time, and are in every range.',
  },
  impact: {
    title: 'Impact',
    description:
      'How each region of level 1 stands for each service at one moment, as a range with its sources: now, or the end of the last day with figures; another moment by asOf. Its time is that of the figure that stands.',
  },
  incidents: {
    title: 'Incidents',
    description:
      'Public incidents, newest start first. Their time is that in which they began, as exactly as it was said; their area is of all regions that their reports name.',
  },
  observations: {
    title: 'Observations',
    description:
      'What was said: one statement with its source, newest first. Its time is that which it speaks of, its area that of the regions it names; nothing here is more exact than a region.',
  },
}
const everywhere =
  ' Areas of regions are drawn coarsely. What lies nowhere on this map is in every box, and what has no time in every range, as the standard has it.'

const rel = (name: string) => `http://www.opengis.net/def/rel/ogc/1.0/${name}`

/** One collection; the same in the list and at its own address. */
export function collectionOf(root: string, id: CollectionId, extent: Extent, boundaries: Territory['boundaries']): Collection {
  const self = `${root}/collections/${id}`
  const { title, description } = about[id]
  return {
    id,
    title,
    description: id === 'regions' ? description : description + everywhere,
    attribution: attributionOf(boundaries),
    itemType: 'feature',
    extent,
    crs: [crs84],
    storageCrs: crs84,
    links: [
      { href: self, rel: 'self', type: json, title },
      { href: `${self}/items`, rel: 'items', type: geojson, title },
      { href: `${self}/queryables`, rel: rel('queryables'), type: 'application/schema+json', title: 'What can be asked for' },
      { href: root, rel: 'root', type: json, title: 'Outage Ledger' },
    ],
  }
}

export const collectionsOf = (root: string, extents: Record<CollectionId, Extent>, boundaries: Territory['boundaries']): Collections => ({
  links: [{ href: `${root}/collections`, rel: 'self', type: json, title: 'The collections' }],
  collections: Id.options.map((id) => collectionOf(root, id, extents[id], boundaries)),
})

type Said = Pick<Column<never>, 'name' | 'says'>
const columns: Record<CollectionId, readonly Said[]> = {
  regions: regionTable.columns,
  impact: impactTable.columns,
  incidents: incidentTable.columns,
  observations: observationTable.columns,
}

function propertySchema({ type, of }: Queryable, says: string) {
  const shape = type === 'instant' ? { type: 'string', format: 'date-time' } : { type, ...(of && { enum: [...of] }) }
  return { ...shape, title: says }
}

/** What a filter may speak of, as a JSON Schema. */
export function queryablesOf(root: string, id: CollectionId): Queryables {
  const { properties, time } = queryables[id]
  const says = new Map(columns[id].map((column) => [column.name, column.says]))
  const asked = Object.entries(properties).map(([name, queryable]) => [name, propertySchema(queryable, says.get(name) ?? name)])
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${root}/collections/${id}/queryables`,
    type: 'object',
    title: about[id].title,
    properties: {
      [geometryName]: { title: 'where it lies: for S_INTERSECTS', format: 'geometry-any', 'x-ogc-role': 'primary-geometry' },
      ...(time !== null && {
        [time]: {
          title: `${says.get(time) ?? time}; for T_INTERSECTS`,
          type: 'string',
          format: 'date-time',
          'x-ogc-role': 'primary-instant',
        },
      }),
      ...Object.fromEntries(asked),
    },
    additionalProperties: false,
  }
}

/** One page of features. `self` is its own address and `next` that of the page behind it. */
export function featurePage(
  features: LedgerFeature[],
  { matched, at, self, next, collection }: { matched: number; at: Instant; self: string; next: string | null; collection: string },
) {
  const links: Link[] = [
    { href: self, rel: 'self', type: geojson, title: 'This page' },
    ...(next === null ? [] : [{ href: next, rel: 'next', type: geojson, title: 'The next page' }]),
    { href: collection, rel: 'collection', type: json, title: 'The collection' },
  ]
  return { type: 'FeatureCollection' as const, numberMatched: matched, numberReturned: features.length, timeStamp: at, links, features }
}

/** One feature at its own address. */
export function linkedFeature(feature: LedgerFeature, self: string, collection: string): LedgerFeature {
  const links: Link[] = [
    { href: self, rel: 'self', type: geojson, title: 'This feature' },
    { href: collection, rel: 'collection', type: json, title: 'The collection it is part of' },
  ]
  return { ...feature, links }
}
