import type { MultiPolygon, Position } from 'geojson'
import { filter, filterWeight, presimplify, simplify } from 'topojson-simplify'
import type { Territory } from './territory'
import { areaAmong, type MergeableTopology, toFeatures, wholeOf } from './topology'

/** An area on the map: longitude and latitude in degrees, WGS 84, right-handed rings. All are of one type, which some readers want of a layer. */
export type Area = MultiPolygon

/** Where regions lie. */
export interface Outlines {
  /** The area of several regions together, their common borders gone. Null where none of them has one: countries of other packs. */
  of(codes: readonly string[]): Area | null
  /** The regions that have an area, with it. */
  areas: ReadonlyMap<string, Area>
}

/**
 * How small a bend may be, in square degrees, before an outline goes straight: some seven kilometres. A statement carries the outline of its
 * region, and thousands of statements carry thousands of them: 0.8 kB an oblast, where the boundaries of the web map have 26. A test holds
 * that no border crosses another at this value, which straightening alone does not promise.
 */
const smallestBend = 0.0047

/** A ring on a grid of so many digits, each point once; nothing where no three are left to enclose anything. */
function roundedRing(ring: Position[], digits: number): Position[][] {
  const scale = 10 ** digits
  const points = ring.map(([x = 0, y = 0]): Position => [Math.round(x * scale) / scale, Math.round(y * scale) / scale])
  const told = points.filter(([x, y], i) => i === 0 || x !== points[i - 1]?.[0] || y !== points[i - 1]?.[1])
  return told.length < 4 ? [] : [told]
}

/** Every ring rounded; a part whose own border is gone goes with its holes. */
function rounded({ type, coordinates }: Area, digits: number): Area {
  const parts = coordinates.map(([border = [], ...holes]) => ({ border: roundedRing(border, digits), holes }))
  const kept = parts.filter(({ border }) => border.length > 0)
  return { type, coordinates: kept.map(({ border, holes }) => [...border, ...holes.flatMap((hole) => roundedRing(hole, digits))]) }
}

/** The borders of the smallest regions drawn coarsely, each shared one once, so that neighbours still meet; islets and exclaves smaller than a bend are gone, and so are regions, which then keep their boundary. */
function coarse(territory: Territory): MergeableTopology {
  const straightened = simplify(presimplify(territory.geometry(2, 'web')), smallestBend)
  const { type, arcs, objects } = filter(straightened, filterWeight(straightened, smallestBend))
  const kept = Object.entries(objects).flatMap(([name, object]) => ('geometries' in object ? [[name, object] as const] : []))
  return { type, arcs, objects: Object.fromEntries(kept) }
}

/** Combinations of regions that statements speak of together; there are a few dozen. */
const mostKept = 2000

function outlinesOf(territory: Territory): Outlines {
  const topology = coarse(territory)
  const known = new Map<string, Area | null>()
  const drawn = (codes: readonly string[]) => {
    const inside = new Set(territory.widen(codes))
    const area = areaAmong(topology, inside)
    if (area !== null) return rounded(area, 3)
    const boundary = areaAmong(territory.geometry(2, 'web'), inside)
    const kept = boundary === null ? null : rounded(boundary, 5)
    return kept !== null && kept.coordinates.length > 0 ? kept : null
  }
  const of = (codes: readonly string[]) => {
    const key = [...codes].sort().join(' ')
    const found = known.get(key)
    if (found !== undefined) return found
    const area = drawn(codes)
    if (known.size >= mostKept) known.clear()
    known.set(key, area)
    return area
  }
  const areas = territory.regions.flatMap(({ code }) => {
    const area = drawn([code])
    return area === null ? [] : [[code, area] as const]
  })
  return { of, areas: new Map(areas) }
}

function boundariesOf(territory: Territory): ReadonlyMap<string, Area> {
  const [own] = territory.regions
  const country: [string, Area][] = own === undefined ? [] : [[own.code, wholeOf(territory.geometry(1, 'web'))]]
  const features = ([1, 2] as const).flatMap((level) => toFeatures(territory.geometry(level, 'web')).features)
  const areas = features.flatMap(({ id, geometry }): [string, Area][] => {
    if (geometry.type === 'Polygon') return [[String(id), { type: 'MultiPolygon', coordinates: [geometry.coordinates] }]]
    return geometry.type === 'MultiPolygon' ? [[String(id), geometry]] : []
  })
  return new Map([...country, ...areas].map(([code, area]) => [code, rounded(area, 5)]))
}

/** Works something out of a territory once for each. */
function oncePer<T>(work: (territory: Territory) => T): (territory: Territory) => T {
  const done = new WeakMap<Territory, T>()
  return (territory) => {
    const found = done.get(territory) ?? work(territory)
    done.set(territory, found)
    return found
  }
}

/** The regions drawn coarsely, to be carried by whatever speaks of them. Every oblast is drawn of its raions, so that all of them fit together. */
export const coarseOutlines = oncePer(outlinesOf)

/** The boundaries of the web map by region, the country's among them, to a metre. */
export const fineBoundaries = oncePer(boundariesOf)
