import { read } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getGeometry } from '@/lib/service/get-geometry'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getGeometry, async (ctx, { query }) => ok(await getGeometry(ctx, query))),
})
