import { z } from 'zod'
import { crs84 } from './feature-query'
import { Instant } from './time'
import { collectionIds } from './vocabulary'

export const CollectionId = z.enum(collectionIds)
export type CollectionId = z.infer<typeof CollectionId>

/** A link of the OGC API (RFC 8288 as JSON): where to, as what, of which media type. */
export const Link = z
  .object({ href: z.string(), rel: z.string(), type: z.string(), title: z.string().optional(), hreflang: z.string().optional() })
  .meta({ id: 'Link' })
export type Link = z.infer<typeof Link>

/** Where a reader of the OGC API begins. */
export const LandingPage = z
  .object({ title: z.string(), description: z.string(), attribution: z.string(), links: z.array(Link) })
  .meta({ id: 'LandingPage' })
export type LandingPage = z.infer<typeof LandingPage>

/** Which parts of the standards are kept, by their names. */
export const Conformance = z.object({ conformsTo: z.array(z.string()) }).meta({ id: 'Conformance' })
export type Conformance = z.infer<typeof Conformance>

/** Where and when the features of a collection lie; an open beginning or end is null. */
export const Extent = z
  .object({
    spatial: z.object({ bbox: z.array(z.array(z.number()).length(4)), crs: z.literal(crs84) }),
    temporal: z.object({ interval: z.array(z.array(Instant.nullable()).length(2)) }),
  })
  .meta({ id: 'Extent' })
export type Extent = z.infer<typeof Extent>

export const Collection = z
  .object({
    id: CollectionId,
    title: z.string(),
    description: z.string(),
    attribution: z.string(),
    itemType: z.literal('feature'),
    extent: Extent,
    crs: z.array(z.string()),
    storageCrs: z.string(),
    links: z.array(Link),
  })
  .meta({ id: 'Collection' })
export type Collection = z.infer<typeof Collection>

export const Collections = z.object({ links: z.array(Link), collections: z.array(Collection) }).meta({ id: 'Collections' })
export type Collections = z.infer<typeof Collections>

const Area = z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(z.array(z.number())))) })

/** One feature of a collection. */
export const LedgerFeature = z
  .object({
    type: z.literal('Feature'),
    id: z.string(),
    geometry: Area.nullable().meta({ description: 'the area of the region or regions; null where none is known' }),
    properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()])),
    links: z.array(Link).optional(),
  })
  .meta({ id: 'LedgerFeature' })
export type LedgerFeature = z.infer<typeof LedgerFeature>

/** One page of a collection. */
export const FeaturePage = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(LedgerFeature),
    numberMatched: z.number().int(),
    numberReturned: z.number().int(),
    timeStamp: Instant,
    links: z.array(Link),
  })
  .meta({ id: 'FeaturePage' })
export type FeaturePage = z.infer<typeof FeaturePage>

/** By which properties features can be asked for: a JSON Schema. */
export const Queryables = z
  .looseObject({
    $schema: z.string(),
    $id: z.string(),
    type: z.literal('object'),
    title: z.string(),
    properties: z.record(z.string(), z.looseObject({})),
  })
  .meta({ id: 'Queryables' })
export type Queryables = z.infer<typeof Queryables>
