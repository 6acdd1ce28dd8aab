import { read } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { ogcRoot } from '@/lib/http/features'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { collectionsOf } from '@/lib/ogc/documents'
import { getCollectionExtents } from '@/lib/service/get-collection-extents'
import { publicAddress } from '@/lib/service/public-address'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.listCollections, async (ctx, { request }) =>
    ok(
      collectionsOf(
        ogcRoot(publicAddress(request.headers, ctx.settings.publicUrl)),
        await getCollectionExtents(ctx),
        ctx.territory.boundaries,
      ),
    ),
  ),
})
