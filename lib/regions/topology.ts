import type { Feature, FeatureCollection, Geometry, MultiPolygon, Position } from 'geojson'
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

/** Decimals of a degree that are written: a metre, finer than any boundary here is drawn. */
const decimals = 1e5
const rounded = (ring: readonly Position[]): Position[] =>
  ring.map((place) => place.map((degrees) => Math.round(degrees * decimals) / decimals))

/** RFC 7946, 3.1.6: the outer ring runs counterclockwise, holes run clockwise. */
function rightHanded(rings: Position[][]): Position[][] {
  return rings.map(rounded).map((ring, i) => (signedArea(ring) > 0 === (i === 0) ? ring : ring.reverse()))
}

const woundAreas = (areas: MultiPolygon): MultiPolygon => ({ ...areas, coordinates: areas.coordinates.map(rightHanded) })

function wind(geometry: Geometry): Geometry {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: rightHanded(geometry.coordinates) }
  return geometry.type === 'MultiPolygon' ? woundAreas(geometry) : geometry
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

/** What a merging reads of a topology: its arcs, as packs or the simplification have them, and areas with properties. */
export type MergeableTopology = Pick<PackTopology, 'type' | 'arcs' | 'objects'> & Partial<Pick<PackTopology, 'transform'>>

const areasIn = (topology: MergeableTopology) =>
  Object.values(topology.objects).flatMap((object) =>
    object.geometries.filter((geometry) => geometry.type === 'Polygon' || geometry.type === 'MultiPolygon'),
  )

/** All areas of a topology as one, their inner borders gone. */
export const wholeOf = (topology: PackTopology): MultiPolygon => woundAreas(merge(topology, areasIn(topology)))

/** The areas with these codes as one; null where the topology has not got all of them. */
export function areaOf(topology: PackTopology, codes: ReadonlySet<string>): MultiPolygon | null {
  const areas = areasIn(topology).filter(({ properties: { code } }) => typeof code === 'string' && codes.has(code))
  return areas.length === codes.size ? woundAreas(merge(topology, areas)) : null
}

/** As many of the areas with these codes as the topology has, as one; null where it has none of them. */
export function areaAmong(topology: MergeableTopology, codes: ReadonlySet<string>): MultiPolygon | null {
  const areas = areasIn(topology).filter(({ properties: { code } }) => typeof code === 'string' && codes.has(code))
  return areas.length > 0 ? woundAreas(merge(topology, areas)) : null
}
