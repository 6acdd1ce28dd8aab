import { featurePage, linkedFeature } from '@/lib/ogc/documents'
import { CollectionId, type LedgerFeature } from '@/lib/schema/feature'
import type { Instant } from '@/lib/schema/time'
import { ServiceError } from '@/lib/service/errors'
import { ok, type Reply } from './answer'

/** The address of the OGC API at a site, from which all of its links are written. */
export const ogcRoot = (site: URL): string => `${site.origin}/api/ogc`

/** The collection that a path names. Throws not-found. */
export function collectionCalled(name: string): CollectionId {
  const parsed = CollectionId.safeParse(name)
  if (parsed.success) return parsed.data
  throw new ServiceError('not-found', `${name} is not a collection; ${CollectionId.options.join(', ')} are.`)
}

/** What a list of features is asked with, at what address. */
interface Listing {
  request: Request
  root: string
  collection: CollectionId
  at: Instant
}

/** One page of features with its links; that of the next page is in `Link` too. `asOf` is told to it, so that all pages are of one moment. */
export function featuresReply(
  { request, root, collection, at }: Listing,
  { features, matched, next, asOf }: { features: LedgerFeature[]; matched: number; next: string | null; asOf: Instant | null },
): Reply {
  const address = `${root}/collections/${collection}`
  const { search, searchParams } = new URL(request.url)
  if (next !== null) searchParams.set('cursor', next)
  if (asOf !== null) searchParams.set('asOf', asOf)
  const following = next === null ? null : `${address}/items?${searchParams}`
  const page = featurePage(features, { matched, at, self: `${address}/items${search}`, next: following, collection: address })
  const { timeStamp: _at, ...lasting } = page
  return { ...ok(page), taggedBy: lasting, ...(following !== null && { headers: { Link: `<${following}>; rel="next"` } }) }
}

/** One feature with its links. */
export function featureReply({ request, root, collection }: Omit<Listing, 'at'>, feature: LedgerFeature): Reply {
  const address = `${root}/collections/${collection}`
  const { search } = new URL(request.url)
  return ok(linkedFeature(feature, `${address}/items/${encodeURIComponent(feature.id)}${search}`, address))
}
