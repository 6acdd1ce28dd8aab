import useSWRImmutable from 'swr/immutable'
import type { Series } from '@/lib/schema/impact'
import { readApi } from './read-api'

const readSeries = (address: string): Promise<Series> => readApi('series', address)

/** A series of the API, fetched once for its address; null asks for nothing yet. `retry` asks again after a failure. */
export function useSeries(address: string | null): { series: Series | undefined; error: Error | undefined; retry: () => void } {
  const { data, error, mutate } = useSWRImmutable<Series, Error, string | null>(address, readSeries, { shouldRetryOnError: false })
  return { series: data, error: data ? undefined : error, retry: () => void mutate() }
}
