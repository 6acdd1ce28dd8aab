import { read } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { collectionCalled, ogcRoot } from '@/lib/http/features'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { collectionOf } from '@/lib/ogc/documents'
import { getCollectionExtents } from '@/lib/service/get-collection-extents'
import { publicAddress } from '@/lib/service/public-address'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getCollection, async (ctx, { request, params }) => {
    const collection = collectionCalled(params.collectionId)
    const root = ogcRoot(publicAddress(request.headers, ctx.settings.publicUrl))
    return ok(collectionOf(root, collection, (await getCollectionExtents(ctx))[collection], ctx.territory.boundaries))
  }),
})
