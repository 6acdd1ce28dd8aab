import useSWRImmutable from 'swr/immutable'
import type { Impact } from '@/lib/schema/impact'
import { readApi } from './read-api'

const readImpact = (address: string): Promise<Impact> => readApi('impact', address)

/** The impact answer of an address of the API, fetched once for it. Undefined while it comes, where it does not, or where none is wanted (null). */
export const useImpact = (address: string | null): Impact | undefined =>
  useSWRImmutable<Impact, Error, string | null>(address, readImpact).data
