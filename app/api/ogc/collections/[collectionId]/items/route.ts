import { read } from '@/app/api/endpoints'
import { collectionCalled, featuresReply, ogcRoot } from '@/lib/http/features'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { listFeatures } from '@/lib/service/list-features'
import { publicAddress } from '@/lib/service/public-address'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.listFeatures, async (ctx, { request, params, query }) => {
    const collection = collectionCalled(params.collectionId)
    const root = ogcRoot(publicAddress(request.headers, ctx.settings.publicUrl))
    return featuresReply({ request, root, collection, at: ctx.clock() }, await listFeatures(ctx, collection, query))
  }),
})
