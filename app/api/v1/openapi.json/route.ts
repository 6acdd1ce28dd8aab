import { ok } from '@/lib/http/answer'
import { endpointsOn } from '@/lib/http/endpoint'
import { route } from '@/lib/http/handler'
import { openApiDocument } from '@/lib/http/openapi'
import { operations } from '@/lib/http/operations'
import { processSettings } from '@/lib/service/context'
import { publicAddress } from '@/lib/service/public-address'

// The document is the same whatever the store holds, and is there when the store is not.
const { read } = endpointsOn(async () => ({ settings: { bodyLimitBytes: 0, importLimitBytes: 0 } }))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getOpenApi, async (_, { request }) =>
    ok(openApiDocument(publicAddress(request.headers, processSettings().publicUrl))),
  ),
})
