import { read } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getIncident } from '@/lib/service/get-incident'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getIncident, async (ctx, { params }) => ok(await getIncident(ctx, params.id))),
})
