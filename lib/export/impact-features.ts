import type { Geometry } from 'geojson'
import { z } from 'zod'
import { type PackTopology, toFeatures } from '@/lib/regions/topology'
import { Feature } from '@/lib/schema/geometry'
import type { Impact } from '@/lib/schema/impact'
import { Instant } from '@/lib/schema/time'
import type { Cell } from './csv'
import { impactColumns, impactRows } from './impact-columns'

/** The boundaries of the regions of an answer, each with the property `code`. */
export type Boundaries = PackTopology

const value = z.union([z.string(), z.number(), z.boolean(), z.null()])
const properties = Object.fromEntries(impactColumns.map(({ name, says }) => [name, value.meta({ description: says })]))

/** RFC 7946 with foreign members: an impact answer by region, the properties named as the columns of its CSV. */
export const ImpactFeatures = z
  .object({
    type: z.literal('FeatureCollection'),
    asOf: Instant,
    knownAt: Instant.nullable(),
    publishedBy: Instant.nullable(),
    level: z.union([z.literal(1), z.literal(2)]),
    attribution: z.array(z.string()),
    features: z.array(
      Feature.extend({
        id: z.string().meta({ description: 'region/service' }),
        properties: z.object(properties),
        geometry: Feature.shape.geometry.nullable().meta({ description: 'null where no boundary is known' }),
      }),
    ),
  })
  .meta({ id: 'ImpactFeatures', description: 'One feature a region and service. Null is unknown and never 0.' })
export interface ImpactFeatures extends Pick<Impact, 'asOf' | 'knownAt' | 'publishedBy' | 'level'> {
  type: 'FeatureCollection'
  attribution: readonly string[]
  features: { type: 'Feature'; id: string; properties: Record<string, Cell>; geometry: Geometry | null }[]
}

/** What has to be shown beside a map of this: whose boundaries they are and where the counts come from. */
const attribution = [
  'Boundaries © OpenStreetMap contributors (https://www.openstreetmap.org/copyright), Open Database License 1.0',
  'Statements: the sources named in publishers, statedBy and urls, as held by Outage Ledger; counts of homes: denominatorSource',
]

/** An answer as GeoJSON: degrees, right-handed rings; a region without a boundary has the geometry null. */
export function impactFeatures(impact: Impact, boundaries: Boundaries): ImpactFeatures {
  const shapes = new Map(toFeatures(boundaries).features.map(({ id, geometry }) => [id, geometry]))
  const { asOf, knownAt, publishedBy, level } = impact
  const features = impactRows(impact).map((row) => ({
    type: 'Feature' as const,
    id: `${row.region}/${row.service}`,
    properties: Object.fromEntries(impactColumns.map(({ name, of }) => [name, of(row)])),
    geometry: shapes.get(row.region) ?? null,
  }))
  return { type: 'FeatureCollection', asOf, knownAt, publishedBy, level, attribution, features }
}
