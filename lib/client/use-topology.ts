import useSWRImmutable from 'swr/immutable'
import type { Topology } from '@/lib/schema/geometry'
import { readApi } from './read-api'

const readTopology = ([address]: readonly [string, string]): Promise<Topology> => readApi('topology', address)

/** Boundaries as TopoJSON, fetched once for each `version` of them. Undefined while they come or nobody wants them (null); `error` where they do not. */
export function useTopology(address: string | null, version: string): { topology: Topology | undefined; error: Error | undefined } {
  const key = address === null ? null : ([address, version] as const)
  const { data, error } = useSWRImmutable<Topology, Error, readonly [string, string] | null>(key, readTopology)
  return { topology: data, error }
}
