import { read } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { collectionCalled, ogcRoot } from '@/lib/http/features'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { queryablesOf } from '@/lib/ogc/documents'
import { publicAddress } from '@/lib/service/public-address'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getQueryables, async ({ settings }, { request, params }) =>
    ok(queryablesOf(ogcRoot(publicAddress(request.headers, settings.publicUrl)), collectionCalled(params.collectionId))),
  ),
})
