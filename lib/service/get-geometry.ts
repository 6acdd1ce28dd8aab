import type { FeatureCollection } from 'geojson'
import { type PackTopology, toFeatures } from '@/lib/regions/topology'
import type { GeometryQuery } from '@/lib/schema/query'
import type { Context } from './context'

/** The boundaries of one level, as GeoJSON with right-handed rings (RFC 7946) or as TopoJSON; each feature names its `code`. */
export async function getGeometry(
  { territory }: Context,
  { level, detail, format }: GeometryQuery,
): Promise<FeatureCollection | PackTopology> {
  const topology = territory.geometry(level, detail)
  return format === 'topojson' ? topology : toFeatures(topology)
}
