import { read } from '@/app/api/endpoints'
import { collectionCalled, featureReply, ogcRoot } from '@/lib/http/features'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getFeature } from '@/lib/service/get-feature'
import { publicAddress } from '@/lib/service/public-address'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getFeature, async (ctx, { request, params, query }) => {
    const collection = collectionCalled(params.collectionId)
    const root = ogcRoot(publicAddress(request.headers, ctx.settings.publicUrl))
    return featureReply({ request, root, collection }, await getFeature(ctx, collection, params.featureId, query))
  }),
})
