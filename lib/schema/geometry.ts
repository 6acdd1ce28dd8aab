import { z } from 'zod'

const Feature = z.looseObject({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()),
  geometry: z.looseObject({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) }),
})

/** RFC 7946: boundaries as polygons, longitude and latitude in degrees, WGS 84. */
export const FeatureCollection = z
  .looseObject({ type: z.literal('FeatureCollection'), features: z.array(Feature) })
  .meta({ id: 'FeatureCollection' })
export type FeatureCollection = z.infer<typeof FeatureCollection>

/** The same with every shared border once, as the TopoJSON format has it. */
export const Topology = z
  .looseObject({ type: z.literal('Topology'), objects: z.record(z.string(), z.unknown()), arcs: z.array(z.unknown()) })
  .meta({ id: 'Topology' })
export type Topology = z.infer<typeof Topology>

export const Geometry = z.union([FeatureCollection, Topology])
export type Geometry = z.infer<typeof Geometry>
