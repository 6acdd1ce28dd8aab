import useSWRImmutable from 'swr/immutable'
import type { Series } from '@/lib/schema/impact'

async function readSeries(address: string): Promise<Series> {
  // The schema comes with the data: it is more script than the slider, and most readers never move time.
  const [answer, schema] = await Promise.all([fetch(address), import('@/lib/schema/impact')])
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return schema.Series.parse(await answer.json())
}

/** A series of the API, fetched once for its address; null asks for nothing yet. `retry` asks again after a failure. */
export function useSeries(address: string | null): { series: Series | undefined; error: Error | undefined; retry: () => void } {
  const { data, error, mutate } = useSWRImmutable<Series, Error, string | null>(address, readSeries, { shouldRetryOnError: false })
  return { series: data, error: data ? undefined : error, retry: () => void mutate() }
}
