import { ok } from '@/lib/http/answer'
import { endpointsOn } from '@/lib/http/endpoint'
import { route } from '@/lib/http/handler'
import { openApiDocument } from '@/lib/http/openapi'
import { operations } from '@/lib/http/operations'

const document = openApiDocument()
// The document is the same whatever the store holds, and is there when the store is not.
const { read } = endpointsOn(async () => ({ settings: { bodyLimitBytes: 0 } }))

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getOpenApi, async () => ok(document)),
})
