import { z } from 'zod'

/** One area with what is said of it. */
export const Feature = z.looseObject({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()),
  geometry: z.looseObject({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) }),
})

/** RFC 7946: boundaries as polygons, longitude and latitude in degrees, WGS 84. */
export const FeatureCollection = z
  .looseObject({ type: z.literal('FeatureCollection'), features: z.array(Feature) })
  .meta({ id: 'FeatureCollection' })
export type FeatureCollection = z.infer<typeof FeatureCollection>

const arc = z.array(z.number().int())
const properties = { properties: z.record(z.string(), z.unknown()) }
const Shape = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('Polygon'), arcs: z.array(arc), ...properties }),
  z.looseObject({ type: z.literal('MultiPolygon'), arcs: z.array(z.array(arc)), ...properties }),
  z.looseObject({ type: z.literal('LineString'), arcs: arc, ...properties }),
  z.looseObject({ type: z.literal('MultiLineString'), arcs: z.array(arc), ...properties }),
])
const pair = z.tuple([z.number(), z.number()])

/** The same with every shared border once, as the TopoJSON format has it: quantised, areas and lines. */
export const Topology = z
  .looseObject({
    type: z.literal('Topology'),
    transform: z.object({ scale: pair, translate: pair }),
    arcs: z.array(z.array(z.array(z.number()))),
    objects: z.record(z.string(), z.looseObject({ type: z.literal('GeometryCollection'), geometries: z.array(Shape) })),
  })
  .meta({ id: 'Topology' })
export type Topology = z.infer<typeof Topology>

export const Geometry = z.union([FeatureCollection, Topology])
export type Geometry = z.infer<typeof Geometry>
