import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson'
import type { Territory } from '@/lib/regions/territory'
import { areaOf } from '@/lib/regions/topology'

/** What of a territory its regions are drawn from. */
export type Ground = Pick<Territory, 'find' | 'geometry' | 'version' | 'boundaries'>

/** Where regions lie: one area for all of them together; null where one has no boundary, or is a whole country. */
export type Shapes = (codes: readonly string[]) => Geometry | null

const polygonsOf = ({ type, coordinates }: Polygon | MultiPolygon): Position[][][] => (type === 'Polygon' ? [coordinates] : coordinates)

/**
 * The areas of a territory's regions of level 1 and 2. Several regions are one area, their inner borders gone, since a figure that was said
 * of all of them together is of no part. What was said of a whole country lies nowhere in particular.
 */
export function regionShapes(territory: Pick<Territory, 'find' | 'geometry'>): Shapes {
  const known = new Map<string, Geometry | null>()
  const shapeOf = (codes: readonly string[]): Geometry | null => {
    const regions = codes.map((code) => territory.find(code))
    const parts = ([1, 2] as const).flatMap((level) => {
      const wanted = new Set(regions.flatMap((region) => (region?.level === level ? region.code : [])))
      return wanted.size === 0 ? [] : [areaOf(territory.geometry(level, 'web'), wanted)]
    })
    const isWhole = regions.every((region) => region?.level === 1 || region?.level === 2) && parts.every((part) => part !== null)
    const areas = parts.filter((part) => part !== null)
    if (!isWhole || areas.length === 0) return null
    const [only, ...more] = areas
    return only !== undefined && more.length === 0 ? only : { type: 'MultiPolygon', coordinates: areas.flatMap(polygonsOf) }
  }
  return (codes) => {
    const key = [...new Set(codes)].sort().join(' ')
    const found = known.get(key)
    if (found !== undefined) return found
    const shape = shapeOf(codes)
    known.set(key, shape)
    return shape
  }
}
