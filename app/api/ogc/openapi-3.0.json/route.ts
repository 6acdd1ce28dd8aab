import { ok } from '@/lib/http/answer'
import { endpointsOn } from '@/lib/http/endpoint'
import { route } from '@/lib/http/handler'
import { openApiDocument } from '@/lib/http/openapi'
import { openApi30 } from '@/lib/http/openapi-3.0'
import { operations } from '@/lib/http/operations'
import { processSettings } from '@/lib/service/context'
import { publicAddress } from '@/lib/service/public-address'

// As the document of 3.1: the same whatever the store holds, and there when the store is not.
const { read } = endpointsOn(async () => ({ settings: { bodyLimitBytes: 0, importLimitBytes: 0 } }))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getOpenApi30, async (_, { request }) =>
    ok(openApi30(openApiDocument(publicAddress(request.headers, processSettings().publicUrl)))),
  ),
})
