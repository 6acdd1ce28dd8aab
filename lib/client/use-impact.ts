import useSWRImmutable from 'swr/immutable'
import { Impact } from '@/lib/schema/impact'

async function readImpact(address: string): Promise<Impact> {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return Impact.parse(await answer.json())
}

/** The impact answer of an address of the API, fetched once for it. Undefined while it comes, where it does not, or where none is wanted (null). */
export const useImpact = (address: string | null): Impact | undefined =>
  useSWRImmutable<Impact, Error, string | null>(address, readImpact).data
