import type { Feature, FeatureCollection, Geometry, Position } from 'geojson'
import { feature, merge } from 'topojson-client'
import { z } from 'zod'

const Properties = z.record(z.string(), z.unknown())
const line = z.array(z.number().int())
const shape = { properties: Properties }
const GeometryObject = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), arcs: z.array(line), ...shape }),
  z.object({ type: z.literal('MultiPolygon'), arcs: z.array(z.array(line)), ...shape }),
  z.object({ type: z.literal('LineString'), arcs: line, ...shape }),
  z.object({ type: z.literal('MultiLineString'), arcs: z.array(line), ...shape }),
])
const pair = z.tuple([z.number(), z.number()])

/** A quantised TopoJSON file of areas and lines, as the packs have them. */
export const PackTopology = z.object({
  type: z.literal('Topology'),
  transform: z.object({ scale: pair, translate: pair }),
  arcs: z.array(z.array(z.array(z.number()))),
  objects: z.record(z.string(), z.object({ type: z.literal('GeometryCollection'), geometries: z.array(GeometryObject) })),
})
export type PackTopology = z.infer<typeof PackTopology>

/** The same topology with other properties on each of its geometries; arcs are shared. */
export function withProperties(
  topology: PackTopology,
  change: (properties: Record<string, unknown>) => Record<string, unknown>,
): PackTopology {
  const objects = Object.entries(topology.objects).map(([name, { type, geometries }]) => {
    const changed = geometries.map((geometry) => ({ ...geometry, properties: change(geometry.properties) }))
    return [name, { type, geometries: changed }]
  })
  return { ...topology, objects: Object.fromEntries(objects) }
}

/** Twice the signed area of a closed ring in the plane of degrees: positive counterclockwise. */
export function signedArea(ring: readonly Position[]): number {
  return ring.reduce((sum, [x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = ring[i + 1] ?? ring[0] ?? []
    return sum + (x * nextY - nextX * y)
  }, 0)
}

/** RFC 7946, 3.1.6: the outer ring runs counterclockwise, holes run clockwise. */
function rightHanded(rings: Position[][]): Position[][] {
  return rings.map((ring, i) => (signedArea(ring) > 0 === (i === 0) ? ring : [...ring].reverse()))
}

function wind(geometry: Geometry): Geometry {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: rightHanded(geometry.coordinates) }
  if (geometry.type === 'MultiPolygon') return { ...geometry, coordinates: geometry.coordinates.map(rightHanded) }
  return geometry
}

/**
 * Everything in a topology as GeoJSON by RFC 7946: degrees, right-handed rings. A feature whose properties have a `code` has it as
 * its id too.
 */
export function toFeatures(topology: PackTopology): FeatureCollection {
  const features = Object.values(topology.objects).flatMap((object) => feature(topology, object).features)
  return { type: 'FeatureCollection', features: features.map(rewound) }
}

function rewound({ geometry, properties }: Feature): Feature {
  const code = properties?.code
  return { type: 'Feature', ...(typeof code === 'string' && { id: code }), geometry: wind(geometry), properties }
}

/** All areas of a topology as one, their inner borders gone. */
export function wholeOf(topology: PackTopology): Geometry {
  const areas = Object.values(topology.objects).flatMap((object) =>
    object.geometries.filter((geometry) => geometry.type === 'Polygon' || geometry.type === 'MultiPolygon'),
  )
  return wind(merge(topology, areas))
}
