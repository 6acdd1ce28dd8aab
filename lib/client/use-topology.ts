import useSWRImmutable from 'swr/immutable'
import { Topology } from '@/lib/schema/geometry'

async function readTopology([address]: readonly [string, string]): Promise<Topology> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return Topology.parse(await answer.json())
}

/** Boundaries as TopoJSON, fetched once for each `version` of them. Undefined while they come or nobody wants them (null); `error` where they do not. */
export function useTopology(address: string | null, version: string): { topology: Topology | undefined; error: Error | undefined } {
  const key = address === null ? null : ([address, version] as const)
  const { data, error } = useSWRImmutable<Topology, Error, readonly [string, string] | null>(key, readTopology)
  return { topology: data, error }
}
